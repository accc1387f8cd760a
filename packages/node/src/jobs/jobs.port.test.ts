import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Db } from "../db/port.ts";
import { silentLogger, type Logger } from "../http/logger.ts";
import { describeEachDb } from "../testing/databases.ts";
import { manualTime } from "../testing/time.ts";
import { gate, mailbox } from "../testing/waiting.ts";
import { pgBossEngine } from "./jobs.pgboss.ts";
import type { Job, JobDefinition, JobEngine } from "./jobs.port.ts";
import { tableEngine } from "./jobs.table.ts";

/** An engine, and what makes it look for jobs now; pg-boss hears of them by itself. */
type Make = (db: Db, logger: Logger) => { engine: JobEngine; nudge(): void };

const ENGINES: Record<string, Make> = {
  "pg-boss": (db, logger) => ({ engine: pgBossEngine({ db, logger, poll: 0.5, supervise: 1 }), nudge: () => {} }),
  table: (db, logger) => {
    const time = manualTime(Date.UTC(2026, 10, 23, 9));
    return { engine: tableEngine({ db, clock: time, timer: time, logger }), nudge: () => time.advance(5_000) };
  },
};

describeEachDb("job engines", (open) => {
  describe.each(Object.entries(ENGINES))("%s", (_name, make) => {
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

    const start = async (run: JobDefinition["run"], options: Partial<JobDefinition> = {}, logger = silentLogger) => {
      const { engine, nudge } = make(db, logger);
      engine.work({ kind, retryDelay: 1, ...options, run });
      await engine.start();
      started.push(engine);
      const send: JobEngine["send"] = async (...job) => {
        await engine.send(...job);
        nudge();
      };
      return { engine, nudge, send };
    };

    it("hand over what was sent", async () => {
      const seen = mailbox<unknown>();
      const { send } = await start(async (job) => seen.put({ ...job, signal: job.signal.aborted }));
      await send(kind, { to: "ada", list: [1, null] });
      const id = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;
      expect(await seen.take(1)).toEqual([{ id, kind, payload: { to: "ada", list: [1, null] }, attempt: 1, signal: false }]);
    });

    it.each([["a string", "text"], ["a list", [1, 2]], ["null", null]])("hand over %s", async (_what, payload) => {
      const seen = mailbox<unknown>();
      const { send } = await start(async (job) => seen.put(job.payload));
      await send(kind, payload);
      expect(await seen.take(1)).toEqual([payload]);
    });

    it("keep a job to its sender's transaction", async () => {
      const seen = mailbox<unknown>();
      const { engine, nudge } = await start(async (job) => seen.put(job.payload), { concurrency: 1 });
      const rolledBack = db.tx(async (tx) => {
        await engine.send(kind, "rolled back", { tx });
        throw new Error("changed my mind");
      });
      await expect(rolledBack).rejects.toThrow("changed my mind");
      await db.tx((tx) => engine.send(kind, "committed", { tx }));
      nudge();
      expect(await seen.take(1)).toEqual(["committed"]);
    });

    it("keep one job of a key waiting, and take another once it runs", async () => {
      const seen = mailbox<unknown>();
      const door = gate();
      const { engine, nudge, send } = await start(async (job) => {
        if (job.payload === "first") await door.pass();
        seen.put(job.payload);
      }, { concurrency: 1 });
      await send(kind, "first", { key: "a" });
      await door.entered;
      for (const payload of ["second", "third"]) await engine.send(kind, payload, { key: "a" });
      await engine.send(kind, "other", { key: "b" });
      door.open();
      nudge();
      await seen.take(3);
      await engine.stop();
      expect(seen.all()).toHaveLength(3);
      expect(new Set(seen.all())).toEqual(new Set(["first", "second", "other"]));
    });

    it("try a job again that failed, under the same id", async () => {
      const seen = mailbox<Job>();
      const { send, nudge } = await start(async (job) => {
        seen.put(job);
        if (job.attempt === 1) throw new Error("the mail server is away");
      });
      await send(kind, "mail");
      await seen.take(1);
      const [first, second] = await seen.take(2, nudge);
      expect([first!.attempt, second!.attempt]).toEqual([1, 2]);
      expect(second!.id).toBe(first!.id);
    });

    it("give a job up after its last attempt, and say so", async () => {
      const said = mailbox<string>();
      const logger: Logger = { ...silentLogger, warn: (message) => said.put(message), error: (message) => said.put(message) };
      const { send, nudge } = await start(async () => Promise.reject(new Error("never")), { retries: 1 }, logger);
      await send(kind, "mail");
      await said.take(1);
      const [again, gone] = await said.take(2, nudge);
      expect(again).toMatch("will be tried again");
      expect(gone).toMatch("given up");
    });

    it("stop when the handlers that run have ended, and go on with the rest at the next start", async () => {
      const seen = mailbox<unknown>();
      const door = gate();
      const handler: JobDefinition["run"] = async (job) => {
        if (job.payload === "slow") await door.pass();
        seen.put(job.payload);
      };
      const { engine, send } = await start(handler, { concurrency: 1 });
      await send(kind, "slow");
      await door.entered;
      await engine.send(kind, "rest");
      const stopping = engine.stop();
      expect(seen.all()).toEqual([]);
      door.open();
      await stopping;
      expect(seen.all()).toEqual(["slow"]);
      const { nudge } = await start(handler, { concurrency: 1 });
      nudge();
      expect(await seen.take(2)).toEqual(["slow", "rest"]);
    });

    it("share the jobs among processes, each to one", async () => {
      const seen = mailbox<number>();
      const run = async (job: Job) => seen.put(job.payload as number);
      const servers = [await start(run, { batch: 5 }), await start(run, { batch: 5 })];
      for (let i = 0; i < 40; i++) await servers[i % 2]!.engine.send(kind, i);
      for (const { nudge } of servers) nudge();
      await seen.take(40);
      await Promise.all(servers.map(({ engine }) => engine.stop()));
      expect(seen.all()).toHaveLength(40);
      expect(new Set(seen.all()).size).toBe(40);
    });

    it("refuse two definitions of one kind", () => {
      const { engine } = make(db, silentLogger);
      engine.work({ kind, run: async () => {} });
      expect(() => engine.work({ kind, run: async () => {} })).toThrow("two definitions");
    });
  });
});
