import { sharedErrors, type Webhook, type WebhookDelivery, type WebhookDeliveryId, type WebhookId } from "@meanwhile/core";
import type { Queryable } from "../db/port.ts";
import { type Sql, sql } from "../db/sql.ts";

interface DeliveryRow {
  id: WebhookDeliveryId;
  seq: number | null;
  type: string;
  body: string;
  state: WebhookDelivery["state"];
  attempts: number;
  next_attempt_at: string | null;
  last_attempt_at: string | null;
  last_status: number | null;
  last_error: string | null;
  last_excerpt: string;
  created_at: string;
}

/** A webhook's deliveries that pass `where`, newest first. */
export async function selectDeliveries(db: Queryable, workspace: string, webhook: Webhook, where: Sql, limit = 1): Promise<WebhookDelivery[]> {
  const rows = await db.query<DeliveryRow>(sql`
    select id, seq, type, body, state, attempts, next_attempt_at, last_attempt_at, last_status, last_error, last_excerpt, created_at
    from meanwhile.webhook_deliveries where workspace = ${workspace} and webhook_id = ${webhook.id} and ${where}
    order by id desc limit ${limit}`);
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    seq: row.seq,
    body: row.body,
    state: row.state,
    attempts: row.attempts,
    lastAttempt: row.last_attempt_at === null ? null : { at: row.last_attempt_at, status: row.last_status, error: row.last_error, excerpt: row.last_excerpt },
    nextAttemptAt: webhook.disabled ? null : row.next_attempt_at,
    createdAt: row.created_at,
  }));
}

/** @throws MeanwhileError `shared/not_found` */
export async function deliveryById(db: Queryable, workspace: string, webhook: Webhook, id: WebhookDeliveryId): Promise<WebhookDelivery> {
  const [delivery] = await selectDeliveries(db, workspace, webhook, sql`id = ${id}`);
  if (!delivery) throw sharedErrors.notFound("No such delivery, or no longer: delivered ones are kept for a week, dead ones for a month.");
  return delivery;
}

export interface NewDelivery {
  id: WebhookDeliveryId;
  /** null for a test. */
  seq: number | null;
  type: string;
  body: string;
}

/** Each event once for a webhook, whoever plans it. */
export async function insertDeliveries(db: Queryable, workspace: string, webhookId: WebhookId, deliveries: readonly NewDelivery[], now: string): Promise<void> {
  if (deliveries.length === 0) return;
  await db.query(sql`
    insert into meanwhile.webhook_deliveries (workspace, webhook_id, id, seq, type, body, next_attempt_at, created_at)
    select ${workspace}, ${webhookId}, d.id, d.seq, d.type, d.body, ${now}::timestamptz, ${now}::timestamptz
    from unnest(${deliveries.map(({ id }) => id)}::text[], ${deliveries.map(({ seq }) => seq)}::bigint[], ${deliveries.map(({ type }) => type)}::text[],
      ${deliveries.map(({ body }) => body)}::text[]) as d (id, seq, type, body)
    on conflict do nothing`);
}

/** Sends those that pass `where` as if they were new. Answers with how many there are. */
export async function replayDeliveries(db: Queryable, workspace: string, webhookId: WebhookId, where: Sql, now: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(sql`
    with again as (
      update meanwhile.webhook_deliveries set state = 'pending', attempts = 0, next_attempt_at = ${now}
      where workspace = ${workspace} and webhook_id = ${webhookId} and ${where} returning 1)
    select count(*) from again`);
  return row!.count;
}
