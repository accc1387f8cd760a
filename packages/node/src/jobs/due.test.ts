import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Db, Queryable } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { silentLogger } from "../http/logger.ts";
import { describeEachDb, sharedDb } from "../testing/databases.ts";
import { cancelDue, defineDue, planDue, seedDue, type DueDefinition } from "./due.ts";
import { runDue } from "./due.run.ts";

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 23, 9);
const logger = silentLogger;

describeEachDb("due rows", (open) => {
  let db: Db;
  let kind: string;
  beforeAll(async () => {
    db = await open();
    await db.exec("create table if not exists due_test_runs (kind text, key text, at timestamptz)");
  });
  beforeEach(() => {
    kind = `test.${crypto.randomUUID()}`;
  });

  /** Writes a line in its transaction, and is due again a day later. */
  const note = (tx: Queryable, key: string) => tx.query(sql`insert into due_test_runs values (${kind}, ${key}, ${new Date(NOW)})`);
  const daily = (more: Partial<DueDefinition> = {}): DueDefinition =>
    defineDue({
      kind,
      run: async (tx, row, now) => {
        await note(tx, row.key);
        return now + 24 * 60 * MINUTE;
      },
      ...more,
    });
  const runs = async () => (await db.query<{ key: string }>(sql`select key from due_test_runs where kind = ${kind} order by key`)).map(({ key }) => key);
  const rows = () => db.query<{ key: string; next_due_at: string; attempts: number; failure: string | null }>(sql`select key, next_due_at, attempts, failure from meanwhile.due where kind = ${kind} order by key`);

  it("run when their time has come, not before", async () => {
    await planDue(db, kind, [{ key: "past", at: NOW - 1 }, { key: "now", at: NOW }, { key: "future", at: NOW + 1 }]);
    expect(await runDue(db, daily(), NOW, { logger })).toEqual({ ran: 2, failed: 0 });
    expect(await runs()).toEqual(["now", "past"]);
  });

  it("hand over workspace, key, payload and the time they were due", async () => {
    const seen: unknown[] = [];
    await planDue(db, kind, [{ workspace: "acme", key: "usr_1", at: NOW - MINUTE, payload: { cursor: 7, words: ["a"] } }]);
    await runDue(db, daily({ run: async (_tx, row, now) => (seen.push(row), now + 1) }), NOW, { logger });
    expect(seen).toEqual([{ workspace: "acme", key: "usr_1", dueAt: NOW - MINUTE, payload: { cursor: 7, words: ["a"] }, attempts: 0 }]);
  });

  it("run oldest first", async () => {
    const seen: string[] = [];
    await planDue(db, kind, [{ key: "b", at: NOW - 1 }, { key: "c", at: NOW - 2 }, { key: "a", at: NOW - 3 }]);
    await runDue(db, daily({ run: async (_tx, row) => (seen.push(row.key), null) }), NOW, { logger });
    expect(seen).toEqual(["a", "c", "b"]);
  });

  it("run once after downtime over many due times", async () => {
    await planDue(db, kind, [{ key: "daily", at: NOW - 3 * 24 * 60 * MINUTE }]);
    await runDue(db, daily(), NOW, { logger });
    await runDue(db, daily(), NOW, { logger });
    expect(await runs()).toEqual(["daily"]);
    expect(await rows()).toMatchObject([{ next_due_at: "2026-11-24T09:00:00.000Z" }]);
  });

  it("are gone when they answer that they are never due again", async () => {
    await planDue(db, kind, [{ key: "once", at: NOW }]);
    await runDue(db, daily({ run: async () => null }), NOW, { logger });
    expect(await rows()).toEqual([]);
  });

  it("of other kinds stay untouched", async () => {
    await planDue(db, `${kind}.other`, [{ key: "mine", at: NOW }]);
    expect(await runDue(db, daily(), NOW, { logger })).toEqual({ ran: 0, failed: 0 });
  });

  it("are run in as many batches as it takes", async () => {
    await planDue(db, kind, Array.from({ length: 25 }, (_, i) => ({ key: String(i), at: NOW })));
    expect(await runDue(db, daily(), NOW, { logger, batch: 10 })).toEqual({ ran: 25, failed: 0 });
  });

  it("begin no further batch once told to stop", async () => {
    const stop = new AbortController();
    await planDue(db, kind, Array.from({ length: 25 }, (_, i) => ({ key: String(i), at: NOW })));
    const definition = daily({ after: async () => stop.abort() });
    expect(await runDue(db, definition, NOW, { logger, batch: 10, signal: stop.signal })).toEqual({ ran: 10, failed: 0 });
  });

  it("that throw are rolled back alone and wait twice as long each time", async () => {
    const definition = daily({
      run: async (tx, row, now) => {
        await note(tx, row.key);
        if (row.key === "bad") throw new Error("the host is away");
        return now + 24 * 60 * MINUTE;
      },
    });
    await planDue(db, kind, ["a", "bad", "c"].map((key) => ({ key, at: NOW })));
    expect(await runDue(db, definition, NOW, { logger })).toEqual({ ran: 2, failed: 1 });
    expect(await runs()).toEqual(["a", "c"]);
    const waits: number[] = [];
    for (let now = NOW; waits.length < 9; ) {
      const bad = (await rows()).find(({ key }) => key === "bad")!;
      expect(bad).toMatchObject({ attempts: waits.length + 1, failure: "the host is away" });
      const next = Date.parse(bad.next_due_at);
      waits.push((next - now) / MINUTE);
      now = next;
      await runDue(db, definition, now, { logger });
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it("forget their failures when they run again", async () => {
    await planDue(db, kind, [{ key: "a", at: NOW }]);
    await runDue(db, daily({ run: async () => Promise.reject(new Error("once")) }), NOW, { logger });
    await runDue(db, daily(), NOW + MINUTE, { logger });
    expect(await rows()).toMatchObject([{ attempts: 0, failure: null }]);
  });

  it("whose statement fails hold up no other, though its error was swallowed", async () => {
    const definition = daily({
      run: async (tx, row, now) => {
        if (row.key === "bad") await tx.query(sql`select 1 / 0`).catch(() => undefined);
        else await note(tx, row.key);
        return now + 1;
      },
    });
    await planDue(db, kind, ["a", "bad", "c"].map((key) => ({ key, at: NOW })));
    expect(await runDue(db, definition, NOW, { logger })).toEqual({ ran: 2, failed: 1 });
    expect(await runs()).toEqual(["a", "c"]);
  });

  it("that answer with an instant that has passed count as failed", async () => {
    await planDue(db, kind, [{ key: "a", at: NOW }, { key: "b", at: NOW }]);
    const definition = daily({ run: async (_tx, row, now) => (row.key === "a" ? now : Number.NaN) });
    expect(await runDue(db, definition, NOW, { logger })).toEqual({ ran: 0, failed: 2 });
    expect((await rows())[0]!.failure).toMatch("not after now");
  });

  it("are followed up after the commit, outside of the transaction", async () => {
    const followed: string[] = [];
    const definition = daily({
      run: async (_tx, row, now) => (row.key === "bad" ? Promise.reject(new Error("no")) : now + 1),
      after: async (row) => {
        const [committed] = await db.query<{ next_due_at: string }>(sql`select next_due_at from meanwhile.due where kind = ${kind} and key = ${row.key}`);
        followed.push(row.key, committed!.next_due_at);
      },
    });
    await planDue(db, kind, [{ key: "bad", at: NOW }, { key: "good", at: NOW }]);
    await runDue(db, definition, NOW, { logger });
    expect(followed).toEqual(["good", new Date(NOW + 1).toISOString()]);
  });

  it("have run even when what follows them fails", async () => {
    await planDue(db, kind, [{ key: "a", at: NOW }]);
    expect(await runDue(db, daily({ after: async () => Promise.reject(new Error("no")) }), NOW, { logger })).toEqual({ ran: 1, failed: 0 });
  });

  it("are planned anew, seeded only once, and cancelled", async () => {
    await planDue(db, kind, [{ key: "a", at: NOW, payload: 1 }]);
    await seedDue(db, kind, [{ key: "a", at: NOW + 1 }, { key: "b", at: NOW }]);
    await planDue(db, kind, [{ key: "b", at: NOW + MINUTE }]);
    expect(await rows()).toMatchObject([{ next_due_at: new Date(NOW).toISOString() }, { next_due_at: new Date(NOW + MINUTE).toISOString() }]);
    await cancelDue(db, kind, { key: "a" });
    await planDue(db, kind, []);
    await seedDue(db, kind, []);
    expect(await rows()).toMatchObject([{ key: "b" }]);
  });

  it("are planned with the caller's transaction or not at all", async () => {
    const failing = db.tx(async (tx) => {
      await planDue(tx, kind, [{ key: "a", at: NOW }]);
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    expect(await rows()).toEqual([]);
  });

  it("run exactly once with several workers at once", async () => {
    const keys = Array.from({ length: 400 }, (_, i) => String(i).padStart(3, "0"));
    await planDue(db, kind, keys.map((key) => ({ key, at: NOW })));
    const reports = await Promise.all(Array.from({ length: 8 }, () => runDue(db, daily(), NOW, { logger, batch: 7 })));
    expect(reports.reduce((total, { ran }) => total + ran, 0)).toBe(400);
    expect(await runs()).toEqual(keys);
  });

  it("run exactly once, whatever fails, however many workers and however large a batch", async () => {
    const plan = fc.record({ key: fc.integer({ min: 0, max: 999 }).map(String), due: fc.boolean(), fails: fc.boolean(), ends: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(plan, { selector: ({ key }) => key, maxLength: 40 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 50 }), async (plans, workers, batch) => {
        kind = `test.${crypto.randomUUID()}`;
        const byKey = new Map(plans.map((one) => [one.key, one]));
        await planDue(db, kind, plans.map(({ key, due }) => ({ key, at: due ? NOW - 5 : NOW + 5 })));
        const definition = daily({
          run: async (tx, row, now) => {
            await note(tx, row.key);
            const { fails, ends } = byKey.get(row.key)!;
            if (fails) throw new Error("no");
            return ends ? null : now + MINUTE;
          },
        });
        await Promise.all(Array.from({ length: workers }, () => runDue(db, definition, NOW, { logger, batch })));
        const ran = plans.filter(({ due, fails }) => due && !fails);
        expect(await runs()).toHaveLength(ran.length);
        expect(new Set(await runs())).toEqual(new Set(ran.map(({ key }) => key)));
        const left = plans.filter(({ due, fails, ends }) => !(due && !fails && ends));
        expect(new Set((await rows()).map(({ key }) => key))).toEqual(new Set(left.map(({ key }) => key)));
        for (const { key, attempts } of await rows()) expect(attempts).toBe(byKey.get(key)!.due && byKey.get(key)!.fails ? 1 : 0);
      }),
      { numRuns: 25 },
    );
  });
});

describe("due rows of a process that is killed amid a batch", () => {
  it("are run by the next, as if they had never begun", async () => {
    const db = await sharedDb("postgres");
    const kind = `test.${crypto.randomUUID()}`;
    await db.exec("create table if not exists due_test_runs (kind text, key text, at timestamptz)");
    const definition = (killed: boolean) =>
      defineDue({
        kind,
        async run(tx, row, now) {
          await tx.query(sql`insert into due_test_runs values (${kind}, ${row.key}, ${new Date(NOW)})`);
          // What PostgreSQL sees of a kill -9: the connection is gone.
          if (killed && row.key === "b") await tx.query(sql`select pg_terminate_backend(pg_backend_pid())`);
          return now + MINUTE;
        },
      });
    await planDue(db, kind, ["a", "b", "c"].map((key) => ({ key, at: NOW })));
    const runs = () => db.query(sql`select key from due_test_runs where kind = ${kind} order by key`);
    await expect(runDue(db, definition(true), NOW, { logger })).rejects.toThrow();
    expect(await runs()).toEqual([]);
    expect(await runDue(db, definition(false), NOW, { logger })).toEqual({ ran: 3, failed: 0 });
    expect(await runs()).toEqual([{ key: "a" }, { key: "b" }, { key: "c" }]);
  });
});
