import type { Queryable } from "../db/port.ts";
import { literal, sql } from "../db/sql.ts";
import { moveDocuments, putDocuments } from "./search.documents.ts";
import type { SearchSource, Told } from "./search.sources.ts";

/** Events read at once. */
const PAGE = 500;

interface Line {
  position: number;
  seq: number;
  type: Told["type"];
  payload: Omit<Told, "type">;
}

/**
 * Brings the index up to what the workspace's log says by now. Whoever searches does it first, so that a search finds whatever was written
 * before it; the background does it soon after a write, so that there is little left to do for a search.
 *
 * What is read is not older than the events that told of it, and it is written only if nobody moved the position on meanwhile, in the
 * statement that moves it. Many may do this at once: one of them writes, and what is cut off anywhere is done again.
 */
export async function followLog(db: Queryable, workspace: string, sources: readonly SearchSource[]): Promise<void> {
  for (;;) {
    const lines = await db.query<Line>(sql`
      with reached as materialized (
        select coalesce((select seq from meanwhile.search_positions where workspace = ${workspace}), 0) as position)
      select reached.position, e.seq, e.type, e.payload from reached cross join lateral (
        select * from meanwhile.events e where e.workspace = ${workspace} and e.seq > reached.position order by e.seq limit ${literal(PAGE)}) e
      order by e.seq`);
    if (lines.length === 0) return;
    const events = lines.map(({ type, payload }) => ({ ...payload, type }));
    const documents = [];
    for (const source of sources) documents.push(...(await source.changed(db, workspace, events)));
    const moved = events.flatMap(({ type, threadId }) => (type === "thread.changed" && threadId ? [threadId] : []));
    if (moved.length > 0) await db.query(moveDocuments(workspace, moved));
    await db.query(putDocuments(workspace, documents, { from: lines[0]!.position, to: lines.at(-1)!.seq }));
    if (lines.length < PAGE) return;
  }
}

/** Workspaces that were written in since their index was brought up to date. */
export async function workspacesBehind(db: Queryable, most: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>(sql`
    select w.id from meanwhile.workspaces w left join meanwhile.search_positions p on p.workspace = w.id
    where w.seq > coalesce(p.seq, 0) order by w.id limit ${literal(most)}`);
  return rows.map(({ id }) => id);
}
