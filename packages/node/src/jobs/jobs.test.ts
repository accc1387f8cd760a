import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Db } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { silentLogger } from "../http/logger.ts";
import { describeEachDb } from "../testing/databases.ts";
import { manualTime, type ManualTime } from "../testing/time.ts";
import { gate, mailbox } from "../testing/waiting.ts";
import { defineDue, planDue } from "./due.ts";
import type { JobEngine } from "./jobs.port.ts";
import { createJobs, type JobsOptions } from "./jobs.ts";

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 23, 9);

describeEachDb("jobs", (open) => {
  let db: Db;
  let kind: string;
  let time: ManualTime;
  beforeAll(async () => {
    db = await open();
  });
  beforeEach(async () => {
    kind = `test.${crypto.randomUUID()}`;
    time = manualTime(NOW);
    await db.exec("delete from meanwhile.ticks; delete from meanwhile.due where kind like 'maintenance.%'");
  });

  const jobsOf = (options: Partial<JobsOptions>) => createJobs({ db, clock: time, timer: time, logger: silentLogger, engine: false, ...options });
  const daily = (seen: unknown[]) => defineDue({ kind, run: async (_tx, row, now) => (seen.push(row.key), now + 24 * 60 * MINUTE) });

  it("run by hand what is due and what was sent, without being started", async () => {
    const seen: unknown[] = [];
    const jobs = jobsOf({ due: [daily(seen)], work: [{ kind, run: async (job) => void seen.push(job.payload) }] });
    await planDue(db, kind, [{ key: "digest", at: NOW }]);
    await jobs.send(kind, "mail");
    // And the four duties of the server.
    expect(await jobs.tick(NOW)).toEqual({ ran: 6, failed: 0 });
    expect(seen).toEqual(["digest", "mail"]);
    expect(await jobs.tick(NOW)).toEqual({ ran: 0, failed: 0 });
  });

  it("send what a due row sends with the row's own transaction", async () => {
    const seen: unknown[] = [];
    const due = defineDue({
      kind,
      run: async (tx, row, now) => {
        await jobs.send(kind, row.key, { tx });
        if (row.key === "bad") throw new Error("no");
        return now + MINUTE;
      },
    });
    const jobs = jobsOf({ due: [due], work: [{ kind, run: async (job) => void seen.push(job.payload) }] });
    await planDue(db, kind, [{ key: "bad", at: NOW }, { key: "good", at: NOW }]);
    await jobs.tick(NOW);
    expect(seen).toEqual(["good"]);
  });

  it("run what is due on the minute once they are started", async () => {
    const seen = mailbox<string>();
    const jobs = jobsOf({ engine: "table", due: [defineDue({ kind, run: async (_tx, row, now) => (seen.put(row.key), now + 24 * 60 * MINUTE) })] });
    await planDue(db, kind, [{ key: "digest", at: NOW }]);
    await jobs.start();
    time.advance(MINUTE);
    expect(await seen.take(1)).toEqual(["digest"]);
    await jobs.stop();
    expect(await db.query(sql`select next_due_at from meanwhile.due where kind = ${kind}`)).toEqual([{ next_due_at: new Date(NOW + MINUTE + 24 * 60 * MINUTE).toISOString() }]);
  });

  it("run nothing by themselves without an engine", async () => {
    const seen: unknown[] = [];
    const jobs = jobsOf({ engine: false, due: [daily(seen)] });
    await planDue(db, kind, [{ key: "digest", at: NOW }]);
    await jobs.start();
    time.advance(5 * MINUTE);
    await jobs.stop();
    expect(seen).toEqual([]);
  });

  it("plan the server's duties when they start", async () => {
    const jobs = jobsOf({ engine: "table" });
    await jobs.start();
    await jobs.stop();
    expect(await db.query(sql`select kind from meanwhile.due where kind like 'maintenance.%'`)).toHaveLength(4);
  });

  it("run with pg-boss what was sent, and what a process without an engine sent", async () => {
    const seen = mailbox<unknown>();
    const work = [{ kind, run: async (job: { payload: unknown }) => seen.put(job.payload) }];
    const web = jobsOf({ engine: false, work });
    const worker = jobsOf({ engine: "pg-boss", work });
    await worker.start();
    await web.send(kind, "from the web process");
    await worker.send(kind, "from the worker");
    expect(await seen.take(1)).toEqual(["from the worker"]);
    time.advance(MINUTE);
    expect(await seen.take(2)).toEqual(["from the worker", "from the web process"]);
    await worker.stop();
  });

  it("keep what is sent while they are stopped, for the next start", async () => {
    const seen = mailbox<unknown>();
    const jobs = jobsOf({ engine: "table", work: [{ kind, run: async (job) => seen.put(job.payload) }] });
    await jobs.send(kind, "early");
    await jobs.start();
    time.advance(5_000);
    expect(await seen.take(1)).toEqual(["early"]);
    await jobs.stop();
    await jobs.send(kind, "late");
    await jobs.start();
    time.advance(5_000);
    expect(await seen.take(2)).toEqual(["early", "late"]);
    await jobs.stop();
  });

  it("stop when what runs has ended", async () => {
    const door = gate();
    const jobs = jobsOf({ engine: "table", work: [{ kind, run: () => door.pass() }] });
    await jobs.start();
    await jobs.send(kind, "slow");
    time.advance(5_000);
    await door.entered;
    let stopped = false;
    const stopping = jobs.stop().then(() => (stopped = true));
    await db.query(sql`select 1`);
    expect(stopped).toBe(false);
    door.open();
    await stopping;
  });

  it("run with an engine of the host's own, which may fail to start at first", async () => {
    const calls: string[] = [];
    const engine: JobEngine = {
      work: (definition) => void calls.push(`work ${definition.kind === kind}`),
      async start() {
        calls.push("start");
        if (calls.length < 3) throw new Error("the queue is away");
      },
      stop: async () => void calls.push("stop"),
      send: async (_kind, payload) => void calls.push(`send ${String(payload)}`),
    };
    const jobs = jobsOf({ engine, work: [{ kind, run: async () => {} }] });
    await expect(jobs.start()).rejects.toThrow("the queue is away");
    await Promise.all([jobs.start(), jobs.start()]);
    await jobs.send(kind, 1);
    await jobs.stop();
    expect(calls).toEqual(["work true", "start", "start", "send 1", "stop"]);
  });

  it("refuse a job that nothing does, and two definitions of one kind", async () => {
    await expect(jobsOf({}).send(kind, 1)).rejects.toMatchObject({ code: "jobs/unknown_kind" });
    expect(() => jobsOf({ due: [daily([]), daily([])] })).toThrow("two definitions");
    expect(() => jobsOf({ work: [{ kind, run: async () => {} }, { kind, run: async () => {} }] })).toThrow("two definitions");
  });
});
