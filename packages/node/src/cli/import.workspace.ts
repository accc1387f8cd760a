import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { hostIdSchema } from "@meanwhile/core/contract";
import { migrate } from "../db/migrations.ts";
import { readExport } from "../export/index.ts";
import { type Command, UsageError } from "./command.ts";

export const importWorkspaceCommand: Command = {
  summary: "read what export workspace wrote into a workspace that is empty",
  usage: "FOLDER|FILE|- [--workspace ID]",
  options: { workspace: { type: "string" } },
  words: 1,
  async run({ words, options, open, write, complain, now }) {
    const { workspace } = options as { workspace?: string };
    if (workspace !== undefined && !hostIdSchema.safeParse(workspace).success) throw new UsageError("--workspace takes an id of 1 to 128 visible characters.");
    const path = words[0]!;
    const file = path !== "-" && (await stat(path)).isDirectory() ? join(path, "workspace.jsonl") : path;
    const db = await open();
    await migrate(db, { now });
    let told = 0;
    const onProgress = (rows: number) => {
      if (rows < told + 20_000) return;
      told = rows;
      complain(`Read ${rows} lines.\n`);
    };
    const report = await readExport({ db, lines: linesOf(file), workspace, onProgress });
    await write(`Read ${report.rows} lines into the workspace "${report.workspace}".\n`);
  },
};

/** Apart at line feeds alone: text in JSON may hold the other characters that end a line for some. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const input = file === "-" ? process.stdin : createReadStream(file);
  let rest = "";
  for await (const chunk of input.setEncoding("utf8")) {
    const lines = (rest + (chunk as string)).split("\n");
    rest = lines.pop()!;
    yield* lines;
  }
  yield rest;
}
