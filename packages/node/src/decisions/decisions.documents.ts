import type { Body, DecisionId, ThreadId } from "@meanwhile/core";
import { plainText } from "@meanwhile/core/body";
import type { NewDocument } from "../calls/context.ts";
import type { Queryable } from "../db/port.ts";
import { literal, type Sql, sql } from "../db/sql.ts";

/** What of a decision search knows. */
interface WordsOfDecision {
  id: DecisionId;
  threadId: ThreadId;
  authorId: string;
  excerpt: string;
  body: Body;
  alternatives: readonly { text: string; reason: string }[];
  dissent: readonly { text: string }[];
  /** ISO 8601. */
  at: string;
}

/** A decision as search finds it: the statement first, then all that was weighed. */
function decisionDocument({ id, threadId, authorId, excerpt, body, alternatives, dissent, at }: WordsOfDecision): NewDocument {
  const weighed = [...alternatives.flatMap(({ text, reason }) => [text, reason]), ...dissent.map(({ text }) => text)];
  return { kind: "decision", id, threadId, authorId, at, title: excerpt, text: [plainText(body), ...weighed].join("\n") };
}

/** Decisions that pass `where`, as search finds them, by id; with `hold`, they stay as they are until the commit. */
export async function decisionDocuments(db: Queryable, workspace: string, where: Sql, { limit, hold = false }: { limit?: number; hold?: boolean } = {}): Promise<NewDocument[]> {
  const rows = await db.query<Omit<WordsOfDecision, "threadId" | "authorId"> & { thread_id: ThreadId; author_id: string }>(sql`
    select id, thread_id, author_id, excerpt, body, alternatives, dissent, decided_at as at from meanwhile.decisions
    where workspace = ${workspace} and ${where} order by id ${limit === undefined ? sql`` : sql`limit ${literal(limit)}`} ${hold ? sql`for share` : sql``}`);
  return rows.map(({ thread_id: threadId, author_id: authorId, ...decision }) => decisionDocument({ ...decision, threadId, authorId }));
}
