import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { Db } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { silentLogger } from "../http/logger.ts";
import { describeEachDb } from "../testing/databases.ts";
import { gate, mailbox } from "../testing/waiting.ts";
import { pgBossEngine } from "./jobs.pgboss.ts";
import type { Job, JobDefinition, JobEngine } from "./jobs.port.ts";

describeEachDb("pg-boss", (open) => {
  let db: Db;
  let kind: string;
  let started: JobEngine[];
  beforeAll(async () => {
    db = await open();
  });
  beforeEach(() => {
    kind = `test.${crypto.randomUUID()}`;
    started = [];
  });
  afterEach(() => Promise.all(started.map((engine) => engine.stop())));

  const start = async (...definitions: JobDefinition[]) => {
    const engine = pgBossEngine({ db, logger: silentLogger, poll: 0.5, supervise: 1 });
    for (const definition of definitions) engine.work(definition);
    await engine.start();
    started.push(engine);
    return engine;
  };

  it("keeps its tables in a schema of its own", async () => {
    await start();
    const schemas = await db.query(sql`select distinct table_schema as name from information_schema.tables where table_name = 'job'`);
    expect(schemas).toEqual([{ name: "meanwhile_jobs" }]);
  });

  it("sends a job of a kind it meets for the first time inside a transaction", async () => {
    const seen = mailbox<unknown>();
    const sender = await start();
    await start({ kind, run: async (job) => seen.put(job.payload) });
    await db.tx((tx) => sender.send(kind, "hello", { tx }));
    expect(await seen.take(1)).toEqual(["hello"]);
  });

  it("starts in several processes at once", async () => {
    const seen = mailbox<unknown>();
    const [engine] = await Promise.all([0, 1, 2].map(() => start({ kind, run: async (job) => seen.put(job.payload) })));
    await engine!.send(kind, 1);
    expect(await seen.take(1)).toEqual([1]);
  });

  it("takes new options of a kind at the next start", async () => {
    await start({ kind, run: idle });
    await start({ kind, run: idle, retries: 1, heartbeat: 20 });
    expect(await db.query(sql`select retry_limit, heartbeat_seconds, policy from meanwhile_jobs.queue where name = ${kind}`)).toEqual([{ retry_limit: 1, heartbeat_seconds: 20, policy: "short" }]);
  });

  it("runs at most so many handlers at once", async () => {
    let inside = 0;
    let most = 0;
    const seen = mailbox<unknown>();
    const engine = await start({
      kind,
      concurrency: 3,
      batch: 10,
      run: async (job) => {
        most = Math.max(most, ++inside);
        await db.query(sql`select 1`);
        inside--;
        seen.put(job.payload);
      },
    });
    await db.tx(async (tx) => {
      for (let i = 0; i < 20; i++) await engine.send(kind, i, { tx });
    });
    await seen.take(20);
    expect(most).toBe(3);
  });

  it("does again what a killed process left half done", async () => {
    const seen = mailbox<Job>();
    const engine = await start({ kind, heartbeat: 10, retryDelay: 1, run: async (job) => seen.put(job) });
    const minuteAgo = new Date(Date.now() - 60_000);
    await db.tx(async (tx) => {
      await engine.send(kind, "mail", { tx });
      // What a kill -9 leaves: taken, begun, and silent since.
      await tx.query(sql`update meanwhile_jobs.job set state = 'active', started_on = ${minuteAgo}, heartbeat_on = ${minuteAgo} where name = ${kind}`);
    });
    const [job] = await seen.take(1);
    expect(job).toMatchObject({ payload: "mail", attempt: 2 });
  });

  it("sends nothing before it has started and after it has stopped", async () => {
    const engine = pgBossEngine({ db, logger: silentLogger });
    await expect(engine.send(kind, 1)).rejects.toThrow("before the engine started");
    await engine.start();
    await engine.start();
    await engine.stop();
    await engine.stop();
    await expect(engine.send(kind, 1)).rejects.toThrow("after it stopped");
  });

  it("can be started again", async () => {
    const seen = mailbox<unknown>();
    const door = gate();
    const engine = await start({ kind, run: async (job) => (seen.put(job.payload), door.pass()) });
    await engine.stop();
    await engine.start();
    await engine.send(kind, "again");
    expect(await seen.take(1)).toEqual(["again"]);
    door.open();
  });
});

async function idle(): Promise<void> {}
