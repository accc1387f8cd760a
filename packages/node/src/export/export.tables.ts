import type { Tx } from "../db/port.ts";
import { Sql, sql } from "../db/sql.ts";

/** A table whose rows belong to a workspace, and what its lines in an export are called. */
export interface OwnedTable {
  table: string;
  type: string;
  /** Columns that mean something only where they are, all of them with a default. */
  omit?: readonly string[];
}

/** What is exported, each table after those it refers to: an import writes rows in this order. A new table of a slice is a line here. */
export const OWNED: readonly OwnedTable[] = [
  { table: "members", type: "member" },
  { table: "groups", type: "group" },
  { table: "group_members", type: "groupMember" },
  { table: "spaces", type: "space" },
  { table: "space_members", type: "spaceMember" },
  { table: "favourites", type: "favourite" },
  { table: "threads", type: "thread" },
  { table: "thread_contexts", type: "threadContext" },
  { table: "thread_positions", type: "threadPosition" },
  { table: "comments", type: "comment" },
  { table: "comment_versions", type: "commentVersion" },
  { table: "mentions", type: "mention" },
  { table: "decisions", type: "decision" },
  { table: "decision_versions", type: "decisionVersion" },
  { table: "proposals", type: "proposal" },
  { table: "proposal_voters", type: "proposalVoter" },
  { table: "follows", type: "follow" },
  { table: "inbox_items", type: "inboxItem" },
  { table: "inbox_preferences", type: "inboxPreferences" },
  { table: "saved_searches", type: "savedSearch" },
  { table: "pairing_programs", type: "pairingProgram" },
  { table: "pairing_memberships", type: "pairingMembership" },
  { table: "pairing_preferences", type: "pairingPreferences" },
  { table: "pairing_never", type: "pairingNever" },
  { table: "pairing_rounds", type: "pairingRound" },
  { table: "pairings", type: "pairing" },
  { table: "pairing_people", type: "pairingPerson" },
  { table: "due", type: "due", omit: ["attempts", "failure", "lease"] },
];

/** Tables with a workspace in them that are not exported, and why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  events: "Hints that something changed, kept for a while. Who follows the log is told to read anew.",
  idempotency_keys: "Answers kept for a day, for calls that are made again.",
  inbox_undos: "What can be taken back for a moment.",
  documents: "Made of threads, comments and decisions, and made anew from them where an export is read.",
  search_words: "Counted from documents.",
  search_statistics: "Counted from documents.",
  search_changes: "What is still to be counted.",
  search_positions: "How far the log was read, which stays where it is.",
  pairing_busy: "When members are busy elsewhere, read anew before each round.",
  webhooks: "They hold secrets, and would call the same receivers from two places.",
  webhook_deliveries: "What was sent to webhooks, which stay where they are.",
};

export interface Column {
  name: string;
  /** In an export: `spaceId` for `space_id`. */
  key: string;
  /** As PostgreSQL writes it: `timestamp with time zone`. */
  type: string;
}

export interface TableShape extends OwnedTable {
  columns: Column[];
  /** Columns of the primary key, the workspace left out. */
  order: string[];
}

/** As the database has it now, so that a new column needs no word here. */
export async function shapesOf(tx: Tx): Promise<TableShape[]> {
  const rows = await tx.query<{ table: string; name: string; type: string; place: number | null }>(sql`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, array_position(i.indkey::int2[], a.attnum) as place
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    join pg_index i on i.indrelid = c.oid and i.indisprimary
    where n.nspname = 'meanwhile' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attname <> 'workspace'
    order by c.relname, a.attnum`);
  return OWNED.map((owned) => {
    const own = rows.filter(({ table, name }) => table === owned.table && !owned.omit?.includes(name));
    const key = own.filter(({ place }) => place !== null).sort((a, b) => a.place! - b.place!);
    return { ...owned, columns: own.map(({ name, type }) => ({ name, key: camel(name), type })), order: key.map(({ name, type }) => (type === "text" ? `${quoted(name)} collate "C"` : quoted(name))) };
  });
}

function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** An identifier or a text as part of a statement: where no parameter can stand. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function textLiteral(text: string): Sql {
  return new Sql(`'${text.replaceAll("'", "''")}'`, []);
}
