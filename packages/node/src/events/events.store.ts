import type { Actor, MeanwhileEvent } from "@meanwhile/core";
import type { Author, NewEvent } from "../calls/context.ts";
import type { Queryable, Tx } from "../db/port.ts";
import { type Sql, sql } from "../db/sql.ts";
import { visibleSpace } from "../permissions/spaces.ts";

/** The NOTIFY channel; its payload is `workspace:seq`, a hint to read the log. */
export const EVENTS_CHANNEL = "meanwhile_events";

/** Appends to the log, in a transaction that goes on. */
export async function appendEvents(tx: Tx, actor: Author, now: string, events: readonly NewEvent[]): Promise<void> {
  for (const statement of appending(actor, now, events)) await tx.query(statement);
}

/**
 * What appends to the log, to be run last in a transaction: the workspace's counter is a row whose lock makes commit order the order of
 * `seq`, without gaps, and is held until the commit. Nothing where nothing happened.
 *
 * @param before an INSERT that gives back one row; it runs in the same statement, ahead of taking the counter
 */
export function appending(actor: Author, now: string, events: readonly NewEvent[], before?: Sql): Sql[] {
  if (events.length === 0) return before ? [before] : [];
  const rows = events.map(({ type, spaceId, recipientId, ...payload }) => ({ type, space_id: spaceId ?? null, recipient_id: recipientId ?? null, payload }));
  const append = sql`
    with ${before ? sql`before as (${before}),` : sql``}
    counter as (update meanwhile.workspaces set seq = seq + ${events.length} ${before ? sql`from before` : sql``} where id = ${actor.workspace} returning seq),
    appended as (
      insert into meanwhile.events (workspace, seq, type, at, actor_id, space_id, recipient_id, payload)
      select ${actor.workspace}, counter.seq - ${events.length} + e.ordinal, e.event ->> 'type', ${now}::timestamptz, ${actor.id},
             e.event ->> 'space_id', e.event ->> 'recipient_id', e.event -> 'payload'
      from counter, jsonb_array_elements(${JSON.stringify(rows)}::text::jsonb) with ordinality e (event, ordinal))
    select pg_notify(${EVENTS_CHANNEL}, ${`${actor.workspace}:`}::text || counter.seq) from counter`;
  return [append];
}

/** Wakes whoever reads a workspace's log, though nothing was added to it, once the transaction is committed. */
export function waking(workspace: string): Sql {
  return sql`select pg_notify(${EVENTS_CHANNEL}, ${`${workspace}:`}::text)`;
}

interface EventRow {
  seq: number;
  type: MeanwhileEvent["type"];
  at: string;
  actor_id: string | null;
  payload: object;
}

/** Where a workspace's log stands, and up to where it was trimmed away. */
export async function logPosition(db: Queryable, workspace: string): Promise<{ seq: number; trimmedSeq: number }> {
  const [row] = await db.query<{ seq: number; trimmed_seq: number }>(sql`select seq, trimmed_seq from meanwhile.workspaces where id = ${workspace}`);
  return { seq: row?.seq ?? 0, trimmedSeq: row?.trimmed_seq ?? 0 };
}

/** An event has the time at which its call began, and is read once the call commits: so much earlier it may have begun. */
const LATE_MS = 10_000;
/** More than this many events are dearer to apply than to read everything anew. */
const MAX_SINCE = 500;

/** From where a reader is to go on: after `lastSeq` or, where that is not known, so that whatever was committed after `since` follows. */
export interface Resume {
  lastSeq?: number | undefined;
  since?: Date | undefined;
}

/** Where a reader goes on. `lost`: some of what they need was trimmed away, or is too much, so that everything is to be read anew from there. */
export async function resumeAt(db: Queryable, workspace: string, { lastSeq, since }: Resume): Promise<{ position: number; lost: boolean }> {
  const { seq, trimmedSeq } = await logPosition(db, workspace);
  if (lastSeq !== undefined) {
    const lost = lastSeq < trimmedSeq || lastSeq > seq;
    return { position: lost ? seq : lastSeq, lost };
  }
  if (since === undefined) return { position: seq, lost: false };
  const [row] = await db.query<{ first: number | null; count: number }>(sql`
    select min(seq) as first, count(*) as count
    from (select seq, at from meanwhile.events where workspace = ${workspace} order by seq desc limit ${MAX_SINCE}) recent
    where at > ${new Date(since.getTime() - LATE_MS)}`);
  const first = row?.first ?? null;
  const lost = row?.count === MAX_SINCE || (first !== null && trimmedSeq > 0 && first === trimmedSeq + 1);
  return { position: first === null || lost ? seq : Math.min(first - 1, seq), lost };
}

/**
 * The next events that the actor may know of. `lastSeq` is how far the log was read, which may be past the last event given:
 * what was not for this actor is skipped, not sent.
 */
export async function readEvents(db: Queryable, actor: Actor, after: number, limit: number): Promise<{ data: MeanwhileEvent[]; lastSeq: number; more: boolean }> {
  const rows = await db.query<EventRow & { visible: boolean }>(sql`
    with part as (
      select * from meanwhile.events where workspace = ${actor.workspace} and seq > ${after} order by seq limit ${limit})
    select part.seq, part.type, part.at, part.actor_id, part.payload,
      case when part.recipient_id is not null then part.recipient_id = ${actor.id}
           when part.space_id is not null then exists (select 1 from meanwhile.spaces s where s.id = part.space_id and ${visibleSpace(actor)})
           else ${actor.role !== "guest"}::boolean end as visible
    from part order by part.seq`);
  const data = rows.filter((row) => row.visible).map((row) => ({ seq: row.seq, type: row.type, at: row.at, actorId: row.actor_id, ...row.payload }));
  return { data, lastSeq: rows.at(-1)?.seq ?? after, more: rows.length === limit };
}
