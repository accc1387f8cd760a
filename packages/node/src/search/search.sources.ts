import type { MeanwhileEvent } from "@meanwhile/core";
import type { NewDocument } from "../calls/context.ts";
import { commentDocuments, threadDocuments } from "../comments/comments.documents.ts";
import { decisionDocuments } from "../decisions/decisions.documents.ts";
import type { Queryable, Tx } from "../db/port.ts";
import { sql } from "../db/sql.ts";

/** What the log says of something that search may know. */
export type Told = Pick<MeanwhileEvent, "type" | "threadId" | "commentId" | "decisionId">;

/**
 * A kind of thing that search finds. How a hit looks, who sees it and where it leads is in the document: a thread's, with a comment's number,
 * or a space's.
 */
export interface SearchSource {
  /** `comment`, `decision` …; each document has it too. */
  kind: string;
  /** Those with an id after `after`, by id, locked so that nobody changes them before the commit. For when the index is made anew. */
  read(tx: Tx, workspace: string, after: string, limit: number): Promise<NewDocument[]>;
  /** Those that events tell of, as they are now. */
  changed(db: Queryable, workspace: string, events: readonly Told[]): Promise<NewDocument[]>;
}

/** The ids that events of some types point at, each once. */
function idsIn<Key extends "threadId" | "commentId" | "decisionId">(events: readonly Told[], key: Key, ...types: Told["type"][]): NonNullable<Told[Key]>[] {
  return [...new Set(events.flatMap((event) => (types.includes(event.type) && event[key] ? [event[key]] : [])))];
}

const threadSource: SearchSource = {
  kind: "thread",
  read: (tx, workspace, after, limit) => threadDocuments(tx, workspace, sql`t.id > ${after}`, { limit, hold: true }),
  async changed(db, workspace, events) {
    const reworded = idsIn(events, "commentId", "comment.changed");
    // What opens a thread is found with it.
    const opening = reworded.length === 0 ? sql`` : sql`union select c.thread_id from meanwhile.comments c where c.workspace = ${workspace} and c.id = any(${reworded}::text[]) and c.number = 1`;
    const ids = idsIn(events, "threadId", "thread.created", "thread.changed");
    return ids.length + reworded.length === 0 ? [] : threadDocuments(db, workspace, sql`t.id in (select unnest(${ids}::text[]) ${opening})`);
  },
};

const commentSource: SearchSource = {
  kind: "comment",
  read: (tx, workspace, after, limit) => commentDocuments(tx, workspace, sql`c.id > ${after}`, { limit, hold: true }),
  async changed(db, workspace, events) {
    const ids = idsIn(events, "commentId", "comment.created", "comment.changed");
    return ids.length === 0 ? [] : commentDocuments(db, workspace, sql`c.id in (select unnest(${ids}::text[]))`);
  },
};

const decisionSource: SearchSource = {
  kind: "decision",
  read: (tx, workspace, after, limit) => decisionDocuments(tx, workspace, sql`id > ${after}`, { limit, hold: true }),
  async changed(db, workspace, events) {
    const ids = idsIn(events, "decisionId", "decision.made", "decision.changed");
    return ids.length === 0 ? [] : decisionDocuments(db, workspace, sql`id in (select unnest(${ids}::text[]))`);
  },
};

/** All that search finds, by where it comes from: a slice that has something to find adds its source. */
export const searchSources: readonly SearchSource[] = [threadSource, commentSource, decisionSource];
