import type { MeanwhileClient, Queries, StreamStatus } from "@meanwhile/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useReducer, useState } from "react";
import { followEvents } from "./followEvents.ts";

/** Follows the event stream while mounted. */
export function useEvents(client: MeanwhileClient, queries: Queries, on: boolean): StreamStatus {
  const queryClient = useQueryClient();
  const [status, setStatus] = useState<StreamStatus>("connecting");
  const [returns, comeBack] = useReducer((count: number) => count + 1, 0);
  useEffect(() => (on ? followEvents(client, queries, queryClient, setStatus) : undefined), [client, queries, queryClient, on, returns]);
  useEffect(() => {
    if (status !== "offline") return;
    // The next try may be half a minute away.
    addEventListener("online", comeBack);
    return () => removeEventListener("online", comeBack);
  }, [status]);
  return status;
}
