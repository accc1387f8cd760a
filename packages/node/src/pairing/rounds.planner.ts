import { type Actor, can, MeanwhileError, type PairExplanation, type PairingId, type PairingReason, type Round, type RoundGroup, type RoundPreview } from "@meanwhile/core";
import { explain, planErrors, type PlannedRound, planRound, type Reason, type RoundInput, type Unplaced } from "@meanwhile/core/pairing";
import type { Queryable } from "../db/port.ts";
import { memberRefs } from "../members/members.store.ts";

/** As it is kept beside what it was planned from: all but the reasons, which are kept with each group. */
export type StoredResult = Omit<PlannedRound, "groups" | "input"> & { groups: string[][] };

export function stored({ groups, ...rest }: PlannedRound): StoredResult {
  return { ...rest, groups: groups.map(({ members }) => members) };
}

/** The same round again, from what it was planned from; nothing where this server no longer has that version of the planner. */
export function plannedAgain(input: RoundInput): PlannedRound | undefined {
  try {
    return planRound(input);
  } catch (error) {
    if (MeanwhileError.isInstance(error, UNKNOWN_VERSION)) return undefined;
    throw error;
  }
}

const UNKNOWN_VERSION = planErrors.unknownVersion("").code;

/** A hash of who was put together and who was not, the same for the same outcome on every machine. */
export async function hashOf({ groups, unplaced }: Pick<StoredResult, "groups" | "unplaced">): Promise<string> {
  const text = JSON.stringify([groups, unplaced.map(({ member, reason }) => [member, reason])]);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A reason as it travels. */
export function toReason({ goal, between, value, best }: Reason<string>): PairingReason {
  return { goal, between, value, best };
}

/** A round's outcome as somebody sees it who looks after the program (all of it), or takes part (their own of it). */
export async function outcome(
  db: Queryable,
  actor: Actor,
  result: Pick<StoredResult, "unplaced" | "relaxed" | "metrics" | "proof">,
  groups: readonly { pairingId: PairingId | null; members: readonly string[]; reasons: PairingReason[] }[],
  manages: boolean,
): Promise<Pick<RoundPreview, "groups" | "out" | "relaxed" | "metrics" | "proof">> {
  const sees = (ids: readonly string[]) => manages || ids.includes(actor.id);
  const seen = groups.filter(({ members }) => sees(members));
  const unplaced = result.unplaced.filter(({ member }) => sees([member]));
  const relaxed = manages ? result.relaxed : [];
  const refs = await memberRefs(db, actor.workspace, [...seen.flatMap(({ members }) => members), ...unplaced.map(({ member }) => member), ...relaxed.flatMap(({ pairs }) => pairs.flat())]);
  const named: RoundGroup[] = seen.map(({ pairingId, members, reasons }) => ({ pairingId, members: members.map((id) => refs.get(id)!), reasons }));
  const out: Round["out"] = unplaced.map((one) => ({ member: refs.get(one.member)!, reason: one.reason, rules: rulesFor(actor, one.rules) }));
  const { metrics, proof } = result;
  return {
    groups: named,
    out,
    relaxed: relaxed.map(({ rule, pairs }) => ({ rule, pairs: pairs.map(([a, b]) => [refs.get(a)!, refs.get(b)!]) })),
    metrics,
    proof: proof && { value: proof.value, bound: proof.bound, gap: proof.gap },
  };
}

/** Why two of a round are together, or are not; `null` where one of them was not in it. */
export async function explained(db: Queryable, actor: Actor, input: RoundInput, result: StoredResult, a: string, b: string): Promise<PairExplanation | null> {
  if (a === b || ![a, b].every((id) => input.people.some((person) => person.id === id))) return null;
  const groups = result.groups.map((members) => ({ members, reasons: [] }));
  const { together, reasons, rules, unplaced, loss } = explain({ ...result, groups, input }, a, b);
  const refs = await memberRefs(db, actor.workspace, [a, b]);
  const out = unplaced.map((one: Unplaced<string>) => ({ member: refs.get(one.member)!, reason: one.reason, rules: rulesFor(actor, one.rules) }));
  return { together, reasons: reasons.map(toReason), rules: rulesFor(actor, rules), out, loss };
}

/** Only owners learn that two are kept apart. */
function rulesFor(actor: Actor, rules: readonly string[] = []): string[] {
  return rules.filter((rule) => rule !== "never" || can(actor, "pairing.keepApart"));
}
