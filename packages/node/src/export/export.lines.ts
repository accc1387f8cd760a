import { errorKind } from "@meanwhile/core";
import type { Tx } from "../db/port.ts";
import { Sql, sql } from "../db/sql.ts";
import { quoted, shapesOf, textLiteral } from "./export.tables.ts";

/** The first line of an export. */
export interface ExportHeader {
  type: "workspace";
  /** Of this format. It changes when an older version of this package could read a newer export and take it wrongly. */
  format: 1;
  id: string;
  createdAt: string;
  /** Where the event log stood. */
  seq: number;
}

const unknownWorkspace = errorKind("export/unknown_workspace", 404);

const PAGE = 500;

/** One moment for all tables, and the same text for the same data whatever the database's own settings. */
const SETTINGS = "set transaction isolation level repeatable read; set local timezone = 'UTC'; set local bytea_output = 'hex'; set local standard_conforming_strings = on";

/** Has a transaction see one moment. To be called before all else. */
export async function holdSnapshot(tx: Tx): Promise<void> {
  await tx.exec(SETTINGS);
}

/**
 * Everything that a workspace owns as JSON lines, table by table and row by row: the same data gives the same bytes.
 *
 * @throws MeanwhileError `export/unknown_workspace`
 */
export async function writeLines(tx: Tx, workspace: string, write: (text: string) => Promise<void> | void): Promise<void> {
  const [found] = await tx.query<{ header: string }>(sql`
    select row_to_json(r)::text as header from (
      select 'workspace' as type, 1 as format, id, created_at as "createdAt", seq from meanwhile.workspaces where id = ${workspace}) r`);
  if (!found) throw unknownWorkspace(`There is no workspace "${workspace}" in this database. Is it the right one?`);
  await write(`${found.header}\n`);
  for (const { table, type, columns, order } of await shapesOf(tx)) {
    const fields = columns.map(({ name, key }) => `${quoted(name)} as ${quoted(key)}`).join(", ");
    const rows = `select '${type}' as type, ${fields} from meanwhile.${quoted(table)} where workspace = ${textLiteral(workspace).text} order by ${order.join(", ")}`;
    await tx.exec(`declare meanwhile_export no scroll cursor for select row_to_json(r)::text as line from (${rows}) r`);
    for (;;) {
      const page = await tx.query<{ line: string }>(new Sql(`fetch ${PAGE} from meanwhile_export`, []));
      if (page.length === 0) break;
      await write(page.map(({ line }) => `${line}\n`).join(""));
    }
    await tx.exec("close meanwhile_export");
  }
}
