import type { Group } from "@meanwhile/core";
import { useInfiniteQuery, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { type InfiniteList, useItems } from "../provider/useItems.ts";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** Groups that can be mentioned. */
export function useGroups({ enabled = true }: ReadOptions = {}): InfiniteList<Group> {
  return useItems<Group>(useInfiniteQuery({ ...useMeanwhile().queries.groups.list(), enabled }));
}

/** {@link useGroups} for a Suspense boundary. */
export function useSuspenseGroups(): InfiniteList<Group> {
  return useItems<Group>(useSuspenseInfiniteQuery(useMeanwhile().queries.groups.list()));
}
