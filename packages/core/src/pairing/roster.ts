import type { HistoryColumns, HistoryIndex } from "./history.ts";
import { MASK_WORDS, type WeekMask } from "./overlap.ts";
import { planErrors } from "./plan.errors.ts";
import type { ColumnarRoundInput, PeopleColumns, Person, RoundInput } from "./plan.input.ts";

/** Whoever takes part, numbered from 0, and what is known of all people, by row. Both shapes of input come down to it. */
export interface Roster {
  /** How many take part. */
  count: number;
  /** The row of each. */
  rows: Int32Array;
  /** Who does not take part, and why. */
  out: { row: number; reason: "paused" | "snoozed" }[];
  columns: PeopleColumns;
  history: HistoryColumns;
  /** By row: how often somebody was in a group of more than two, and the last time. */
  trios: { times: Uint16Array; last: Int32Array };
  names: Names;
}

/** What rows are called in the result: ids, or their own numbers. */
interface Names {
  ids: readonly string[] | undefined;
  nameOf(row: number): string | number;
  rowOf(name: string | number): number | undefined;
}

/** Before every round. */
export const NEVER = -(2 ** 31);
const GONE = -2;

/** The roster of an input, whatever the order of its people. `sides` are the two of a bridge. Throws `pairing/invalid_input`. */
export function rosterOf(input: RoundInput | ColumnarRoundInput, sides: readonly string[]): Roster {
  if (!("columns" in input)) return fromPeople(input, sides);
  const { columns, history = { rounds: new Int32Array(0), partners: new Int32Array(0) }, round } = input;
  const rowOf = (name: string | number) => (Number.isInteger(name) && (name as number) >= 0 && (name as number) < columns.count ? (name as number) : undefined);
  return fromColumns(columns, history, round, { ids: undefined, nameOf: (row) => row, rowOf });
}

function fromPeople({ people, history, round }: RoundInput, sides: readonly string[]): Roster {
  // By code unit, as no locale sorts: everywhere the same.
  const sorted = [...people].sort((a, b) => (a.id < b.id ? -1 : 1));
  const ids = sorted.map(({ id }) => id);
  const index = new Map(ids.map((id, row) => [id, row]));
  if (index.size < ids.length) throw planErrors.invalid(`"${ids.find((id, row) => index.get(id) !== row)}" is there twice.`);
  const columns: PeopleColumns = {
    count: ids.length,
    out: Uint8Array.from(sorted, ({ out }) => (out ? (out === "paused" ? 1 : 2) : 0)),
    cohort: Uint8Array.from(sorted, ({ cohort }) => sides.indexOf(cohort!) + 1),
    attributes: attributesOf(sorted),
    newcomer: Uint8Array.from(sorted, ({ newcomer }) => (newcomer ? 1 : 0)),
    hours: hoursOf(sorted),
    burden: Int32Array.from(sorted, ({ burden = 0 }) => burden),
  };
  return fromColumns(columns, historyOf(history, round, index), round, { ids, nameOf: (row) => ids[row]!, rowOf: (name) => index.get(name as string) });
}

function attributesOf(people: readonly Person[]): Record<string, Int32Array> {
  const columns = new Map<string, { column: Int32Array; values: Map<string, number> }>();
  for (const [row, { attributes = {} }] of people.entries()) {
    for (const [name, value] of Object.entries(attributes)) {
      if (!columns.has(name)) columns.set(name, { column: new Int32Array(people.length), values: new Map() });
      const { column, values } = columns.get(name)!;
      if (!values.has(value)) values.set(value, values.size + 1);
      column[row] = values.get(value)!;
    }
  }
  return Object.fromEntries([...columns].map(([name, { column }]) => [name, column]));
}

/** Masks that say the same are one, and stand in the order of the first person who has them. */
function hoursOf(people: readonly Person[]): PeopleColumns["hours"] {
  if (people.every(({ hours }) => !hours)) return undefined;
  const always = new Uint32Array(MASK_WORDS).fill(0xffffffff);
  const known = new Map<WeekMask, number>();
  const places = new Map<string, number>();
  const masks: number[] = [];
  const of = Int32Array.from(people, ({ hours = always }) => {
    if (!known.has(hours)) {
      const key = hours.join();
      if (!places.has(key)) {
        places.set(key, places.size);
        masks.push(...hours);
      }
      known.set(hours, places.get(key)!);
    }
    return known.get(hours)!;
  });
  if (masks.length !== places.size * MASK_WORDS) throw planErrors.invalid(`Hours are masks of ${MASK_WORDS} words.`);
  return { masks: Uint32Array.from(masks), of };
}

/** What an index knows of these people, in rows. */
function historyOf(index: HistoryIndex | undefined, before: number, rowOf: Map<string, number>): HistoryColumns {
  const past = index?.rounds(before) ?? [];
  const widths = past.map(({ groups }) => groups.reduce((most, { length }) => Math.max(most, length - 1), 0));
  const rounds = Int32Array.from(past.flatMap(({ round }, at) => Array.from({ length: widths[at]! }, () => round)));
  const slots = rounds.length;
  const partners = new Int32Array(rowOf.size * slots).fill(-1);
  const unplaced = new Uint16Array(rowOf.size);
  let first = 0;
  for (const [at, { groups, unplaced: leftOut }] of past.entries()) {
    for (const members of groups) {
      const rows = members.map((id) => rowOf.get(id) ?? GONE).sort((a, b) => a - b);
      for (const row of rows) {
        let slot = row * slots + first;
        if (row >= 0) for (const other of rows) if (other !== row) partners[slot++] = other;
      }
    }
    for (const id of leftOut) if (rowOf.has(id)) unplaced[rowOf.get(id)!]!++;
    first += widths[at]!;
  }
  return { rounds, partners, unplaced };
}

function fromColumns(columns: PeopleColumns, history: HistoryColumns, round: number, names: Names): Roster {
  const { count, out: outs, cohort, newcomer, burden, hours, attributes = {} } = columns;
  const { rounds, partners, unplaced } = history;
  for (const [name, column] of Object.entries({ out: outs, cohort, newcomer, burden, hours: hours?.of, unplaced, ...attributes })) {
    if (column && column.length !== count) throw planErrors.invalid(`"${name}" has ${column.length} rows for ${count} people.`);
  }
  if (hours && !hours.of.every((place) => place >= 0 && (place + 1) * MASK_WORDS <= hours.masks.length)) throw planErrors.invalid("Somebody's mask is not among the masks.");
  if (burden && !burden.every((minutes) => minutes >= 0)) throw planErrors.invalid("A burden is less than 0.");
  if (partners.length !== count * rounds.length) throw planErrors.invalid(`"partners" needs ${rounds.length} slots for each of ${count} people.`);
  const rows = new Int32Array(count);
  const out: Roster["out"] = [];
  let taking = 0;
  for (let row = 0; row < count; row++) {
    if (outs?.[row]) out.push({ row, reason: outs[row] === 1 ? "paused" : "snoozed" });
    else rows[taking++] = row;
  }
  return { count: taking, rows: rows.subarray(0, taking), out, columns, history, trios: triosIn(history, count, round), names };
}

/** Who had a second partner in a round, and so a second slot of it. */
function triosIn({ rounds, partners }: HistoryColumns, count: number, before: number): Roster["trios"] {
  const slots = rounds.length;
  const times = new Uint16Array(count);
  const last = new Int32Array(count).fill(NEVER);
  for (const [slot, round] of rounds.entries()) {
    const first = rounds.indexOf(round);
    if (round >= before || first === slot || rounds.indexOf(round, first + 1) !== slot) continue;
    for (let row = 0; row < count; row++) {
      if (partners[row * slots + slot] === -1) continue;
      times[row]!++;
      last[row] = Math.max(last[row]!, round);
    }
  }
  return { times, last };
}
