// SQLite as both other servers use it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";

/** A database file in a folder that goes with the process. */
export function openSqlite() {
  const folder = mkdtempSync(join(tmpdir(), "meanwhile-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const sqlite = new Database(join(folder, "bench.db"));
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma("synchronous = NORMAL");
  return sqlite;
}
