import type { NewDocument } from "../calls/context.ts";
import { commentDocuments, threadDocuments } from "../comments/comments.documents.ts";
import { decisionDocuments } from "../decisions/decisions.documents.ts";
import type { Tx } from "../db/port.ts";
import { sql } from "../db/sql.ts";

/**
 * A kind of thing that search finds. Its slice calls `context.index` whenever one is written, and reads all of them here for when the index
 * is made anew. How a hit looks, who sees it and where it leads is in the document: a thread's, with a comment's number, or a space's.
 */
export interface SearchSource {
  /** `comment`, `decision` …; each document has it too. */
  kind: string;
  /** Those with an id after `after`, by id, locked so that nobody changes them before the commit. */
  read(tx: Tx, workspace: string, after: string, limit: number): Promise<NewDocument[]>;
}

export const threadSource: SearchSource = {
  kind: "thread",
  read: (tx, workspace, after, limit) => threadDocuments(tx, workspace, sql`t.id > ${after}`, limit, true),
};

export const commentSource: SearchSource = {
  kind: "comment",
  read: (tx, workspace, after, limit) => commentDocuments(tx, workspace, sql`c.id > ${after}`, limit),
};

export const decisionSource: SearchSource = { kind: "decision", read: decisionDocuments };
