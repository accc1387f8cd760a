import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { MeanwhileError } from "@meanwhile/core";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { createDatabase } from "../testing/databases.ts";
import { openDb, type DatabaseInput } from "./open.ts";
import { sql } from "./sql.ts";

const refusal = async (input: unknown): Promise<MeanwhileError> => {
  const error: unknown = await openDb(input as DatabaseInput).catch((reason: unknown) => reason);
  if (!MeanwhileError.isInstance(error, "db/bad_database")) throw new Error("not refused");
  return error;
};

describe("openDb", () => {
  it("opens a URL as PostgreSQL and ends its connections on close", async () => {
    const database = await createDatabase("postgres");
    const db = await openDb(database.raw as string);
    expect(db.engine).toBe("postgres");
    expect(await db.query(sql`select 1 as one`)).toEqual([{ one: 1 }]);
    await db.close();
    await expect(db.query(sql`select 1`)).rejects.toThrow("end");
    await database.drop();
  });

  it("opens a folder's path as the embedded database inside it", async () => {
    const home = await mkdtemp(join(tmpdir(), "meanwhile-open-"));
    const db = await openDb(join(home, "data"));
    expect(db.engine).toBe("pglite");
    expect(existsSync(join(home, "data", "pglite", "PG_VERSION"))).toBe(true);
    await db.close();
    await rm(home, { recursive: true });
  });

  it("leaves a host's pool open and its type parsers alone", async () => {
    const database = await createDatabase("postgres");
    const pool = new pg.Pool({ connectionString: database.raw as string });
    // `pool.end()` resolves before its connections are gone, and dropping the database cuts those.
    pool.on("connect", (client) => client.on("error", () => undefined));
    const db = await openDb(pool as never);
    expect(await db.query(sql`select 5::int8 as n`)).toEqual([{ n: 5 }]);
    await db.close();
    expect((await pool.query("select 5::int8 as n, now() as at")).rows).toEqual([{ n: "5", at: expect.any(Date) }]);
    await pool.end();
    await database.drop();
  });

  it("leaves a host's PGlite instance open and its type parsers alone", async () => {
    const database = await createDatabase("pglite");
    const instance = database.raw as PGlite;
    const db = await openDb(instance);
    expect(await db.query(sql`select '2026-01-05T00:00:00Z'::timestamptz as at`)).toEqual([{ at: "2026-01-05T00:00:00.000Z" }]);
    await db.close();
    expect((await instance.query("select now() as at")).rows).toEqual([{ at: expect.any(Date) }]);
    await database.drop();
  });

  it("takes a Db as it is", async () => {
    const database = await createDatabase("pglite");
    const db = await database.open();
    expect(await openDb(db)).toBe(db);
    await database.drop();
  });

  it("refuses another database's URL without repeating its password", async () => {
    const error = await refusal("mysql://root:hunter2@localhost/app");
    expect(error.message).toContain("mysql:");
    expect(JSON.stringify([error.message, error.details, error.cause])).not.toContain("hunter2");
  });

  it("refuses a URL it cannot read without repeating its password", async () => {
    const error = await refusal("postgres://app:hunter2@local host:54x32/app");
    expect(error.message).toContain("percent-encoded");
    expect(JSON.stringify([error.message, error.stack, error.details, error.cause])).not.toContain("hunter2");
  });

  it("refuses a single client and says what to give", async () => {
    expect((await refusal(new pg.Client())).message).toContain("A single pg.Client is no database. Give a postgres:// URL");
  });

  it.each([[{}], [7], [() => {}]])("refuses %s", async (input) => {
    expect((await refusal(input)).message).toContain("is no database");
  });
});
