import type { ProgramId, RoundSummary } from "@meanwhile/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type InfiniteList, useItems } from "../provider/useItems.ts";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** Rounds of a program, newest first, and every draw of them. */
export function useRounds(programId: ProgramId, { enabled = true }: ReadOptions = {}): InfiniteList<RoundSummary> {
  return useItems<RoundSummary>(useInfiniteQuery({ ...useMeanwhile().queries.programs.rounds(programId), enabled }));
}
