import { readFile } from "node:fs/promises";
import { migrate } from "../db/migrations.ts";
import type { Command } from "./command.ts";

export const loadCommand: Command = {
  summary: "load what export wrote into an empty database, where psql is not at hand",
  usage: "FILE",
  words: 1,
  async run({ words, open, write, now }) {
    const script = await readFile(words[0]!, "utf8");
    const db = await open();
    await migrate(db, { now });
    await db.exec(script);
    await write("Loaded.\n");
  },
};
