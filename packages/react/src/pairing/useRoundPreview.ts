import type { PairExplanation, ProgramId, RoundPreview } from "@meanwhile/core";
import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/**
 * A program's next round as it would be now; with `between`, also why those two are together, or why not. For who looks after the program.
 * Another two keep what is shown until their answer is here.
 */
export function useRoundPreview(programId: ProgramId, between?: readonly [string, string], { enabled = true }: ReadOptions = {}): UseQueryResult<RoundPreview & { explanation: PairExplanation | null }> {
  return useQuery({ ...useMeanwhile().queries.programs.preview(programId, between && { memberId: between[0], otherId: between[1] }), placeholderData: keepPreviousData, enabled });
}
