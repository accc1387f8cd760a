import type { DecisionId, DecisionVersion } from "@meanwhile/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type InfiniteList, useItems } from "../provider/useItems.ts";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** Every wording of a decision, the present one first. */
export function useDecisionVersions(decisionId: DecisionId, { enabled = true }: ReadOptions = {}): InfiniteList<DecisionVersion> {
  return useItems<DecisionVersion>(useInfiniteQuery({ ...useMeanwhile().queries.decisions.versions(decisionId), enabled }));
}
