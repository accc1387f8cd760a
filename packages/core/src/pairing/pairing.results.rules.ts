import type { Figure, Met, ProgramResults } from "./pairing.rounds.schema.ts";

/** Nothing is told of fewer people. */
export const MINIMUM = 5;

/** Somebody in a group. */
export interface ResultPerson {
  id: string;
  timeZone: string;
  teamId: string | null;
  /** They were new when the round was drawn. */
  newcomer: boolean;
  /** They are not new any more: what comes of their first month is known. */
  settled: boolean;
  burden: number;
  met: Met | null;
}

/** A round as results are counted from it. */
export interface ResultRound {
  number: number;
  /** How many took part, placed or not. */
  audience: number;
  over: boolean;
  groups: readonly (readonly ResultPerson[])[];
}

/**
 * What came of a program's rounds, oldest first, of which the last `count` are told of. Nothing tells of fewer than five people, nor does the
 * difference of any two readings: a round, or a zone in a round, with fewer is left out altogether, so that readings differ by whole rounds;
 * newcomers come in whole fives.
 */
export function resultsOf(rounds: readonly ResultRound[], count: number, hasTeams: boolean): ProgramResults {
  const told = rounds.filter(({ groups }) => groups.flat().length >= MINIMUM);
  const recent = told.filter((round) => rounds.indexOf(round) >= rounds.length - count);
  const groups = recent.flatMap((round) => round.groups);
  const known = recent.flatMap((round) => round.groups.filter((group) => round.over || group.some(({ met }) => met !== null)));
  const people = groups.flat();
  const met = (group: readonly ResultPerson[]) => group.some((person) => person.met === "yes");
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  const pairs = recent.flatMap(({ number, groups: those }) => those.flatMap(pairsOf).map((pair) => ({ number, pair })));
  const first = firstMeetings(rounds);
  return {
    minimum: MINIMUM,
    rounds: recent.length,
    participation: figure(share(people.length, sum(recent.map(({ audience }) => audience))), people),
    met: figure(share(known.filter(met).length, known.length), known.flat()),
    answered: figure(share(known.flat().filter((person) => person.met !== null).length, known.flat().length), known.flat()),
    newcomers: newcomersOf(told),
    crossTeam: hasTeams ? figure(share(groups.filter((group) => new Set(group.flatMap(({ teamId }) => teamId ?? [])).size > 1).length, groups.length), people) : WITHHELD,
    burden: burdenOf(recent),
    repeats: figure(share(pairs.filter(({ number, pair }) => first.get(pair)! < number).length, pairs.length), people),
    partners: partnersOf(recent),
  };
}

const WITHHELD: Figure = { value: null, people: null };

function figure(value: number | null, people: readonly ResultPerson[]): Figure {
  const count = new Set(people.map(({ id }) => id)).size;
  return value === null || count < MINIMUM ? WITHHELD : { value, people: count };
}

/** In the order in which they came; who would begin another five is not told of yet. */
function newcomersOf(rounds: readonly ResultRound[]): Figure {
  const met = new Map<string, boolean>();
  for (const group of rounds.flatMap((round) => round.groups)) {
    for (const person of group) if (person.newcomer && person.settled) met.set(person.id, met.get(person.id) === true || group.some((other) => other.met === "yes"));
  }
  const whole = [...met.values()].slice(0, met.size - (met.size % MINIMUM));
  return whole.length === 0 ? WITHHELD : { value: whole.filter(Boolean).length / whole.length, people: whole.length };
}

function burdenOf(rounds: readonly ResultRound[]): ProgramResults["burden"] {
  const zones = new Map<string, ResultPerson[]>();
  for (const { groups } of rounds) {
    for (const [zone, people] of byZone(groups.flat())) if (people.length >= MINIMUM) zones.set(zone, [...(zones.get(zone) ?? []), ...people]);
  }
  return [...zones]
    .map(([timeZone, people]) => ({ timeZone, minutes: sum(people.map(({ burden }) => burden)) / people.length, people: new Set(people.map(({ id }) => id)).size }))
    .sort((a, b) => b.minutes - a.minutes || (a.timeZone < b.timeZone ? -1 : 1));
}

function byZone(people: readonly ResultPerson[]): Map<string, ResultPerson[]> {
  const zones = new Map<string, ResultPerson[]>();
  for (const person of people) zones.set(person.timeZone, [...(zones.get(person.timeZone) ?? []), person]);
  return zones;
}

function partnersOf(rounds: readonly ResultRound[]): ProgramResults["partners"] {
  const partners = new Map<string, Set<string>>();
  for (const group of rounds.flatMap((round) => round.groups)) {
    for (const { id } of group) {
      const met = partners.get(id) ?? new Set();
      partners.set(id, met);
      for (const other of group) if (other.id !== id) met.add(other.id);
    }
  }
  if (partners.size < MINIMUM) return { least: null, median: null, most: null, people: null };
  const counts = [...partners.values()].map(({ size }) => size).sort((a, b) => a - b);
  return { least: counts[0]!, median: (counts[Math.floor((counts.length - 1) / 2)]! + counts[Math.ceil((counts.length - 1) / 2)]!) / 2, most: counts.at(-1)!, people: counts.length };
}

function pairsOf(group: readonly ResultPerson[]): string[] {
  return group.flatMap((a, index) => group.slice(index + 1).map((b) => [a.id, b.id].sort().join("\n")));
}

function firstMeetings(rounds: readonly ResultRound[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const { number, groups } of rounds) for (const pair of groups.flatMap(pairsOf)) if (!first.has(pair)) first.set(pair, number);
  return first;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
