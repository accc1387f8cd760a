import type { Db } from "../db/port.ts";
import { holdSnapshot, writeLines } from "./export.lines.ts";
import { type Folder, writeMarkdown } from "./export.markdown.ts";

export type { Folder } from "./export.markdown.ts";
export { readExport } from "./export.read.ts";

/** Writes all that a workspace owns, as of one moment: as JSON lines, and as Markdown where there is a folder for it. */
export async function exportWorkspace(db: Db, workspace: string, lines: (text: string) => Promise<void> | void, folder?: Folder): Promise<void> {
  await db.tx(async (tx) => {
    await holdSnapshot(tx);
    await writeLines(tx, workspace, lines);
    if (folder) await writeMarkdown(tx, workspace, folder);
  });
}
