import type { PgPool } from "./db.postgres.pool.ts";

/** One statement at a time on a connection, in the order asked: pg will no longer queue them itself from version 9. */
export function inTurn(client: Pick<PgPool, "query">): Pick<PgPool, "query"> {
  let last: Promise<unknown> = Promise.resolve();
  return {
    query(config) {
      const next = last.then(() => client.query(config));
      last = next.catch(() => undefined);
      return next;
    },
  };
}
