import type { Member } from "@meanwhile/core";
import { useQuery, type UseQueryResult, useSuspenseQuery, type UseSuspenseQueryResult } from "@tanstack/react-query";
import { useMeanwhile } from "../provider/useMeanwhile.ts";

/** The member who is signed in. */
export function useMe(): UseQueryResult<Member> {
  return useQuery(useMeanwhile().queries.members.me());
}

/** {@link useMe} for a Suspense boundary. */
export function useSuspenseMe(): UseSuspenseQueryResult<Member> {
  return useSuspenseQuery(useMeanwhile().queries.members.me());
}
