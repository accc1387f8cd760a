import type { QueryKey } from "@meanwhile/core";
import type { QueryClient } from "@tanstack/react-query";

/** What is shown is read again. A first answer that is on its way is waited for, since TanStack Query asks nothing twice at once; it may be older than the event. */
export function readAgain(queryClient: QueryClient, queryKey: QueryKey): void {
  const first = queryClient.getQueryCache().findAll({ queryKey, type: "active", fetchStatus: "fetching", predicate: ({ state }) => state.data === undefined });
  const read = queryClient.invalidateQueries({ queryKey });
  if (first.length === 0) return;
  void read.then(() => first.forEach((query) => void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true })));
}

/** What is shown and could not be read is read again, once the server is known to answer. */
export async function readFailed(queryClient: QueryClient): Promise<void> {
  await queryClient.refetchQueries({ queryKey: ["meanwhile"], type: "active", predicate: ({ state }) => state.status === "error" });
}
