import type { Proposal, ProposalsFilter } from "@meanwhile/core";
import { useInfiniteQuery, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { type InfiniteList, useItems } from "../provider/useItems.ts";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** Proposals, newest first; with `unanswered`, those that wait for the member's answer. */
export function useProposals(filter: ProposalsFilter = {}, { enabled = true }: ReadOptions = {}): InfiniteList<Proposal> {
  return useItems<Proposal>(useInfiniteQuery({ ...useMeanwhile().queries.proposals.list(filter), enabled }));
}

/** {@link useProposals} for a Suspense boundary. */
export function useSuspenseProposals(filter: ProposalsFilter = {}): InfiniteList<Proposal> {
  return useItems<Proposal>(useSuspenseInfiniteQuery(useMeanwhile().queries.proposals.list(filter)));
}
