import { pgliteDb } from "./db.pglite.ts";
import { consoleLogger, type DbLogger } from "./logger.ts";
import type { Db } from "./port.ts";

export interface OpenPgliteOptions {
  /** A folder's path; `memory://` keeps everything in memory, `idb://name` in the browser. */
  dataDir: string;
  logger?: DbLogger;
  /** Says in the log what the embedded database does not promise. */
  production?: boolean;
}

/**
 * Opens the embedded database, which is made when the folder is empty. On disk it is guarded: see `db.pglite.folder.ts`.
 *
 * @throws `db/locked` when another process has the folder open.
 */
export async function openPglite({ dataDir, logger = consoleLogger, production = false }: OpenPgliteOptions): Promise<Db> {
  if (production) {
    logger.warn(
      "Meanwhile runs on its embedded database in production. It serves one process and never flushes to disk (fsync): a crash of this process loses nothing, " +
        "a power cut may lose the newest writes or more. Keep backups, or set DATABASE_URL to a PostgreSQL server; `meanwhile export` takes your data along.",
    );
  }
  const inMemory = /^[a-z]+:\/\//.test(dataDir);
  const { instance, release } = await (inMemory ? openInMemory(dataDir) : (await import("./db.pglite.folder.ts")).openFolder(dataDir));
  return pgliteDb(instance, { logger, onClose: release });
}

async function openInMemory(dataDir: string) {
  const { PGlite } = await import("@electric-sql/pglite");
  const instance = await PGlite.create({ dataDir, startParams: [...PGlite.defaultStartParams, "-c", "shared_buffers=32MB"] });
  return { instance, release: () => instance.close() };
}
