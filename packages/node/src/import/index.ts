export { importMbox } from "./import.mbox.ts";
export { importSlack } from "./import.slack.ts";
export type { ImportReport, MessageNote, SlackReport } from "./import.report.ts";
