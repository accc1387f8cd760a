import type { newId, WebhookId } from "@meanwhile/core";
import type { Db } from "../db/port.ts";
import { literal, sql } from "../db/sql.ts";
import { insertDeliveries } from "./webhooks.deliveries.store.ts";

/** Events read in one transaction. */
const PAGE = 500;

interface EventRow {
  seq: number;
  type: string;
  at: string;
  actor_id: string | null;
  payload: object;
  wanted: boolean;
}

/**
 * Makes deliveries of the next events that a webhook is told of, and moves its position on, in one transaction. What it may know is decided
 * here: nothing that is for one member, nothing among named people, of private channels and restricted subjects only where an owner said
 * so, each as things are now. True where there may be more.
 */
export async function planDeliveries(db: Db, workspace: string, id: WebhookId, now: string, makeId: typeof newId): Promise<boolean> {
  return db.tx(async (tx) => {
    const [webhook] = await tx.query<{ position: number; types: string[] | null; include_private: boolean; log_end: number }>(sql`
      select w.position, w.types, w.include_private, log.seq as log_end
      from meanwhile.webhooks w join meanwhile.workspaces log on log.id = w.workspace
      where w.workspace = ${workspace} and w.id = ${id} and w.disabled_at is null for update of w`);
    if (!webhook || webhook.position >= webhook.log_end) return false;
    const { types, include_private: includePrivate } = webhook;
    const rows = await tx.query<EventRow>(sql`
      select e.seq, e.type, e.at, e.actor_id, e.payload,
        e.recipient_id is null and ${types ? sql`e.type = any(${types}::text[])` : sql`true`} and (e.space_id is null or exists (
          select 1 from meanwhile.spaces s where s.workspace = e.workspace and s.id = e.space_id
            and s.kind <> 'people' and ${includePrivate ? sql`true` : sql`s.visibility = 'public'`})) as wanted
      from meanwhile.events e where e.workspace = ${workspace} and e.seq > ${webhook.position}
      order by e.seq limit ${literal(PAGE)}`);
    const wanted = rows.filter((row) => row.wanted);
    const deliveries = wanted.map(({ seq, type, at, actor_id: actorId, payload }) => ({
      id: makeId("msg", Date.parse(now)),
      seq,
      type,
      body: bodyOf(workspace, { seq, type, at, actorId, payload }),
    }));
    await insertDeliveries(tx, workspace, id, deliveries, now);
    const isFull = rows.length === PAGE;
    // A page that is not full reached the end, even where the log's own end was trimmed away.
    const position = Math.max(rows.at(-1)?.seq ?? 0, isFull ? 0 : webhook.log_end);
    await tx.query(sql`update meanwhile.webhooks set position = ${position} where workspace = ${workspace} and id = ${id}`);
    return isFull;
  });
}

/** What is sent, made once, so that every attempt has the same bytes: ids, not words, like the event itself. */
export function bodyOf(workspace: string, { type, at, payload, ...rest }: { seq?: number; type: string; at: string; actorId: string | null; payload: object }): string {
  return JSON.stringify({ type, timestamp: at, data: { workspace, ...rest, ...payload } });
}
