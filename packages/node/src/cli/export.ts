import { exportSql } from "../db/export.ts";
import type { Command } from "./command.ts";

export const exportCommand: Command = {
  summary: "write the whole database as SQL, to load into another migrated one",
  usage: "[--output FILE]",
  options: { output: { type: "string" } },
  words: 0,
  async run({ options, open, write }) {
    const db = await open();
    const { output } = options as { output?: string };
    if (output === undefined) return exportSql(db, write);
    const { open: openFile } = await import("node:fs/promises");
    const file = await openFile(output, "w");
    try {
      await exportSql(db, async (text) => void (await file.write(text)));
    } finally {
      await file.close();
    }
  },
};
