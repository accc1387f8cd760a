import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Db } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { silentLogger } from "../http/logger.ts";
import { describeEachDb } from "../testing/databases.ts";
import { planDue } from "./due.ts";
import { runDue } from "./due.run.ts";
import { maintenance, scheduleMaintenance, type MaintenanceOptions } from "./maintenance.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
// Far ahead of other tests' times, so that their leftovers are gone after the first run.
const NOW = Date.UTC(2040, 0, 2, 9);

describeEachDb("maintenance", (open) => {
  let db: Db;
  let workspace: string;
  beforeAll(async () => {
    db = await open();
    await db.exec("delete from meanwhile.due where kind like 'maintenance.%'");
  });
  beforeEach(async () => {
    workspace = crypto.randomUUID();
    await db.query(sql`insert into meanwhile.workspaces (id, seq, created_at) values (${workspace}, 9, ${new Date(NOW)})`);
    await readBySearch(9);
  });

  const readBySearch = (seq: number) =>
    db.query(sql`insert into meanwhile.search_positions (workspace, seq) values (${workspace}, ${seq}) on conflict (workspace) do update set seq = excluded.seq`);
  const dueAt = async (kind: string) => Date.parse((await db.query<{ next_due_at: string }>(sql`select next_due_at from meanwhile.due where kind = ${kind}`))[0]!.next_due_at);
  const run = async (kind: string, options?: MaintenanceOptions, target = db) => {
    await planDue(db, kind, [{ key: "server", at: NOW }]);
    return runDue(db, maintenance(target, options).find((definition) => definition.kind === kind)!, NOW, { logger: silentLogger });
  };

  it("is planned at once, and only the first time", async () => {
    await scheduleMaintenance(db, { now: () => NOW });
    await scheduleMaintenance(db, { now: () => NOW + DAY });
    const rows = await db.query(sql`select kind, workspace, key, next_due_at from meanwhile.due where kind like 'maintenance.%' order by kind`);
    const next_due_at = new Date(NOW).toISOString();
    expect(rows).toEqual(["maintenance.database", "maintenance.events", "maintenance.idempotency_keys", "maintenance.inbox_undos"].map((kind) => ({ kind, workspace: "", key: "server", next_due_at })));
  });

  it("expires idempotency keys", async () => {
    await run("maintenance.idempotency_keys");
    for (const [key, at] of [["old", NOW - 1], ["now", NOW], ["young", NOW + 1]] as const) {
      await db.query(sql`insert into meanwhile.idempotency_keys (workspace, actor_id, key, fingerprint, expires_at) values (${workspace}, 'ada', ${key}, '', ${new Date(at)})`);
    }
    expect(await run("maintenance.idempotency_keys")).toEqual({ ran: 1, failed: 0 });
    expect(await db.query(sql`select key from meanwhile.idempotency_keys where workspace = ${workspace}`)).toEqual([{ key: "young" }]);
    expect(await dueAt("maintenance.idempotency_keys")).toBe(NOW + 60 * MINUTE);
  });

  it("drops changes of inboxes that can be taken back no more", async () => {
    await run("maintenance.inbox_undos");
    for (const [id, at] of [["und_old", NOW], ["und_young", NOW + 1]] as const) {
      await db.query(sql`insert into meanwhile.inbox_undos (workspace, id, member_id, expires_at, changes) values (${workspace}, ${id}, 'ada', ${new Date(at)}, '{}')`);
    }
    await run("maintenance.inbox_undos");
    expect(await db.query(sql`select id from meanwhile.inbox_undos where workspace = ${workspace}`)).toEqual([{ id: "und_young" }]);
  });

  it("trims events older than 30 days, and notes up to where", async () => {
    await run("maintenance.events");
    await addEvents([NOW - 31 * DAY, NOW - 30 * DAY - 1, NOW - 30 * DAY, NOW]);
    await run("maintenance.events");
    expect(await log()).toEqual({ seqs: [3, 4], trimmed: 2 });
    await run("maintenance.events");
    expect(await log()).toEqual({ seqs: [3, 4], trimmed: 2 });
  });

  it("keeps what search did not read yet, however old", async () => {
    await readBySearch(1);
    await addEvents([NOW - 40 * DAY, NOW - 39 * DAY]);
    await run("maintenance.events");
    expect(await log()).toEqual({ seqs: [2], trimmed: 1 });
    await readBySearch(2);
    await run("maintenance.events");
    expect(await log()).toEqual({ seqs: [], trimmed: 2 });
  });

  it("keeps events as long as it is told", async () => {
    await addEvents([NOW - 8 * DAY, NOW - 6 * DAY]);
    await run("maintenance.events", { eventsKept: 7 * DAY });
    expect(await log()).toEqual({ seqs: [2], trimmed: 1 });
  });

  it("deletes a batch at a time and comes back within a minute while there is more", async () => {
    await run("maintenance.events");
    await addEvents([1, 2, 3].map((days) => NOW - (40 - days) * DAY));
    await run("maintenance.events", { batch: 2 });
    expect(await log()).toEqual({ seqs: [3], trimmed: 2 });
    expect(await dueAt("maintenance.events")).toBe(NOW + MINUTE);
    await run("maintenance.events", { batch: 2 });
    expect(await log()).toEqual({ seqs: [], trimmed: 3 });
    expect(await dueAt("maintenance.events")).toBe(NOW + 60 * MINUTE);
  });

  it("tidies the database outside of any transaction", async () => {
    let tidied = 0;
    const target: Db = { ...db, maintain: async () => void (await db.maintain(), tidied++) };
    expect(await run("maintenance.database", {}, target)).toEqual({ ran: 1, failed: 0 });
    expect(tidied).toBe(1);
    expect(await dueAt("maintenance.database")).toBe(NOW + 10 * MINUTE);
  });

  const addEvents = (times: number[]) =>
    Promise.all(times.map((at, i) => db.query(sql`insert into meanwhile.events (workspace, seq, type, at, payload) values (${workspace}, ${i + 1}, 'test', ${new Date(at)}, '{}')`)));
  const log = async () => {
    const events = await db.query<{ seq: number }>(sql`select seq from meanwhile.events where workspace = ${workspace} order by seq`);
    const [row] = await db.query<{ trimmed_seq: number }>(sql`select trimmed_seq from meanwhile.workspaces where id = ${workspace}`);
    return { seqs: events.map(({ seq }) => seq), trimmed: row!.trimmed_seq };
  };
});
