import type { Body, CommentId, ThreadId } from "@meanwhile/core";
import { plainText } from "@meanwhile/core/body";
import type { NewDocument } from "../calls/context.ts";
import type { Queryable } from "../db/port.ts";
import { literal, type Sql, sql } from "../db/sql.ts";

interface CommentRow {
  id: CommentId;
  thread_id: ThreadId;
  number: number;
  author_id: string;
  body: Body;
  created_at: string;
}

/** A comment as search finds it; the opening one is found with its thread. */
export function commentDocument(comment: { id: CommentId; threadId: ThreadId; number: number; authorId: string; body: Body; createdAt: string }): NewDocument {
  const { id, threadId, number, authorId, body, createdAt } = comment;
  return { kind: "comment", id, threadId, number, authorId, at: createdAt, title: "", text: plainText(body) };
}

/** A thread as search finds it: its title, its opening comment, and what its living context says. */
export function threadDocument(thread: { id: ThreadId; title: string; authorId: string; createdAt: string; opening: Body | null; context: Body | null }): NewDocument {
  const { id, title, authorId, createdAt, opening, context } = thread;
  const text = [opening, context].flatMap((body) => (body ? [plainText(body).trim()] : [])).filter((part) => part !== "").join("\n\n");
  return { kind: "thread", id, threadId: id, number: 1, authorId, at: createdAt, title, text };
}

/** How many are read; with `hold`, they stay as they are until the commit. */
interface Reading {
  limit?: number;
  hold?: boolean;
}

/** Threads that pass `where` (alias `t`), as search finds them, by id. */
export async function threadDocuments(db: Queryable, workspace: string, where: Sql, { limit, hold = false }: Reading = {}): Promise<NewDocument[]> {
  const rows = await db.query<{ id: ThreadId; title: string; author_id: string; created_at: string; opening: Body | null; context: Body | null }>(sql`
    select t.id, t.title, t.author_id, t.created_at, c.body as opening, t.context_body as context
    from meanwhile.threads t left join meanwhile.comments c on c.workspace = t.workspace and c.thread_id = t.id and c.number = 1
    where t.workspace = ${workspace} and ${where} order by t.id ${limit === undefined ? sql`` : sql`limit ${literal(limit)}`} ${hold ? sql`for share of t` : sql``}`);
  return rows.map(({ author_id: authorId, created_at: createdAt, ...thread }) => threadDocument({ ...thread, authorId, createdAt }));
}

/** Comments that pass `where` (alias `c`) and open no thread, as search finds them, by id. */
export async function commentDocuments(db: Queryable, workspace: string, where: Sql, { limit, hold = false }: Reading = {}): Promise<NewDocument[]> {
  const rows = await db.query<CommentRow>(sql`
    select c.id, c.thread_id, c.number, c.author_id, c.body, c.created_at from meanwhile.comments c
    where c.workspace = ${workspace} and c.number > 1 and ${where} order by c.id ${limit === undefined ? sql`` : sql`limit ${literal(limit)}`} ${hold ? sql`for share of c` : sql``}`);
  return rows.map((row) => commentDocument({ id: row.id, threadId: row.thread_id, number: row.number, authorId: row.author_id, body: row.body, createdAt: row.created_at }));
}
