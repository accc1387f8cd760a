import { readFile } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { describe, inject } from "vitest";
import { pgliteDb } from "../db/db.pglite.ts";
import { openPostgres } from "../db/db.postgres.ts";
import { migrate } from "../db/migrations.ts";
import type { Db } from "../db/port.ts";

export type Engine = Db["engine"];

/** A database of one test's own, without our schema. For tests of drivers and migrations; it takes its time. */
export interface EmptyDatabase {
  engine: Engine;
  /** Opens it; on PostgreSQL with a pool of its own each time. */
  open(): Promise<Db>;
  /** The URL on PostgreSQL, the instance on PGlite. */
  raw: string | PGlite;
  drop(): Promise<void>;
}

export interface DatabaseTools {
  engine: Engine;
  create(): Promise<EmptyDatabase>;
}

const ENGINES = ["pglite", "postgres"] as const;

/**
 * The same tests on PGlite and on PostgreSQL. `open` hands out one migrated database per test process, so each test uses a workspace
 * of its own and never counts on an empty table; `close` on it does nothing.
 *
 * @example
 * describeEachDb("threads store", (open) => {
 *   it("keeps a thread", async () => {
 *     const db = await open();
 *   });
 * });
 */
export function describeEachDb(name: string, tests: (open: () => Promise<Db>, tools: DatabaseTools) => void): void {
  for (const engine of ENGINES) {
    describe(`${name} (${engine === "pglite" ? "PGlite" : "PostgreSQL"})`, () => {
      tests(() => sharedDb(engine), { engine, create: () => createDatabase(engine) });
    });
  }
}

/** The database all tests of this process share, migrated. */
export function sharedDb(engine: Engine): Promise<Db> {
  return (shared[engine] ??= openShared(engine));
}

export function createDatabase(engine: Engine): Promise<EmptyDatabase> {
  return engine === "pglite" ? createPglite() : createPostgres();
}

/** On `globalThis`, because a test process runs many files and each may load this module anew. */
const shared = ((globalThis as { meanwhileTestDatabases?: Partial<Record<Engine, Promise<Db>>> }).meanwhileTestDatabases ??= {});

async function openShared(engine: Engine): Promise<Db> {
  const database = await createDatabase(engine);
  const db = await database.open();
  await migrate(db, { now: Date.UTC(2026, 0, 5) });
  // Nothing closes it: the process ends with the run, and the server with it.
  return { ...db, close: async () => {} };
}

let snapshot: Promise<Blob> | undefined;

async function createPglite(): Promise<EmptyDatabase> {
  snapshot ??= ask("snapshot").then(async (path) => new Blob([await readFile(path)]));
  const instance = await PGlite.create({ loadDataDir: await snapshot, startParams: [...PGlite.defaultStartParams, "-c", "shared_buffers=32MB"] });
  return { engine: "pglite", raw: instance, open: async () => pgliteDb(instance), drop: () => instance.close() };
}

async function createPostgres(): Promise<EmptyDatabase> {
  const server = await ask("postgres");
  const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
  await onServer(server, `create database ${name}`);
  const url = `${server}/${name}`;
  return { engine: "postgres", raw: url, open: () => openPostgres(url), drop: () => onServer(server, `drop database ${name} with (force)`) };
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query(statement);
  await client.end();
}

async function ask(what: "postgres" | "snapshot"): Promise<string> {
  const response = await fetch(`${inject("databases")}/${what}`);
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
  return answer;
}
