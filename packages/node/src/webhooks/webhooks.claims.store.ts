import type { WebhookDeliveryId, WebhookDisabledReason, WebhookId, WebhookOutcome } from "@meanwhile/core";
import type { Db, Queryable } from "../db/port.ts";
import { literal, sql } from "../db/sql.ts";

/** A webhook that this worker alone looks after, until `lease`. */
export interface Claim {
  workspace: string;
  id: WebhookId;
  url: string;
  secret: string;
  previousSecret: string | null;
  previousSecretUntil: string | null;
  failures: number;
  /** Milliseconds since the epoch. */
  failingSince: number | null;
  lease: string;
}

interface ClaimRow {
  workspace: string;
  id: WebhookId;
  url: string;
  secret: string;
  previous_secret: string | null;
  previous_secret_until: string | null;
  failures: number;
  failing_since: string | null;
}

/** Says of webhooks that have not read their log to its end that there is something to do: of some workspaces, or of all. */
export async function markGrown(db: Queryable, now: number, workspaces?: readonly string[]): Promise<void> {
  const at = new Date(now);
  // Locked in one order, because several processes do this at once.
  await db.query(sql`
    with behind as materialized (
      select w.workspace, w.id from meanwhile.webhooks w join meanwhile.workspaces log on log.id = w.workspace
      where w.disabled_at is null and w.position < log.seq and (w.due_at is null or w.due_at > ${at})
        and ${workspaces ? sql`w.workspace = any(${workspaces}::text[])` : sql`true`}
      order by w.workspace, w.id for update of w)
    update meanwhile.webhooks w set due_at = ${at} from behind where w.workspace = behind.workspace and w.id = behind.id`);
}

/** Takes the webhook that has waited longest, for as long as `leaseMs`; nothing where there is none. */
export async function claimWebhook(db: Queryable, now: number, leaseMs: number): Promise<Claim | undefined> {
  const at = new Date(now);
  const lease = new Date(now + leaseMs);
  const [row] = await db.query<ClaimRow>(sql`
    with waiting as materialized (
      select workspace, id from meanwhile.webhooks
      where disabled_at is null and due_at <= ${at} and (leased_until is null or leased_until <= ${at}) and (rest_until is null or rest_until <= ${at})
      order by due_at limit 1 for update skip locked)
    update meanwhile.webhooks w set leased_until = ${lease} from waiting where w.workspace = waiting.workspace and w.id = waiting.id
    returning w.workspace, w.id, w.url, w.secret, w.previous_secret, w.previous_secret_until, w.failures, w.failing_since`);
  if (!row) return undefined;
  return {
    ...{ workspace: row.workspace, id: row.id, url: row.url, failures: row.failures, lease: lease.toISOString() },
    ...{ secret: row.secret, previousSecret: row.previous_secret, previousSecretUntil: row.previous_secret_until },
    failingSince: row.failing_since === null ? null : Date.parse(row.failing_since),
  };
}

export interface DueDelivery {
  id: WebhookDeliveryId;
  body: string;
  attempts: number;
}

/** Oldest first. */
export async function dueDeliveries(db: Queryable, { workspace, id }: Claim, now: number, limit: number): Promise<DueDelivery[]> {
  return db.query<DueDelivery>(sql`
    select id, body, attempts from meanwhile.webhook_deliveries
    where workspace = ${workspace} and webhook_id = ${id} and state = 'pending' and next_attempt_at <= ${new Date(now)}
    order by next_attempt_at, seq limit ${literal(limit)}`);
}

/** What an attempt came to, as it is kept. */
export interface Attempt extends Pick<WebhookOutcome, "state" | "next" | "disable"> {
  status: number | null;
  error: string | null;
  excerpt: string;
}

/**
 * Writes down an attempt, and what it says of the webhook: that it works, or since when it does not, or that it is switched off. An
 * attempt that somebody else has settled or replayed meanwhile changes nothing.
 */
export async function settleAttempt(db: Queryable, { workspace, id }: Claim, delivery: DueDelivery, attempt: Attempt, now: number): Promise<void> {
  const at = new Date(now);
  const next = attempt.next === null ? null : new Date(attempt.next);
  const reason: WebhookDisabledReason | null = attempt.disable;
  const change =
    attempt.state === "delivered"
      ? sql`failures = 0, failing_since = null, version = version + 1 from settled where w.failing_since is not null and`
      : sql`failures = failures + 1, failing_since = coalesce(failing_since, ${at}::timestamptz),
          disabled_at = coalesce(disabled_at, case when ${reason}::text is not null then ${at}::timestamptz end), disabled_reason = coalesce(disabled_reason, ${reason}::text),
          version = version + case when failing_since is null or ${reason}::text is not null then 1 else 0 end
          from settled where`;
  await db.query(sql`
    with settled as (
      update meanwhile.webhook_deliveries set state = ${attempt.state}, attempts = attempts + 1, next_attempt_at = ${next},
        last_attempt_at = ${at}, last_status = ${attempt.status}, last_error = ${attempt.error}, last_excerpt = ${attempt.excerpt}
      where workspace = ${workspace} and id = ${delivery.id} and state = 'pending' and attempts = ${delivery.attempts} returning 1)
    update meanwhile.webhooks w set ${change} w.workspace = ${workspace} and w.id = ${id}`);
}

/**
 * Gives a webhook back and says when there is something to do next: at once where more is due or to be planned, otherwise with its next
 * attempt. Answers with that instant, in milliseconds since the epoch.
 */
export async function releaseWebhook(db: Db, { workspace, id, lease }: Claim, { now, restUntil }: { now: number; restUntil: number }): Promise<number | undefined> {
  return db.tx(async (tx) => {
    // First the lock, then a statement of its own that sees what was committed while we waited for it.
    await tx.query(sql`select 1 from meanwhile.webhooks where workspace = ${workspace} and id = ${id} for update`);
    const [row] = await tx.query<{ due_at: string | null; disabled: boolean }>(sql`
      update meanwhile.webhooks w set leased_until = null, rest_until = ${restUntil > now ? new Date(restUntil) : null},
        due_at = case when w.position < log.seq then ${new Date(now)}::timestamptz else (
          select min(next_attempt_at) from meanwhile.webhook_deliveries d
          where d.workspace = w.workspace and d.webhook_id = w.id and d.state = 'pending') end
      from meanwhile.workspaces log
      where log.id = w.workspace and w.workspace = ${workspace} and w.id = ${id} and w.leased_until = ${lease}
      returning w.due_at, w.disabled_at is not null as disabled`);
    return !row || row.disabled || row.due_at === null ? undefined : Math.max(Date.parse(row.due_at), restUntil);
  });
}

/** Deletes a batch of what was delivered before one instant, and given up before another. */
export async function expireDeliveries(db: Queryable, before: { delivered: number; dead: number }, batch: number): Promise<number> {
  const [row] = await db.query<{ count: number }>(sql`
    with old as materialized (
      select workspace, id from meanwhile.webhook_deliveries
      where (state = 'delivered' and created_at < ${new Date(before.delivered)}) or (state = 'dead' and created_at < ${new Date(before.dead)})
      limit ${literal(batch)} for update skip locked),
    gone as (delete from meanwhile.webhook_deliveries d using old where d.workspace = old.workspace and d.id = old.id returning 1)
    select count(*) from gone`);
  return row!.count;
}
