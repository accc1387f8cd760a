export { importMbox } from "./import.ts";
export type { ImportReport, MessageNote } from "./import.report.ts";
