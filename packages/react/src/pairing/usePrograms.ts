import type { Program, ProgramsFilter } from "@meanwhile/core";
import { useInfiniteQuery, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { type InfiniteList, useItems } from "../provider/useItems.ts";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** Programs that the reader may see, by name. */
export function usePrograms(filter: ProgramsFilter = {}, { enabled = true }: ReadOptions = {}): InfiniteList<Program> {
  return useItems<Program>(useInfiniteQuery({ ...useMeanwhile().queries.programs.list(filter), enabled }));
}

/** {@link usePrograms} for a Suspense boundary. */
export function useSuspensePrograms(filter: ProgramsFilter = {}): InfiniteList<Program> {
  return useItems<Program>(useSuspenseInfiniteQuery(useMeanwhile().queries.programs.list(filter)));
}
