import { nextRoundAt, type PairExplanation, roundErrors, type RoundPreview } from "@meanwhile/core";
import { planRound } from "@meanwhile/core/pairing";
import { instantFromMs } from "@meanwhile/core/time";
import type { Context, Writing } from "../calls/context.ts";
import { memberZone } from "../members/members.calendar.ts";
import type { ProgramRow } from "./programs.store.ts";
import { historyOf, neverPairs, participantsOf, roundInput, type RoundPlan, toRoundInput } from "./rounds.input.ts";
import { explained, outcome, stored, toReason } from "./rounds.planner.ts";

/**
 * When a round is over: when the next one is to begin, after whichever came later, its own time or the moment it was drawn.
 */
export function endOf({ settings: { cadence } }: Pick<ProgramRow, "settings">, after: string, { zones }: Pick<Writing, "zones">): string {
  return nextRoundAt(cadence, instantFromMs(Date.parse(after)), memberZone(zones, cadence.timeZone));
}

/** The next round, made from how things are now, of which nothing is kept. */
export async function previewRound(writing: Context, program: ProgramRow, between?: readonly [string, string]): Promise<RoundPreview & { explanation: PairExplanation | null }> {
  const { db, actor } = writing;
  const { workspace } = actor;
  if (program.next_round_at === null) throw roundErrors.noneComing("No round will come. Let the program run to see one.");
  const plannedFor = program.next_round_at;
  const plan: RoundPlan = { number: program.rounds + 1, draw: 1, plannedFor, at: plannedFor, endsAt: endOf(program, plannedFor, writing) };
  const people = await participantsOf(db, workspace, program);
  const never = await neverPairs(db, workspace, people.map(({ id }) => id));
  const input = toRoundInput(roundInput(program, plan, people, never, await historyOf(db, workspace, program.id, plan.number), writing));
  const round = planRound(input);
  const explanation = between ? await explained(db, actor, input, stored(round), ...between) : null;
  if (between && !explanation) throw roundErrors.notInIt("Those two would not both be in it.");
  const groups = round.groups.map(({ members, reasons }) => ({ pairingId: null, members, reasons: reasons.map(toReason) }));
  return { number: plan.number, plannedFor, ...(await outcome(db, actor, round, groups, true)), explanation };
}
