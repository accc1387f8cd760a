import { errorKind } from "@meanwhile/core";
import { safeHref } from "@meanwhile/core/body";
import { bodySchema, hostIdSchema } from "@meanwhile/core/contract";
import { searchSources } from "../calls/background.ts";
import type { Db, Tx } from "../db/port.ts";
import { Sql, sql } from "../db/sql.ts";
import { indexWorkspace } from "../search/search.reindex.ts";
import type { ExportHeader } from "./export.lines.ts";
import { OWNED, quoted, shapesOf, type TableShape } from "./export.tables.ts";

export interface ReadOptions {
  /** Migrated. */
  db: Db;
  /** An export, line by line. */
  lines: AsyncIterable<string>;
  /** Another id for the workspace than the one it had. */
  workspace?: string | undefined;
  onProgress?: ((rows: number) => void) | undefined;
}

const badExport = errorKind("import/bad_export", 422);
const notEmpty = errorKind("import/not_empty", 409);

const BATCH_ROWS = 500;
const BATCH_CHARACTERS = 1_000_000;

/**
 * Reads an export into a workspace that holds nothing yet, and makes it findable, in one transaction: all of it, or nothing. Nobody who follows the workspace's event
 * log elsewhere loses their place: it goes on where the old one stood.
 *
 * @throws MeanwhileError `import/bad_export`, `import/not_empty`
 */
export async function readExport({ db, lines, workspace: wanted, onProgress = () => {} }: ReadOptions): Promise<{ workspace: string; rows: number }> {
  const answer = await db.tx(async (tx) => {
    let writer: ReturnType<typeof createWriter> | undefined;
    let workspace = "";
    let number = 0;
    for await (const line of lines) {
      number++;
      if (line.trim() === "") continue;
      const row = parse(line, number);
      if (writer) await writer.take(line, row, number);
      else {
        const header = readHeader(row);
        workspace = wanted ?? header.id;
        await openWorkspace(tx, workspace, header);
        writer = createWriter(tx, workspace, await shapesOf(tx), onProgress);
      }
    }
    if (!writer) throw badExport("The export is empty.");
    const rows = await writer.end();
    await indexWorkspace(tx, searchSources, workspace);
    return { workspace, rows };
  });
  await db.maintain();
  return answer;
}

function parse(line: string, number: number): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw badExport(`Line ${number} is no JSON: ${(error as Error).message}. Was the file cut short?`, { cause: error });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw badExport(`Line ${number} is no object.`);
  return value as Record<string, unknown>;
}

function readHeader(row: Record<string, unknown>): ExportHeader {
  const { type, format, id, createdAt, seq } = row as Partial<ExportHeader>;
  if (type !== "workspace" || !hostIdSchema.safeParse(id).success) throw badExport("This is no export of a workspace: its first line does not say which one.");
  if (format !== 1) throw badExport(`The export has format ${String(format)}, which this version of @meanwhile/node does not know. Install the version that made it, or a later one.`);
  if (typeof createdAt !== "string" || Number.isNaN(Date.parse(createdAt)) || !Number.isSafeInteger(seq)) throw badExport("The first line of the export is damaged.");
  return row as unknown as ExportHeader;
}

async function openWorkspace(tx: Tx, workspace: string, { createdAt, seq }: ExportHeader): Promise<void> {
  await tx.query(sql`
    insert into meanwhile.workspaces (id, seq, trimmed_seq, created_at) values (${workspace}, ${seq}, ${seq}, ${createdAt})
    on conflict (id) do update set seq = greatest(workspaces.seq, excluded.seq), trimmed_seq = greatest(workspaces.seq, excluded.seq), created_at = excluded.created_at`);
  for (const { table } of OWNED) {
    const [found] = await tx.query(sql`select 1 from ${new Sql(`meanwhile.${quoted(table)}`, [])} where workspace = ${workspace} limit 1`);
    if (found) throw notEmpty(`The workspace "${workspace}" holds something already (${table}). Give another one with --workspace, or another database.`);
  }
}

function createWriter(tx: Tx, workspace: string, shapes: readonly TableShape[], onProgress: (rows: number) => void) {
  const byType = new Map(shapes.map((shape) => [shape.type, shape]));
  let batch: string[] = [];
  let size = 0;
  /** Type and keys of the rows in the batch: an older export may lack what has a default by now. */
  let current = "";
  let statement: ((rows: string) => Sql) | undefined;
  let rows = 0;
  let analyzed = 0;

  const flush = async () => {
    if (batch.length === 0) return;
    await tx.query(statement!(`[${batch.join(",")}]`));
    rows += batch.length;
    batch = [];
    size = 0;
    onProgress(rows);
    // Or every foreign key is checked by reading a table whole that was empty when the check was planned.
    if (rows > 500 && rows > analyzed * 4) {
      analyzed = rows;
      await tx.exec(`analyze ${shapes.map(({ table }) => `meanwhile.${quoted(table)}`).join(", ")}`);
    }
  };

  return {
    async take(line: string, { type, ...row }: Record<string, unknown>, number: number): Promise<void> {
      const shape = typeof type === "string" ? byType.get(type) : undefined;
      if (!shape) throw badExport(`Line ${number} is of the type ${JSON.stringify(type)}, which this version of @meanwhile/node does not know. Install the version that made the export, or a later one.`);
      const keys = Object.keys(row);
      const kind = [shape.type, ...keys].join();
      if (kind !== current || batch.length >= BATCH_ROWS || size >= BATCH_CHARACTERS) await flush();
      if (kind !== current) {
        statement = inserting(shape, keys, workspace, number);
        current = kind;
      }
      checkTrees(row, number);
      batch.push(line);
      size += line.length;
    },
    async end(): Promise<number> {
      await flush();
      return rows;
    },
  };
}

function inserting({ table, columns, type }: TableShape, keys: readonly string[], workspace: string, number: number): (rows: string) => Sql {
  const used = keys.map((key) => {
    const column = columns.find((one) => one.key === key);
    if (!column) throw badExport(`Line ${number}, a ${type}, has "${key}", which this version of @meanwhile/node does not know. Install the version that made the export, or a later one.`);
    return column;
  });
  const names = new Sql(used.map(({ name }) => quoted(name)).join(", "), []);
  const picked = new Sql(used.map(({ key }) => `r.${quoted(key)}`).join(", "), []);
  const typed = new Sql(used.map(({ key, type: sqlType }) => `${quoted(key)} ${sqlType}`).join(", "), []);
  const target = new Sql(`meanwhile.${quoted(table)}`, []);
  return (rows) => sql`insert into ${target} (workspace, ${names}) overriding system value select ${workspace}, ${picked} from json_to_recordset(${rows}::text::json) as r (${typed})`;
}

/** What a browser will render comes through a door here, as it does from a person: trees have their shape, and no link leads where none may. */
function checkTrees(row: Record<string, unknown>, number: number): void {
  for (const [key, value] of Object.entries(row)) {
    if (value === null || typeof value !== "object" || key === "metadata") continue;
    if ((key === "body" || key === "contextBody") && !bodySchema.safeParse(value).success) throw badExport(`Line ${number} holds a "${key}" that is none.`);
    if (leadsAstray(value)) throw badExport(`Line ${number} holds a link in "${key}" that no link may be.`);
  }
}

function leadsAstray(value: object): boolean {
  const { type, href } = value as { type?: unknown; href?: unknown };
  if (type === "link" && typeof href === "string" && safeHref(href) !== href) return true;
  return Object.values(value).some((part) => typeof part === "object" && part !== null && leadsAstray(part));
}
