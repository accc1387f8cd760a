import type { Clock } from "../db/clock.ts";
import type { Db } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import type { Logger } from "../http/logger.ts";
import { failureOf } from "./failure.ts";
import { every, type Timer } from "./timer.ts";

const MINUTE = 60_000;

export type MinuteHandler = (now: number, signal: AbortSignal) => Promise<unknown>;

/** Calls handlers once a minute, each in one process of however many there are. */
export interface Minutes {
  start(): void;
  /** Begins no more minutes, tells handlers that run to end early, and waits for them. */
  stop(): Promise<void>;
}

/**
 * A timer in each process, on the minute, and a row per kind that says which minute was begun: who moves it on calls the handler. Nothing
 * is lost when that process dies, because the next minute finds what is still due. A handler that takes longer than a minute is not called
 * again by its own process, but maybe by another; due rows are made for that.
 */
export function createMinutes(handlers: ReadonlyMap<string, MinuteHandler>, { db, clock, timer, logger }: { db: Db; clock: Clock; timer: Timer; logger: Logger }): Minutes {
  const running = new Map<string, Promise<void>>();
  let ending = new AbortController();
  let cancel: (() => void) | undefined;

  const begin = async (kind: string, handler: MinuteHandler, now: number): Promise<void> => {
    try {
      if (await claimMinute(db, kind, now)) await handler(now, ending.signal);
    } catch (error) {
      logger.error(`The minute of ${kind} failed; the next one goes on`, { failure: failureOf(error) });
    } finally {
      running.delete(kind);
    }
  };

  return {
    start() {
      if (cancel) return;
      ending = new AbortController();
      cancel = every(MINUTE, { clock, timer }, (now) => {
        for (const [kind, handler] of handlers) if (!running.has(kind)) running.set(kind, begin(kind, handler, now));
      });
    },
    async stop() {
      cancel?.();
      cancel = undefined;
      ending.abort();
      await Promise.all(running.values());
    },
  };
}

/**
 * True for the first to ask in the minute of `now`. A minute that was begun far ahead of ours was begun by a wrong clock, and does not
 * hold ours up.
 */
export async function claimMinute(db: Db, kind: string, now: number): Promise<boolean> {
  const minute = new Date(now - (now % MINUTE));
  const rows = await db.query(sql`
    insert into meanwhile.ticks (kind, minute) values (${kind}, ${minute})
    on conflict (kind) do update set minute = excluded.minute
    where ticks.minute < excluded.minute or ticks.minute > ${new Date(minute.getTime() + MINUTE)}
    returning kind`);
  return rows.length > 0;
}
