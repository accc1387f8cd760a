import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MIGRATIONS } from "../db/migrations.ts";
import { openDb } from "../db/open.ts";
import { sql } from "../db/sql.ts";
import { createDatabase, type EmptyDatabase } from "../testing/databases.ts";
import { bundle, runProgram } from "../testing/child.ts";
import { run } from "./run.ts";

const now = Date.UTC(2026, 10, 23, 9);

async function meanwhile(...line: string[]): Promise<{ code: number; output: string; complaints: string }> {
  let output = "";
  let complaints = "";
  const code = await run(line, { now, env: {}, write: async (text) => void (output += text), complain: (text) => void (complaints += text) });
  return { code, output, complaints };
}

describe("the meanwhile command", () => {
  let home: string;
  let postgres: EmptyDatabase;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "meanwhile-cli-"));
    postgres = await createDatabase("postgres");
  });
  afterAll(async () => {
    await postgres.drop();
    await rm(home, { recursive: true });
  });

  it("explains itself", async () => {
    for (const line of [[], ["help"], ["--help"]]) {
      const { code, output } = await meanwhile(...line);
      expect(code).toBe(0);
      expect(output).toContain("meanwhile migrate [--print [--after N]]");
      expect(output).toContain("--database URL|FOLDER");
    }
    expect((await meanwhile("export", "--help")).output).toContain("Usage: meanwhile export [--output FILE]");
  });

  it.each([
    [["dance"], 'There is no command "dance".'],
    [["migrate", "now"], "Usage: meanwhile migrate"],
    [["migrate", "--prnt"], "--prnt"],
    [["migrate", "--print", "--after", "some"], "--after takes the number"],
    [["load"], "Usage: meanwhile load FILE"],
  ])("answers %j with how it is used and exit code 2", async (line, complaint) => {
    const { code, output, complaints } = await meanwhile(...line);
    expect([code, output]).toEqual([2, ""]);
    expect(complaints).toContain(complaint);
    expect(complaints).toContain("Usage:");
  });

  it("fails with exit code 1 and the reason alone", async () => {
    const { code, complaints } = await meanwhile("migrate", "--database", "mysql://root:hunter2@localhost/app");
    expect(code).toBe(1);
    expect(complaints).toMatch(/^A database URL cannot start with mysql:/);
    expect(complaints).not.toMatch(/hunter2|Usage:|at .*\.ts/);
  });

  it("migrates a database, once", async () => {
    const database = postgres.raw as string;
    expect((await meanwhile("migrate", "--database", database)).output).toBe(`Applied: ${MIGRATIONS.map((step) => step.name).join(", ")}.\n`);
    expect((await meanwhile("migrate", "--database", database)).output).toBe("The database is up to date.\n");
  });

  it("prints the migrations without a database", async () => {
    const { code, output } = await meanwhile("migrate", "--print", "--database", "postgres://nobody@127.0.0.1:1/none");
    expect(code).toBe(0);
    for (const step of MIGRATIONS) expect(output).toContain(step.sql.trim());
    expect((await meanwhile("migrate", "--print", "--after", String(MIGRATIONS.length))).output).not.toContain(MIGRATIONS[0]!.sql.trim());
  });

  it("moves everything from the embedded database to PostgreSQL", async () => {
    const folder = join(home, "data");
    const file = join(home, "data.sql");
    await meanwhile("migrate", "--database", folder);
    const source = await openDb(folder);
    await source.exec(STRANGE_SCHEMA);
    await source.query(sql`insert into meanwhile.strange_parents (id, favourite, body, bytes, at, words, ratio) values
      (1, null, ${{ a: ["'", "\\", "\n\t", "\u2028", null] }}, ${new Uint8Array([0, 39, 92, 255])}, '2026-11-23T09:00:00.123456Z', ${["a'b", "c\\", null, '"']}, 0.1),
      (2, null, 'null', null, null, '{}', 'NaN')`);
    await source.exec("insert into meanwhile.strange_children (parent, text) select 1, 'it''s \\ ' || n from generate_series(1, 1203) n; update meanwhile.strange_parents set favourite = 7 where id = 1");
    await source.close();

    expect(await meanwhile("export", "--database", folder, "--output", file)).toMatchObject({ code: 0, complaints: "" });
    const target = await createDatabase("postgres");
    const url = target.raw as string;
    const db = await target.open();
    await meanwhile("migrate", "--database", url);
    await db.exec(STRANGE_SCHEMA);
    expect(await meanwhile("load", file, "--database", url)).toMatchObject({ code: 0, complaints: "" });

    const moved = await strangeRows(url);
    expect(moved).toHaveLength(2);
    expect(moved).toEqual(await strangeRows(folder));
    // The sequence goes on after the last, the trigger did not run again, and the foreign keys are back.
    expect(await db.query(sql`insert into meanwhile.strange_children (parent, text) values (2, 'next') returning id, stamped`)).toEqual([{ id: 1204, stamped: 1 }]);
    await expect(db.query(sql`insert into meanwhile.strange_children (parent, text) values (99, 'orphan')`)).rejects.toMatchObject({ code: "23503" });

    const again = await meanwhile("load", file, "--database", url);
    expect(again.code).toBe(1);
    expect(await db.query(sql`select count(*) from meanwhile.strange_children`)).toEqual([{ count: 1204 }]);
    await db.close();
    await target.drop();
  });

  it("refuses to load into a schema of another version", async () => {
    const script = (await meanwhile("export", "--database", postgres.raw as string)).output;
    const target = await createDatabase("postgres");
    const db = await target.open();
    await db.exec("create schema meanwhile; create table meanwhile.migrations (id integer, name text)");
    await expect(db.exec(script)).rejects.toThrow("The schema differs");
    await db.close();
    await target.drop();
  });

  it("says so when there is nothing to export", async () => {
    const empty = await createDatabase("postgres");
    const { code, complaints } = await meanwhile("export", "--database", empty.raw as string);
    expect([code, complaints]).toEqual([1, "This database holds nothing of Meanwhile. Is it the right one?\n"]);
    await empty.drop();
  });

  it("runs as a program, with DATABASE_URL from the environment", async () => {
    const program = await bundle(new URL("./main.ts", import.meta.url));
    const exported = runProgram(program.file, ["export"], { DATABASE_URL: postgres.raw as string });
    expect(await exported.ended).toMatchObject({ code: 0, complaints: "", output: expect.stringMatching(/^begin;\n[^]*commit;\n$/) });
    expect(await runProgram(program.file, ["dance"]).ended).toMatchObject({ code: 2, output: "" });
    await program.remove();
    expect(await readFile(new URL("./main.ts", import.meta.url), "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
  });
});

/** What an export must not stumble over: a circle of foreign keys, a trigger, an identity, a generated column, names that need quotes. */
const STRANGE_SCHEMA = `
create table meanwhile.strange_parents (
  id integer primary key, favourite bigint, body jsonb, bytes bytea, at timestamptz, words text[], ratio float8,
  "Twice ""id""" integer generated always as (id * 2) stored
);
create table meanwhile.strange_children (
  id bigint generated always as identity primary key, parent integer not null references meanwhile.strange_parents (id), text text, stamped integer not null default 0
);
alter table meanwhile.strange_parents add foreign key (favourite) references meanwhile.strange_children (id);
create function meanwhile.strange_stamp() returns trigger language plpgsql as $$ begin new.stamped = new.stamped + 1; return new; end $$;
create trigger strange_stamp before insert on meanwhile.strange_children for each row execute function meanwhile.strange_stamp();
`;

async function strangeRows(database: string): Promise<unknown[]> {
  const db = await openDb(database);
  const rows = await db.query(sql`select p.*, extract(microseconds from p.at) as micros, (select array_agg(c order by c.id)::text from meanwhile.strange_children c where c.parent = p.id) as children
    from meanwhile.strange_parents p order by p.id`);
  await db.close();
  return rows;
}
