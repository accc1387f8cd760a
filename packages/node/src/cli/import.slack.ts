import { readFile } from "node:fs/promises";
import { hostIdSchema } from "@meanwhile/core/contract";
import { migrate } from "../db/migrations.ts";
import { importSlack, type SlackReport } from "../import/index.ts";
import { type Command, UsageError } from "./command.ts";

export const importSlackCommand: Command = {
  summary: "fill a workspace from an export of Slack's; again, to add what is new",
  usage: "FILE.zip [--workspace ID] [--members FILE] [--skip-direct]",
  options: { workspace: { type: "string" }, members: { type: "string" }, "skip-direct": { type: "boolean" } },
  words: 1,
  async run({ words, options, open, write, complain, now }) {
    const { workspace = "default", members } = options as { workspace?: string; members?: string };
    if (!hostIdSchema.safeParse(workspace).success) throw new UsageError("--workspace takes an id of 1 to 128 visible characters.");
    const ids = members === undefined ? undefined : await readMembers(members);
    const db = await open();
    await migrate(db, { now });
    const report = await importSlack({
      ...{ db, workspace, file: words[0]!, members: ids, skipDirect: options["skip-direct"] === true, now },
      onProgress: ({ days, dayCount, messages }) => complain(`Read ${days} of ${dayCount} days, ${messages} messages.\n`),
    });
    for (const { place, note } of report.notes) complain(`Note: ${place}: ${note}\n`);
    if (report.noteCount > report.notes.length) complain(`Note: ${report.noteCount - report.notes.length} more.\n`);
    await write(summary(report));
  },
};

/** `{ "U024BE7LH": "42", "ada@example.org": "7" }` */
async function readMembers(file: string): Promise<Map<string, string>> {
  const complaint = `--members takes a JSON file that gives member ids by Slack id or e-mail address: { "U024BE7LH": "42", "ada@example.org": "7" }.`;
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new UsageError(`${complaint} ${(error as Error).message}`, { cause: error });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new UsageError(complaint);
  const entries = Object.entries(value);
  const wrong = entries.find(([, id]) => !hostIdSchema.safeParse(id).success);
  if (wrong) throw new UsageError(`${complaint} What it gives for "${wrong[0]}" is no id.`);
  return new Map(entries as [string, string][]);
}

function summary({ channels, direct, messages, threads, members, files, skipped }: SlackReport): string {
  const reasons = Object.entries(skipped).sort(([, a], [, b]) => b - a);
  const lines = [
    `Opened ${channels.added} channels; ${channels.known} were here already.`,
    `Added ${messages.added} comments and ${threads.added} threads by ${members.added} new members${direct > 0 ? `, of ${direct} direct conversations too` : ""}.`,
    `Of ${messages.read} messages ${messages.known} were here already, ${messages.doubles} came twice, ${messages.skipped} were skipped${reasons.length > 0 ? ":" : "."}`,
    ...reasons.map(([reason, count]) => `  ${count} ${reason}`),
    ...(files.linked > 0 ? [`${files.linked} files are links to Slack, which goes on deciding who may open them.`] : []),
    ...(files.inArchive > 0 ? [`The contents of ${files.inArchive} files in the archive were not kept.`] : []),
  ];
  return `${lines.join("\n")}\n`;
}
