import type { MeanwhileClient, Queries, StreamStatus } from "@meanwhile/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { followEvents } from "./followEvents.ts";

/** Follows the event stream while mounted. */
export function useEvents(client: MeanwhileClient, queries: Queries, on: boolean): StreamStatus {
  const queryClient = useQueryClient();
  const [status, setStatus] = useState<StreamStatus>("connecting");
  useEffect(() => (on ? followEvents(client, queries, queryClient, setStatus) : undefined), [client, queries, queryClient, on]);
  return status;
}
