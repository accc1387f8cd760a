import { itemsOf, type Page } from "@meanwhile/core";
import type { InfiniteData, UseInfiniteQueryResult, UseSuspenseInfiniteQueryResult } from "@tanstack/react-query";
import { useMemo } from "react";

/** TanStack Query's result with `data` as one list; empty while nothing is there (`isPending` says which). */
export type InfiniteList<T> = Omit<UseInfiniteQueryResult<InfiniteData<Page<T>>>, "data"> & { data: T[] };

type AnyResult<T> = UseInfiniteQueryResult<InfiniteData<Page<T>, unknown>> | UseSuspenseInfiniteQueryResult<InfiniteData<Page<T>, unknown>>;

/** Pages as one list. */
export function useItems<T>(result: AnyResult<T>): InfiniteList<T> {
  const data = useMemo(() => itemsOf(result.data), [result.data]);
  return { ...result, data } as InfiniteList<T>;
}
