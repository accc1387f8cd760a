import type { Tx } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { fileName, frontMatter } from "./export.names.ts";
import { type ThreadRow, writeThread } from "./export.thread.ts";

/** Where files go; a path is of plain words and slashes. */
export interface Folder {
  /** Opens a file, writes what it is given to `write`, and closes it. */
  file(path: string, write: (write: (text: string) => Promise<void>) => Promise<void>): Promise<void>;
}

interface SpaceRow {
  id: string;
  kind: "channel" | "subject" | "people";
  visibility: string;
  name: string;
  description: string;
  subject_type: string | null;
  subject_id: string | null;
  archived_at: string | null;
  created_at: string;
}

const PAGE = 200;

/** A folder for people to read: a file a thread, in a folder a channel. The words are the Markdown that people wrote. */
export async function writeMarkdown(tx: Tx, workspace: string, folder: Folder): Promise<void> {
  const members = await tx.query<{ id: string; name: string; role: string; gone: boolean }>(sql`
    select id, name, role, deactivated_at is not null as gone from meanwhile.members where workspace = ${workspace} order by lower(name) collate "C", id collate "C"`);
  const names = new Map(members.map(({ id, name }) => [id, name]));
  await folder.file("members.md", async (write) => {
    await write("# Members\n\n");
    for (const { id, name, role, gone } of members) await write(`- ${plain(name)} (\`${id}\`): ${role}${gone ? ", deactivated" : ""}\n`);
  });
  const spaces = await tx.query<SpaceRow>(sql`
    select id, kind, visibility, name, description, subject_type, subject_id, archived_at, created_at from meanwhile.spaces where workspace = ${workspace} order by kind, id`);
  for (const space of spaces) await writeSpace(tx, workspace, space, names, folder);
}

async function writeSpace(tx: Tx, workspace: string, space: SpaceRow, names: ReadonlyMap<string, string>, folder: Folder): Promise<void> {
  const path = pathOf(space);
  const people = await tx.query<{ id: string }>(sql`
    select member_id as id from meanwhile.space_members where workspace = ${workspace} and space_id = ${space.id} order by member_id collate "C"`);
  const about = { visibility: space.visibility, members: people.map(({ id }) => names.get(id) ?? id) };
  const threads = async (write: (text: string) => Promise<void>) => {
    for await (const thread of threadsOf(tx, workspace, space.id)) {
      const file = fileName(`${thread.created_at.slice(0, 10)} ${thread.title}`, thread.id);
      await write(`- [${plain(thread.title)}](${file})\n`);
      await folder.file(`${path}/${file}`, (into) => writeThread(tx, workspace, thread, { ...about, ...(space.kind === "channel" && { channel: space.name }), ...subjectOf(space) }, names, into));
    }
  };
  if (space.kind === "people") return threads(async () => {});
  await folder.file(`${path}/README.md`, async (write) => {
    await write(frontMatter({ id: space.id, name: space.name || null, ...subjectOf(space), ...about, created: space.created_at, archived: space.archived_at }));
    await write(`# ${plain(titleOf(space))}\n\n${space.description === "" ? "" : `${space.description}\n\n`}`);
    await threads(write);
  });
}

function titleOf({ kind, name, subject_type, subject_id }: SpaceRow): string {
  return kind === "subject" ? `${subject_type} ${subject_id}` : name;
}

function subjectOf({ kind, subject_type, subject_id }: SpaceRow): { subject?: string } {
  return kind === "subject" ? { subject: `${subject_type}/${subject_id}` } : {};
}

function pathOf(space: SpaceRow): string {
  if (space.kind === "people") return "people";
  return space.kind === "channel" ? `channels/${fileName(space.name, space.id, "")}` : `subjects/${fileName(titleOf(space), space.id, "")}`;
}

async function* threadsOf(tx: Tx, workspace: string, spaceId: string): AsyncGenerator<ThreadRow> {
  let after: ThreadRow | undefined;
  for (;;) {
    const page: ThreadRow[] = await tx.query<ThreadRow>(sql`
      select id, title, author_id, created_at, pinned_at, closed_at, closed_by, context_markdown, context_version from meanwhile.threads
      where workspace = ${workspace} and space_id = ${spaceId} and ${after ? sql`id > ${after.id}` : sql`true`} order by id limit ${PAGE}`);
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1);
  }
}

function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|]/g, "\\$&");
}
