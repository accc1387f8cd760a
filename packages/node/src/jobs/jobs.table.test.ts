import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Db } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { silentLogger } from "../http/logger.ts";
import { describeEachDb } from "../testing/databases.ts";
import { manualTime, type ManualTime } from "../testing/time.ts";
import { gate } from "../testing/waiting.ts";
import type { JobDefinition } from "./jobs.port.ts";
import { tableEngine } from "./jobs.table.ts";

const SECOND = 1_000;
const NOW = Date.UTC(2026, 10, 23, 9);

describeEachDb("the table engine", (open) => {
  let db: Db;
  let kind: string;
  let time: ManualTime;
  beforeAll(async () => {
    db = await open();
  });
  beforeEach(() => {
    kind = `test.${crypto.randomUUID()}`;
    time = manualTime(NOW);
  });

  const engineOf = (run: JobDefinition["run"], options: Partial<JobDefinition> = {}) => {
    const engine = tableEngine({ db, clock: time, timer: time, logger: silentLogger });
    engine.work({ kind, ...options, run });
    return engine;
  };
  const waiting = async () => (await db.query(sql`select key from meanwhile.due where kind = ${`job:${kind}`}`)).length;

  it("runs by hand without having been started", async () => {
    const seen: unknown[] = [];
    const engine = engineOf(async (job) => void seen.push(job.payload));
    for (let i = 0; i < 5; i++) await engine.send(kind, i);
    expect(await engine.tick(NOW)).toEqual({ ran: 5, failed: 0 });
    expect(seen.length).toBe(5);
    expect(await waiting()).toBe(0);
  });

  it("tries again after half a minute, then a minute, then gives up", async () => {
    const attempts: number[] = [];
    const engine = engineOf(async (job) => (attempts.push(job.attempt), Promise.reject(new Error("no"))), { retries: 2 });
    await engine.send(kind, "mail");
    const tickAfter = (seconds: number) => (time.advance(seconds * SECOND), engine.tick(time.now()));
    expect(await tickAfter(0)).toEqual({ ran: 0, failed: 1 });
    expect(await tickAfter(29)).toEqual({ ran: 0, failed: 0 });
    expect(await tickAfter(1)).toEqual({ ran: 0, failed: 1 });
    expect(await tickAfter(59)).toEqual({ ran: 0, failed: 0 });
    expect(await tickAfter(1)).toEqual({ ran: 0, failed: 1 });
    expect(attempts).toEqual([1, 2, 3]);
    expect(await waiting()).toBe(0);
  });

  it("does again what a killed process left half done, once it had its time", async () => {
    const door = gate();
    const dead = engineOf(() => door.pass(), { expires: 60 });
    await dead.send(kind, "mail");
    const never = dead.tick(NOW);
    await door.entered;
    const attempts: number[] = [];
    const alive = engineOf(async (job) => void attempts.push(job.attempt));
    expect(await alive.tick(NOW + 59 * SECOND)).toEqual({ ran: 0, failed: 0 });
    expect(await alive.tick(NOW + 60 * SECOND)).toEqual({ ran: 1, failed: 0 });
    expect(attempts).toEqual([2]);
    door.open();
    await never;
  });

  it("lets nobody settle a job that somebody else took over", async () => {
    const first = gate();
    const second = gate();
    const slow = engineOf(() => first.pass(), { expires: 60 });
    await slow.send(kind, "mail");
    const early = slow.tick(NOW);
    await first.entered;
    const late = engineOf(() => second.pass(), { expires: 60 }).tick(NOW + 60 * SECOND);
    await second.entered;
    first.open();
    await early;
    expect(await waiting()).toBe(1);
    second.open();
    await late;
    expect(await waiting()).toBe(0);
  });

  it("waits half a minute for a handler while it stops, tells it, and tries the job again later", async () => {
    const door = gate();
    let signal: AbortSignal | undefined;
    const engine = engineOf((job) => ((signal = job.signal), door.pass()), { concurrency: 1 });
    await engine.start();
    await engine.send(kind, "video");
    time.advance(5 * SECOND);
    await door.entered;
    const stopping = engine.stop();
    time.advance(29 * SECOND);
    expect(signal?.aborted).toBe(false);
    time.advance(SECOND);
    await stopping;
    expect(signal?.aborted).toBe(true);
    expect(await waiting()).toBe(1);
    door.open();
    time.advance(30 * SECOND);
    expect(await engine.tick(time.now())).toEqual({ ran: 1, failed: 0 });
  });
});
