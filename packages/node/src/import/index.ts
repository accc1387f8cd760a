export { importMbox } from "./import.mbox.ts";
export type { ImportReport, MessageNote } from "./import.report.ts";
