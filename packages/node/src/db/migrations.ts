import { dbErrors } from "./errors.ts";
import { foundation } from "./migrations/0001_foundation.ts";
import { jobs } from "./migrations/0002_jobs.ts";
import { planning } from "./migrations/0003_planning.ts";
import { decisions } from "./migrations/0004_decisions.ts";
import { webhooks } from "./migrations/0005_webhooks.ts";
import { inbox } from "./migrations/0006_inbox.ts";
import { search } from "./migrations/0007_search.ts";
import { searchOrder } from "./migrations/0008_search_order.ts";
import { searchPositions } from "./migrations/0009_search_positions.ts";
import { pairing } from "./migrations/0010_pairing.ts";
import { pairingCalendars } from "./migrations/0011_pairing_calendars.ts";
import type { Migration } from "./migrations/migration.ts";
import type { Db } from "./port.ts";
import { sql } from "./sql.ts";

/** Every step of the schema, oldest first. New ones are added at the end; a released one never changes. */
export const MIGRATIONS: readonly Migration[] = [foundation, jobs, planning, decisions, webhooks, inbox, search, searchOrder, searchPositions, pairing, pairingCalendars];

export interface MigrateOptions {
  /** Milliseconds since the epoch; recorded beside each step. */
  now: number;
  migrations?: readonly Migration[];
}

const LOCK = "select pg_advisory_xact_lock(hashtextextended('meanwhile.migrate', 0))";
const LEDGER = `create schema if not exists meanwhile;
create table if not exists meanwhile.migrations (
  id integer primary key,
  name text not null,
  breaking boolean not null,
  at timestamptz not null
);`;

/**
 * Brings the schema `meanwhile` up to this version of the package, in one transaction, under an advisory lock: of many processes
 * that start at once, one applies the steps and the others find them done. Answers with the names of the steps it applied.
 *
 * @throws `db/newer` when a newer version of the package made a breaking change.
 */
export async function migrate(db: Db, { now, migrations = MIGRATIONS }: MigrateOptions): Promise<string[]> {
  return db.tx(async (tx) => {
    await tx.exec(LOCK);
    const [ledger] = await tx.query<{ found: boolean }>(sql`select to_regclass('meanwhile.migrations') is not null as found`);
    // Asked first because `create schema if not exists` needs the right to create schemas even when there is nothing to do.
    if (!ledger!.found) await tx.exec(LEDGER);
    const applied = await tx.query<{ id: number; name: string; breaking: boolean }>(sql`select id, name, breaking from meanwhile.migrations`);
    const unknown = applied.find((step) => step.id > migrations.length && step.breaking);
    if (unknown) {
      throw dbErrors.newer(
        `The database has migration ${unknown.id} (${unknown.name}), which this version of @meanwhile/node does not know and cannot work with. ` +
          "Install the version that made it, or a later one.",
        { details: { migration: unknown.id, known: migrations.length } },
      );
    }
    const names: string[] = [];
    for (const [index, step] of migrations.entries()) {
      const id = index + 1;
      if (applied.some((known) => known.id === id)) continue;
      await tx.exec(step.sql);
      const at = new Date(now);
      await tx.query(sql`insert into meanwhile.migrations (id, name, breaking, at) values (${id}, ${step.name}, ${step.breaking}, ${at})`);
      names.push(step.name);
    }
    return names;
  });
}

/**
 * The same as one SQL script for somebody who runs it by hand, the record of each step included. It stops at a step that is already
 * there; `after` leaves out the first so many.
 */
export function printMigrations({ now, migrations = MIGRATIONS, after = 0 }: MigrateOptions & { after?: number }): string {
  const at = new Date(now).toISOString();
  const steps = migrations.slice(after).map((step, index) => {
    const id = after + index + 1;
    return `-- ${id} ${step.name}
insert into meanwhile.migrations (id, name, breaking, at) values (${id}, '${step.name}', ${step.breaking}, '${at}');
${step.sql.trim()}
`;
  });
  return ["begin;", `${LOCK};`, LEDGER, ...steps, "commit;", ""].join("\n");
}
