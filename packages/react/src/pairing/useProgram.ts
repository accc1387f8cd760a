import type { Program, ProgramId } from "@meanwhile/core";
import { useQuery, type UseQueryResult, useSuspenseQuery, type UseSuspenseQueryResult } from "@tanstack/react-query";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** A program, and the reader's own side of it. */
export function useProgram(programId: ProgramId, { enabled = true }: ReadOptions = {}): UseQueryResult<Program> {
  return useQuery({ ...useMeanwhile().queries.programs.get(programId), enabled });
}

/** {@link useProgram} for a Suspense boundary. */
export function useSuspenseProgram(programId: ProgramId): UseSuspenseQueryResult<Program> {
  return useSuspenseQuery(useMeanwhile().queries.programs.get(programId));
}
