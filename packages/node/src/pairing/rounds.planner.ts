import type { PairExplanation, PairingReason } from "@meanwhile/core";
import { groupSizes, type RoundInput } from "@meanwhile/core/pairing";

/** A round as it was planned. */
export interface PlannedRound {
  groups: { members: string[]; reasons: PairingReason[] }[];
  unplaced: { member: string; reason: string }[];
  metrics: Record<string, unknown>;
  proof: { value: number; bound: number; gap: number } | null;
  relaxed: string[];
  inputHash: string;
}

/** Plans a round; the one place that calls the planner. */
export function planned(input: RoundInput): PlannedRound {
  const present = input.people.filter(({ out }) => out === undefined).map(({ id }) => id).sort();
  // The circle: one stays where they are, the others go round.
  const [first, ...others] = present;
  const turned = first === undefined ? [] : [first, ...others.map((_, i) => others[(i + input.round) % others.length]!)];
  const sizes = groupSizes(turned.length, input.size);
  const folded = turned.map((_, i) => (i % 2 === 0 ? turned[i / 2]! : turned[turned.length - 1 - (i - 1) / 2]!));
  let from = 0;
  const groups = sizes.filter((size) => size > 1).map((size) => ({ members: folded.slice(from, (from += size)), reasons: [] }));
  const unplaced = [
    ...folded.slice(from).map((member) => ({ member, reason: "alone" })),
    ...input.people.flatMap(({ id, out }) => (out === undefined ? [] : [{ member: id, reason: out as string }])),
  ];
  return { groups, unplaced, metrics: {}, proof: null, relaxed: [], inputHash: "" };
}

/** Why two of a round are together, or are not; `null` where one of them did not take part. */
export function explained(input: RoundInput, a: string, b: string): PairExplanation | null {
  const { groups } = planned(input);
  const known = (id: string) => input.people.some((person) => person.id === id && person.out === undefined);
  if (a === b || !known(a) || !known(b)) return null;
  return { together: groups.some(({ members }) => members.includes(a) && members.includes(b)), reasons: [] };
}

/** A hash of who was put together and who was not, the same for the same outcome on every machine. */
export async function hashOf({ groups, unplaced }: Pick<PlannedRound, "groups" | "unplaced">): Promise<string> {
  const text = JSON.stringify([groups.map(({ members }) => members), unplaced.map(({ member, reason }) => [member, reason])]);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Can this server make rounds of that version again? */
export function knowsVersion(version: string): boolean {
  return version === "pairing/1";
}
