import { startPglite } from "./db.pglite.start.ts";
import { pgliteDb } from "./db.pglite.ts";
import { consoleLogger, type DbLogger } from "./logger.ts";
import type { Db } from "./port.ts";

export interface OpenPgliteOptions {
  /** A folder of the database's own, made when it isn't there; `memory://` keeps everything in memory, `idb://name` in the browser. */
  dataDir: string;
  logger?: DbLogger;
  /** Says in the log what the embedded database does not promise. */
  production?: boolean;
}

/**
 * Opens the embedded database. On disk it is guarded against a second process, and opened once however often a process asks:
 * see `db.pglite.folder.ts`, which needs Node.
 *
 * @throws `db/locked` when another process has the folder open; `db/bad_database` when the folder holds something else.
 */
export async function openPglite({ dataDir, logger = consoleLogger, production = false }: OpenPgliteOptions): Promise<Db> {
  if (production) logger.warn(PRODUCTION);
  if (dataDir.includes("://")) {
    const instance = await startPglite(dataDir, dataDir.startsWith("memory:"));
    return pgliteDb(instance, { logger, onClose: () => instance.close() });
  }
  const { openFolder } = await import("./db.pglite.folder.ts");
  const { instance, release } = await openFolder(dataDir);
  return pgliteDb(instance, { logger, onClose: release });
}

const PRODUCTION =
  "Meanwhile runs on its embedded database in production. It serves one process, and it never asks the disk to flush (fsync): " +
  "if this process crashes nothing is lost, but a power cut can lose or damage data. Keep backups, or set DATABASE_URL to a PostgreSQL server; " +
  "`npx meanwhile export` takes your data along.";
