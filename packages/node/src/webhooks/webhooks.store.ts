import { sharedErrors, type Webhook, type WebhookDisabledReason, type WebhookId } from "@meanwhile/core";
import type { Queryable } from "../db/port.ts";
import { type Sql, sql } from "../db/sql.ts";

interface WebhookRow {
  id: WebhookId;
  url: string;
  description: string;
  types: string[] | null;
  include_private: boolean;
  previous_secret_until: string | null;
  failing_since: string | null;
  disabled_at: string | null;
  disabled_by: string | null;
  disabled_reason: WebhookDisabledReason | null;
  created_at: string;
  created_by: string;
  version: number;
}

/** A workspace's webhooks that pass `where`, oldest first; never their secrets. */
export async function selectWebhooks(db: Queryable, workspace: string, where: Sql, now: string, limit = 1): Promise<Webhook[]> {
  const rows = await db.query<WebhookRow>(sql`
    select id, url, description, types, include_private, case when previous_secret_until > ${now}::timestamptz then previous_secret_until end as previous_secret_until,
      failing_since, disabled_at, disabled_by, disabled_reason, created_at, created_by, version
    from meanwhile.webhooks where workspace = ${workspace} and ${where}
    order by id limit ${limit}`);
  return rows.map((row) => ({
    id: row.id,
    url: row.url,
    description: row.description,
    types: row.types,
    includePrivate: row.include_private,
    previousSecretUntil: row.previous_secret_until,
    failingSince: row.failing_since,
    disabled: row.disabled_at === null ? null : { at: row.disabled_at, by: row.disabled_by, reason: row.disabled_reason! },
    created: { at: row.created_at, by: row.created_by },
    version: row.version,
  }));
}

/** @throws MeanwhileError `shared/not_found` */
export async function webhookById(db: Queryable, workspace: string, id: WebhookId, now: string): Promise<Webhook> {
  const [webhook] = await selectWebhooks(db, workspace, sql`id = ${id}`, now);
  if (!webhook) throw sharedErrors.notFound("No such webhook.");
  return webhook;
}

export async function lockWebhook(db: Queryable, workspace: string, id: WebhookId): Promise<void> {
  await db.query(sql`select 1 from meanwhile.webhooks where workspace = ${workspace} and id = ${id} for update`);
}

export async function countWebhooks(db: Queryable, workspace: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(sql`select count(*) from meanwhile.webhooks where workspace = ${workspace}`);
  return row!.count;
}

export interface NewWebhook extends Pick<Webhook, "id" | "url" | "description" | "types" | "includePrivate"> {
  /** Sealed. */
  secret: string;
}

/** From the end of the log on. False where the id is taken. */
export async function insertWebhook(db: Queryable, workspace: string, by: string, webhook: NewWebhook, now: string): Promise<boolean> {
  const rows = await db.query(sql`
    insert into meanwhile.webhooks (workspace, id, url, description, types, include_private, secret, position, created_at, created_by)
    select w.id, ${webhook.id}, ${webhook.url}, ${webhook.description}, ${webhook.types}::text[], ${webhook.includePrivate}, ${webhook.secret}, w.seq, ${now}, ${by}
    from meanwhile.workspaces w where w.id = ${workspace}
    on conflict do nothing returning id`);
  return rows.length > 0;
}

/** Has the next worker look at it at once, whether it was failing or not. */
export async function updateWebhook(db: Queryable, workspace: string, webhook: Webhook, now: string): Promise<void> {
  const { disabled } = webhook;
  await db.query(sql`
    update meanwhile.webhooks set url = ${webhook.url}, description = ${webhook.description}, types = ${webhook.types}::text[], include_private = ${webhook.includePrivate},
      failing_since = ${webhook.failingSince}, failures = case when ${webhook.failingSince}::timestamptz is null then 0 else failures end,
      disabled_at = ${disabled?.at ?? null}, disabled_by = ${disabled?.by ?? null}, disabled_reason = ${disabled?.reason ?? null},
      due_at = ${now}, rest_until = null, version = version + 1
    where workspace = ${workspace} and id = ${webhook.id}`);
}

/** @param keep until when the secret before is valid beside the new one */
export async function replaceSecret(db: Queryable, workspace: string, id: WebhookId, sealed: string, keep: string): Promise<void> {
  await db.query(sql`
    update meanwhile.webhooks set previous_secret = secret, previous_secret_until = ${keep}, secret = ${sealed}, version = version + 1
    where workspace = ${workspace} and id = ${id}`);
}

export async function deleteWebhook(db: Queryable, workspace: string, id: WebhookId): Promise<boolean> {
  const rows = await db.query(sql`delete from meanwhile.webhooks where workspace = ${workspace} and id = ${id} returning id`);
  return rows.length > 0;
}

/** Something new is to be sent: now, even to a receiver that was left alone for a while. */
export async function hurryWebhook(db: Queryable, workspace: string, id: WebhookId, now: string): Promise<void> {
  await db.query(sql`
    update meanwhile.webhooks set due_at = least(due_at, ${now}::timestamptz), rest_until = null where workspace = ${workspace} and id = ${id}`);
}
