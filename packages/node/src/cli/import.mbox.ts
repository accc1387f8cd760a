import { createReadStream } from "node:fs";
import { open as openFile } from "node:fs/promises";
import { basename } from "node:path";
import { createGunzip } from "node:zlib";
import { hostIdSchema } from "@meanwhile/core/contract";
import { migrate } from "../db/migrations.ts";
import { type ImportReport, importMbox, type MessageNote } from "../import/index.ts";
import { type Command, UsageError } from "./command.ts";

export const importMboxCommand: Command = {
  summary: "fill a channel from a mailing list's archive; again, to add what is new",
  usage: "FILE [--workspace ID] [--channel NAME]",
  options: { workspace: { type: "string" }, channel: { type: "string" } },
  words: 1,
  async run({ words, options, open, write, complain, now }) {
    const file = words[0]!;
    const { workspace = "default", channel } = options as { workspace?: string; channel?: string };
    if (!hostIdSchema.safeParse(workspace).success) throw new UsageError("--workspace takes an id of 1 to 128 visible characters.");
    if (channel !== undefined && channel.trim() === "") throw new UsageError("--channel takes a name.");
    const db = await open();
    await migrate(db, { now });
    const report = await importMbox({
      db,
      workspace,
      open: () => bytesOf(file),
      channel: channel?.trim(),
      fileName: basename(file),
      now,
      onProgress: ({ phase, messages, total }) => complain(phase === "reading" ? `Read ${messages} messages.\n` : `Wrote ${messages} of ${total}.\n`),
    });
    complain([...lines("Skipped", report.skipped, report.messages.skipped), ...lines("Note", report.notes, report.notes.length)].join(""));
    await write(summary(report));
  },
};

/** A file's bytes, unpacked where gzip packed it, whatever its name. */
async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  const handle = await openFile(file);
  const { buffer } = await handle.read(new Uint8Array(2), 0, 2, 0).finally(() => handle.close());
  const stream = createReadStream(file);
  if (buffer[0] !== 0x1f || buffer[1] !== 0x8b) return yield* stream;
  const unpacked = createGunzip();
  stream.on("error", (error) => unpacked.destroy(error));
  yield* stream.pipe(unpacked);
}

function lines(what: string, notes: readonly MessageNote[], count: number): string[] {
  const listed = notes.map(({ line, offset, messageId, note }) => `${what}: line ${line} (byte ${offset})${messageId === null ? "" : ` <${messageId}>`}: ${note}\n`);
  return count > notes.length ? [...listed, `${what}: ${count - notes.length} more.\n`] : listed;
}

function summary({ channel, messages, threads, members }: ImportReport): string {
  const counts = [`${messages.known} were here already`, `${messages.doubles} came twice`, `${messages.skipped} could not be read`];
  return `${channel.created ? "Opened" : "Filled"} the channel "${channel.name}" (${channel.id}).
Added ${messages.added} comments and ${threads.added} threads by ${members.added} new members.
Of ${messages.read} messages ${counts.join(", ")}.
`;
}
