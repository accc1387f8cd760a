import type { Comment } from "@meanwhile/core";
import type { Tx } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { frontMatter } from "./export.names.ts";

export interface ThreadRow {
  id: string;
  title: string;
  author_id: string;
  created_at: string;
  pinned_at: string | null;
  closed_at: string | null;
  closed_by: string | null;
  context_markdown: string | null;
  context_version: number;
}

interface CommentRow {
  number: number;
  author_id: string;
  markdown: string;
  action: "closed" | "reopened" | null;
  reactions: Comment["reactions"];
  acknowledgements: Comment["acknowledgements"];
  created_at: string;
  edited_at: string | null;
  deleted_at: string | null;
}

const PAGE = 200;

/** A thread from its front matter to its last comment, page by page. */
export async function writeThread(
  tx: Tx,
  workspace: string,
  thread: ThreadRow,
  place: Record<string, unknown>,
  names: ReadonlyMap<string, string>,
  write: (text: string) => Promise<void>,
): Promise<void> {
  const nameOf = (id: string | null) => (id === null ? "Meanwhile" : (names.get(id) ?? id));
  const { id, title, author_id, created_at, pinned_at, closed_at, closed_by, context_markdown, context_version } = thread;
  await write(frontMatter({ id, title, ...place, author: nameOf(author_id), created: created_at, pinned: pinned_at, closed: closed_at, closedBy: closed_at && nameOf(closed_by) }));
  await write(`# ${title.replace(/\s+/g, " ").replace(/[\\`*_[\]<>]/g, "\\$&")}\n\n`);
  if (context_markdown !== null) await write(`## Context (version ${context_version})\n\n${context_markdown}\n\n`);
  const decisions = await tx.query<{ statement: string; state: string; decided_at: string; decider_ids: string[] }>(sql`
    select statement, state, decided_at, decider_ids from meanwhile.decisions where workspace = ${workspace} and thread_id = ${id} order by decided_at, id`);
  for (const { statement, state, decided_at, decider_ids } of decisions) {
    await write(`## Decision (${state.replace("_", " ")})\n\n${statement}\n\n*${decider_ids.map(nameOf).join(", ")}, ${decided_at}*\n\n`);
  }
  for (let after = 0; ; ) {
    const page = await tx.query<CommentRow>(sql`
      select number, author_id, markdown, action, reactions, acknowledgements, created_at, edited_at, deleted_at from meanwhile.comments
      where workspace = ${workspace} and thread_id = ${id} and number > ${after} order by number limit ${PAGE}`);
    await write(page.map((comment) => printComment(comment, nameOf)).join(""));
    if (page.length < PAGE) return;
    after = page.at(-1)!.number;
  }
}

function printComment({ number, author_id, markdown, action, reactions, acknowledgements, created_at, edited_at, deleted_at }: CommentRow, nameOf: (id: string | null) => string): string {
  const head = `## ${number}. ${nameOf(author_id)}, ${created_at}${edited_at === null ? "" : ` (edited ${edited_at})`}`;
  const notes = [
    ...(action === null ? [] : [`*${action} the thread*`]),
    ...reactions.map(({ emoji, memberIds }) => `${emoji} ${memberIds.map(nameOf).join(", ")}`),
    ...(acknowledgements.length > 0 ? [`Noted by ${acknowledgements.map(({ by }) => nameOf(by)).join(", ")}`] : []),
  ];
  return `${[head, deleted_at === null ? markdown : "*Deleted.*", ...notes].filter((part) => part !== "").join("\n\n")}\n\n`;
}
