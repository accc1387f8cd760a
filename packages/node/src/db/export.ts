import { dbErrors } from "./errors.ts";
import type { Db, Tx } from "./port.ts";
import { Sql, sql } from "./sql.ts";

interface Table {
  name: string;
  columns: string[];
}

const PAGE = 500;

/** One moment for all tables, and the same text for the same data whatever the database's own settings. */
const SETTINGS = `set transaction isolation level repeatable read;
set local search_path = pg_catalog; set local datestyle = 'ISO'; set local intervalstyle = 'postgres'; set local bytea_output = 'hex'; set local extra_float_digits = 1`;

/**
 * Writes the data of the schema `meanwhile` as one SQL script, piece by piece, as of one moment. The script loads into a database that
 * `migrate` of the same version has prepared and that holds nothing yet: with psql, or any client. It runs in one transaction, so a
 * failure leaves nothing behind. Foreign keys and triggers stand back while it runs: rows come in any order, and have been through the triggers once.
 *
 * @throws `db/bad_database` when the schema isn't there.
 */
export async function exportSql(db: Db, write: (text: string) => Promise<void> | void): Promise<void> {
  await db.tx(async (tx) => {
    await tx.exec(SETTINGS);
    const [known] = await tx.query<{ there: boolean }>(sql`select to_regclass('meanwhile.migrations') is not null as there`);
    if (!known!.there) throw dbErrors.badDatabase("This database holds nothing of Meanwhile. Is it the right one?");
    const tables = await tablesOf(tx);
    const keys = await foreignKeysOf(tx);
    await write(`begin;\nset local client_encoding = 'UTF8';\nset local standard_conforming_strings = on;\n${await versionCheck(tx)}`);
    for (const { table, name } of keys) await write(`alter table ${table} drop constraint ${name};\n`);
    for (const { name } of tables) await write(`alter table ${name} disable trigger user;\n`);
    for (const table of tables) await writeRows(tx, table, write);
    for (const { name } of tables) await write(`alter table ${name} enable trigger user;\n`);
    for (const { table, name, definition } of keys) await write(`alter table ${table} add constraint ${name} ${definition};\n`);
    for (const statement of await sequencesOf(tx)) await write(statement);
    await write("commit;\n");
  });
}

async function tablesOf(tx: Tx): Promise<Table[]> {
  return tx.query<Table>(sql`
    select format('%I.%I', n.nspname, c.relname) as name, array_agg(quote_ident(a.attname) order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname = 'meanwhile' and c.relkind = 'r' and c.relname <> 'migrations'
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by n.nspname, c.relname order by c.relname`);
}

async function foreignKeysOf(tx: Tx): Promise<{ table: string; name: string; definition: string }[]> {
  return tx.query(sql`
    select format('%I.%I', n.nspname, c.relname) as table, quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'meanwhile' and k.contype = 'f' order by 1, 2`);
}

async function sequencesOf(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ name: string; last: string }>(sql`
    select format('%I.%I', schemaname, sequencename) as name, last_value::text as last
    from pg_sequences where schemaname = 'meanwhile' and last_value is not null order by 1`);
  return rows.map(({ name, last }) => `select setval(${literal(name)}, ${last});\n`);
}

/** Stops the script at once where the schema is not the one the data came from. */
async function versionCheck(tx: Tx): Promise<string> {
  const steps = await tx.query<{ name: string }>(sql`select name from meanwhile.migrations order by id`);
  const expected = literal(steps.map((step) => step.name).join(", "));
  return `do $check$ begin
  if (select string_agg(name, ', ' order by id) from meanwhile.migrations) is distinct from ${expected} then
    raise exception 'The schema differs from the one this data comes from: run "meanwhile migrate" of the same version first.';
  end if;
end $check$;
`;
}

/** Everything as text: what a column's type writes, it reads. */
async function writeRows(tx: Tx, { name, columns }: Table, write: (text: string) => Promise<void> | void): Promise<void> {
  const texts = columns.map((column) => `${column}::text`).join(", ");
  await tx.exec(`declare meanwhile_export no scroll cursor for select array[${texts}] as row from ${name}`);
  for (;;) {
    const rows = await tx.query<{ row: (string | null)[] }>(new Sql(`fetch ${PAGE} from meanwhile_export`, []));
    if (rows.length === 0) break;
    const values = rows.map(({ row }) => `(${row.map(literal).join(", ")})`).join(",\n");
    await write(`insert into ${name} (${columns.join(", ")}) overriding system value values\n${values};\n`);
  }
  await tx.exec("close meanwhile_export");
}

function literal(text: string | null): string {
  return text === null ? "null" : `'${text.replaceAll("'", "''")}'`;
}
