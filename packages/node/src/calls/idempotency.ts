import { type Actor, sharedErrors } from "@meanwhile/core";
import { isSqlState } from "../db/errors.ts";
import type { Queryable } from "../db/port.ts";
import { type Sql, sql } from "../db/sql.ts";
import { isOutdated } from "../members/actor.ts";

/** How long an answer is kept for a repeated key. */
const KEPT_MS = 24 * 60 * 60 * 1000;

/** What a call gave, and whether this is the stored answer to the same call made before. */
export interface Answer {
  value: unknown;
  replayed: boolean;
}

/** A call that is to happen once. */
export interface KeyedCall {
  actor: Actor;
  key: string;
  name: string;
  input: unknown;
  /** Milliseconds since the epoch. */
  now: number;
}

/** Calls under way in this process, so that a twin is told at once instead of waiting for a lock. */
const inFlight = new Set<string>();

/**
 * Runs a call once for a key of an actor: the answer is stored in the transaction of its writes, so both are kept or neither.
 * A call that fails leaves no trace; its key may be used again. (IETF draft-ietf-httpapi-idempotency-key-header-07.)
 *
 * Nearly every call is the first of its key, so we don't look beforehand: storing the answer fails where there is one, that rolls back
 * what the call did this time, and then we look. A call may therefore run again, but nothing it writes stays.
 *
 * @param run makes the call; with its writes it has to commit what `keep` gives for its value
 * @param looksFirst in a transaction of somebody else's, which an error would spoil
 * @throws MeanwhileError `shared/idempotency_in_flight`, `shared/idempotency_mismatch`
 */
export async function once(db: Queryable, call: KeyedCall, looksFirst: boolean, run: (keep: (value: unknown) => Sql) => Promise<unknown>): Promise<Answer> {
  const scope = `${call.actor.workspace}\n${call.actor.id}\n${call.key}`;
  if (inFlight.has(scope)) throw busy();
  inFlight.add(scope);
  try {
    const before = looksFirst ? await kept(db, call) : undefined;
    if (before) return before;
    return { value: await run((value) => keep(call, value)), replayed: false };
  } catch (error) {
    if (isOutdated(error)) throw error;
    const stored = looksFirst ? undefined : await kept(db, call);
    if (stored) return stored;
    throw isSqlState(error, NOT_NULL) ? busy() : error;
  } finally {
    inFlight.delete(scope);
  }
}

const NOT_NULL = "23502";

/** Fails with a null where there must be none if there is an answer that still holds. */
function keep({ actor, key, now, ...call }: KeyedCall, value: unknown): Sql {
  return sql`
    insert into meanwhile.idempotency_keys as kept (workspace, actor_id, key, fingerprint, response, expires_at)
    values (${actor.workspace}, ${actor.id}, ${key}, ${fingerprint(call)}, ${JSON.stringify({ value })}::text::jsonb, ${iso(now + KEPT_MS)})
    on conflict (workspace, actor_id, key) do update set
      fingerprint = case when kept.expires_at <= ${iso(now)} then excluded.fingerprint end, response = excluded.response, expires_at = excluded.expires_at
    returning 1`;
}

async function kept(db: Queryable, { actor, key, now, ...call }: KeyedCall): Promise<Answer | undefined> {
  const [stored] = await db.query<{ same: boolean; response: { value?: unknown } }>(sql`
    select fingerprint = ${fingerprint(call)} as same, response from meanwhile.idempotency_keys
    where workspace = ${actor.workspace} and actor_id = ${actor.id} and key = ${key} and expires_at > ${iso(now)}`);
  if (!stored) return undefined;
  if (!stored.same) throw sharedErrors.idempotencyMismatch("This idempotency key was used for another request. Use a new key for a new request.");
  return { value: stored.response.value, replayed: true };
}

/** SHA-256, by the database: WebCrypto's goes through a thread pool and back, which costs more than all the rest here. */
function fingerprint({ name, input }: Pick<KeyedCall, "name" | "input">): Sql {
  return sql`encode(sha256(convert_to(${`${name}\n${JSON.stringify(input)}`}, 'UTF8')), 'hex')`;
}

function busy() {
  return sharedErrors.idempotencyInFlight("The same request is being worked on. Ask again in a second.");
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
