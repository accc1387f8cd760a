import type { PairExplanation, Round, RoundId, RoundVerification } from "@meanwhile/core";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** One round: all of its groups for who looks after the program, else one's own. */
export function useRound(roundId: RoundId, { enabled = true }: ReadOptions = {}): UseQueryResult<Round> {
  return useQuery({ ...useMeanwhile().queries.rounds.get(roundId), enabled });
}

/** Why two were put together in a round, or why not. */
export function usePairExplanation(roundId: RoundId, between: readonly [string, string], { enabled = true }: ReadOptions = {}): UseQueryResult<PairExplanation> {
  return useQuery({ ...useMeanwhile().queries.rounds.explain(roundId, { memberId: between[0], otherId: between[1] }), enabled });
}

/** Whether a round, made again from what is kept of it, comes out the same. */
export function useRoundVerification(roundId: RoundId, { enabled = true }: ReadOptions = {}): UseQueryResult<RoundVerification> {
  return useQuery({ ...useMeanwhile().queries.rounds.verify(roundId), enabled });
}
