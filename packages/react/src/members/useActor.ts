import type { Member } from "@meanwhile/core";
import { useQuery } from "@tanstack/react-query";
import { useMeanwhile } from "../provider/useMeanwhile.ts";

/** Who makes the operations that a list shows; asked of the server only when there are some. */
export function useActor(needed: boolean): Member | null {
  return useQuery({ ...useMeanwhile().queries.members.me(), enabled: needed }).data ?? null;
}
