import type { Db, Tx } from "../db/index.ts";
import { openPostgres } from "../db/db.postgres.ts";
import { silentLogger } from "../http/logger.ts";
import { createMeanwhile } from "../meanwhile.ts";

/**
 * A worker in a process of its own: runs what is due, and dies by SIGKILL as its `dieAt`th statement of a round is on its way, the round's
 * first being 1; beyond the last one it dies while the round is committed, or after.
 */
export async function tickAndDie(url: string, now: number, dieAt: number): Promise<void> {
  const db = mortal(await openPostgres(url), dieAt);
  const meanwhile = createMeanwhile({ database: db, migrate: false, jobs: false, logger: silentLogger, clock: { now: () => now } });
  await meanwhile.jobs.tick(now);
}

/** Statements count from the one that holds a program. */
const BEGINS = "meanwhile.pairing_programs p where";

function mortal(db: Db, dieAt: number): Db {
  let count = 0;
  const counted = (tx: Tx): Tx =>
    new Proxy(tx, {
      get(target, key) {
        const member: unknown = Reflect.get(target, key);
        if (typeof member !== "function") return member;
        return (...args: unknown[]) => {
          const { text } = (args[0] ?? {}) as { text?: string };
          if (key === "query" && (count > 0 || text?.includes(BEGINS))) count++;
          const answer: unknown = member.apply(target, args);
          if (count >= dieAt) setImmediate(() => process.kill(process.pid, "SIGKILL"));
          return answer;
        };
      },
    });
  return new Proxy(db, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== "function") return member;
      if (key !== "tx") return member.bind(target) as unknown;
      const tx: Db["tx"] = (run, last) => target.tx((one) => run(counted(one)), last);
      return tx;
    },
  });
}
