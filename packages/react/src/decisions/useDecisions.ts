import type { Decision, DecisionsFilter } from "@meanwhile/core";
import { useInfiniteQuery, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { type InfiniteList, useItems } from "../provider/useItems.ts";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** The log of decisions, newest first. */
export function useDecisions(filter: DecisionsFilter = {}, { enabled = true }: ReadOptions = {}): InfiniteList<Decision> {
  return useItems<Decision>(useInfiniteQuery({ ...useMeanwhile().queries.decisions.list(filter), enabled }));
}

/** {@link useDecisions} for a Suspense boundary. */
export function useSuspenseDecisions(filter: DecisionsFilter = {}): InfiniteList<Decision> {
  return useItems<Decision>(useSuspenseInfiniteQuery(useMeanwhile().queries.decisions.list(filter)));
}
