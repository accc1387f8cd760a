import { MeanwhileError } from "@meanwhile/core";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeEachDb, type EmptyDatabase } from "../testing/databases.ts";
import { migrate, MIGRATIONS, printMigrations } from "./migrations.ts";
import type { Migration } from "./migrations/migration.ts";
import type { Db } from "./port.ts";
import { sql } from "./sql.ts";

const now = Date.UTC(2026, 10, 23, 9);
const first: Migration = { name: "first", breaking: false, sql: "create table meanwhile.first (n integer); insert into meanwhile.first values (1);" };
const second: Migration = { name: "second", breaking: false, sql: "alter table meanwhile.first add column s text default 'it''s; $1';" };
const breaking: Migration = { name: "breaking", breaking: true, sql: "alter table meanwhile.first rename column n to m;" };

describeEachDb("migrations", (_open, { create }) => {
  let database: EmptyDatabase;
  let opened: Db[];
  const open = async (): Promise<Db> => {
    const db = await database.open();
    opened.push(db);
    return db;
  };
  beforeEach(async () => {
    database = await create();
    opened = [];
  });
  afterEach(async () => {
    for (const db of opened) await db.close();
    await database.drop();
  });

  it("applies every step once and records it", async () => {
    const db = await open();
    expect(await migrate(db, { now })).toEqual(MIGRATIONS.map((step) => step.name));
    expect(await migrate(db, { now: now + 1 })).toEqual([]);
    expect(await ledger(db)).toEqual(MIGRATIONS.map((step, index) => ({ id: index + 1, name: step.name, breaking: step.breaking, at: "2026-11-23T09:00:00.000Z" })));
  });

  it("has every table of a workspace planned for the largest one", async () => {
    const db = await open();
    await migrate(db, { now });
    const others = await db.query(sql`
      select c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'meanwhile'::regnamespace and c.relkind = 'r' and a.attname = 'workspace' and 'n_distinct=1' <> all(coalesce(a.attoptions, '{}'))
      order by 1`);
    // Due rows are found by time, and by their whole key.
    expect(others).toEqual([{ relname: "due" }]);
  });

  it("applies only what a newer version adds", async () => {
    const db = await open();
    await migrate(db, { now, migrations: [first] });
    expect(await migrate(db, { now, migrations: [first, second, breaking] })).toEqual(["second", "breaking"]);
    expect(await db.query(sql`select m, s from meanwhile.first`)).toEqual([{ m: 1, s: "it's; $1" }]);
  });

  it("lets one of six that start at once apply the steps", async () => {
    const databases = await Promise.all(Array.from({ length: 6 }, open));
    const applied = await Promise.all(databases.map((db) => migrate(db, { now, migrations: [first, second] })));
    expect(applied.flat()).toEqual(["first", "second"]);
    expect(await databases[0]!.query(sql`select n from meanwhile.first`)).toEqual([{ n: 1 }]);
  });

  it("leaves the database as it was when a step fails", async () => {
    const db = await open();
    const bad: Migration = { name: "bad", breaking: false, sql: "create table meanwhile.half (n integer); select nonsense;" };
    await expect(migrate(db, { now, migrations: [first, bad] })).rejects.toThrow("nonsense");
    expect(await db.query(sql`select to_regnamespace('meanwhile') is null as gone`)).toEqual([{ gone: true }]);
  });

  it("works with a database that is newer by a step it can live with", async () => {
    const db = await open();
    await migrate(db, { now, migrations: [first, second] });
    expect(await migrate(db, { now, migrations: [first] })).toEqual([]);
  });

  it("refuses a database that is newer by a breaking step", async () => {
    const db = await open();
    await migrate(db, { now, migrations: [first, second, breaking] });
    await expect(migrate(db, { now, migrations: [first] })).rejects.toSatisfy((error) => MeanwhileError.isInstance(error, "db/newer") && error.message.includes("3 (breaking)"));
  });

  it("prints a script that does the same by hand, and then finds nothing to do", async () => {
    const db = await open();
    await db.exec(printMigrations({ now, migrations: [first, second] }));
    expect(await migrate(db, { now, migrations: [first, second, breaking] })).toEqual(["breaking"]);
  });

  it("prints only the steps after those a database has", async () => {
    const db = await open();
    await migrate(db, { now, migrations: [first] });
    await db.exec(printMigrations({ now, migrations: [first, second], after: 1 }));
    expect(await ledger(db)).toHaveLength(2);
  });

  it("prints a script that stops at a step that is already there", async () => {
    const db = await open();
    await migrate(db, { now, migrations: [first] });
    await expect(db.exec(printMigrations({ now, migrations: [first] }))).rejects.toThrow("migrations_pkey");
    await db.exec("rollback");
    expect(await db.query(sql`select n from meanwhile.first`)).toEqual([{ n: 1 }]);
  });
});

function ledger(db: Db): Promise<Record<string, unknown>[]> {
  return db.query(sql`select id, name, breaking, at from meanwhile.migrations order by id`);
}
