import type { ProgramId, ProgramResults } from "@meanwhile/core";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** What came of a program's last rounds, 26 unless told, in numbers that tell of nobody. For who looks after it. */
export function useProgramResults(programId: ProgramId, rounds?: number, { enabled = true }: ReadOptions = {}): UseQueryResult<ProgramResults> {
  return useQuery({ ...useMeanwhile().queries.programs.results(programId, rounds), enabled });
}
