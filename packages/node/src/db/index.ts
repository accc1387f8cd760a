export { systemClock, type Clock } from "./clock.ts";
export { dbErrors, isSqlState } from "./errors.ts";
export type { DbLogger } from "./logger.ts";
export { migrate, MIGRATIONS, printMigrations, type MigrateOptions } from "./migrations.ts";
export { openDb, type DatabaseInput, type OpenDbOptions } from "./open.ts";
export type { Db, Queryable, Tx } from "./port.ts";
export { join, Sql, sql } from "./sql.ts";
