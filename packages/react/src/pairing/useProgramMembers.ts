import type { ProgramId, ProgramMember } from "@meanwhile/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type InfiniteList, useItems } from "../provider/useItems.ts";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** Who takes part in a program, and who would not be in its next round. For who looks after it. */
export function useProgramMembers(programId: ProgramId, { enabled = true }: ReadOptions = {}): InfiniteList<ProgramMember> {
  return useItems<ProgramMember>(useInfiniteQuery({ ...useMeanwhile().queries.programs.members(programId), enabled }));
}
