import type { Member, MembersFilter } from "@meanwhile/core";
import { useInfiniteQuery, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { type InfiniteList, useItems } from "../provider/useItems.ts";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** Members by name: those whose name has a word that starts with `query`, those with these `ids`, those who may read `threadId`. */
export function useMembers(filter: MembersFilter = {}, { enabled = true }: ReadOptions = {}): InfiniteList<Member> {
  return useItems<Member>(useInfiniteQuery({ ...useMeanwhile().queries.members.list(filter), enabled }));
}

/** {@link useMembers} for a Suspense boundary. */
export function useSuspenseMembers(filter: MembersFilter = {}): InfiniteList<Member> {
  return useItems<Member>(useSuspenseInfiniteQuery(useMeanwhile().queries.members.list(filter)));
}
