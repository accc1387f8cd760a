import { type Actor, sharedErrors } from "@meanwhile/core";
import type { Tx } from "../db/port.ts";
import { sql } from "../db/sql.ts";

/** How long an answer is kept for a repeated key. */
const KEPT_MS = 24 * 60 * 60 * 1000;

/** What a call gave, and whether this is the stored answer to the same call made before. */
export interface Answer {
  value: unknown;
  replayed: boolean;
}

/** Calls under way in this process, so that a twin is told at once instead of waiting for the lock. */
const inFlight = new Set<string>();

/**
 * Runs a call once for a key of an actor: the answer is stored in the transaction of its writes, so both are kept or neither.
 * A call that fails leaves no trace; its key may be used again. (IETF draft-ietf-httpapi-idempotency-key-header-07.)
 *
 * @throws MeanwhileError `shared/idempotency_in_flight`, `shared/idempotency_mismatch`
 */
export async function once(
  transaction: <T>(run: (tx: Tx) => Promise<T>) => Promise<T>,
  actor: Actor,
  key: string,
  call: { name: string; input: unknown; now: number },
  run: (tx: Tx) => Promise<unknown>,
): Promise<Answer> {
  const scope = `${actor.workspace}\n${actor.id}\n${key}`;
  if (inFlight.has(scope)) throw busy();
  inFlight.add(scope);
  try {
    const fingerprint = await digest(`${call.name}\n${JSON.stringify(call.input)}`);
    return await transaction(async (tx) => {
      const [state] = await tx.query<{ free: boolean }>(sql`select pg_try_advisory_xact_lock(hashtextextended(${scope}, 0)) as free`);
      if (!state!.free) throw busy();
      const [stored] = await tx.query<{ fingerprint: string; response: { value?: unknown } }>(sql`
        select fingerprint, response from meanwhile.idempotency_keys
        where workspace = ${actor.workspace} and actor_id = ${actor.id} and key = ${key} and expires_at > ${iso(call.now)}`);
      if (stored && stored.fingerprint !== fingerprint) {
        throw sharedErrors.idempotencyMismatch("This idempotency key was used for another request. Use a new key for a new request.");
      }
      if (stored) return { value: stored.response.value, replayed: true };
      const value = await run(tx);
      await tx.query(sql`
        insert into meanwhile.idempotency_keys (workspace, actor_id, key, fingerprint, response, expires_at)
        values (${actor.workspace}, ${actor.id}, ${key}, ${fingerprint}, ${JSON.stringify({ value })}::text::jsonb, ${iso(call.now + KEPT_MS)})
        on conflict (workspace, actor_id, key) do update set fingerprint = excluded.fingerprint, response = excluded.response, expires_at = excluded.expires_at`);
      return { value, replayed: false };
    });
  } finally {
    inFlight.delete(scope);
  }
}

function busy() {
  return sharedErrors.idempotencyInFlight("The same request is being worked on. Ask again in a second.");
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
