import { nextRoundAt, type PairExplanation, roundErrors, type RoundPreview } from "@meanwhile/core";
import { instantFromMs } from "@meanwhile/core/time";
import type { Writing } from "../calls/context.ts";
import { memberZone } from "../members/members.calendar.ts";
import type { ProgramRow } from "./programs.store.ts";
import { historyOf, neverPairs, participantsOf, roundInput, type RoundPlan, toRoundInput } from "./rounds.input.ts";
import { explained, planned } from "./rounds.planner.ts";
import { named } from "./rounds.store.ts";

/**
 * When a round is over: when the next one is to begin, after whichever came later, its own time or the moment it was drawn.
 */
export function endOf({ settings: { cadence } }: Pick<ProgramRow, "settings">, after: string, { zones }: Pick<Writing, "zones">): string {
  return nextRoundAt(cadence, instantFromMs(Date.parse(after)), memberZone(zones, cadence.timeZone));
}

/** The next round, made from how things are now, of which nothing is kept. */
export async function previewRound(writing: Writing, program: ProgramRow, between?: readonly [string, string]): Promise<RoundPreview & { explanation: PairExplanation | null }> {
  const { db, actor: { workspace } } = writing;
  if (program.next_round_at === null) throw roundErrors.noneComing("No round will come. Let the program run to see one.");
  const plannedFor = program.next_round_at;
  const plan: RoundPlan = { number: program.rounds + 1, draw: 1, plannedFor, at: plannedFor, endsAt: endOf(program, plannedFor, writing) };
  const people = await participantsOf(db, workspace, program);
  const never = await neverPairs(db, workspace, people.map(({ id }) => id));
  const input = toRoundInput(roundInput(program, plan, people, never, await historyOf(db, workspace, program.id, plan.number), writing));
  const { groups, unplaced, metrics, proof, relaxed } = planned(input);
  const explanation = between ? explained(input, ...between) : null;
  if (between && !explanation) throw roundErrors.notInIt("Those two would not both be in it.");
  const rows = groups.map(({ members, reasons }) => ({ pairingId: null, member_ids: members, reasons }));
  return { number: plan.number, plannedFor, ...(await named(db, workspace, rows, unplaced)), metrics: metrics as RoundPreview["metrics"], proof, relaxed, explanation };
}
