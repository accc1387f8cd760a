import { eventsKeys, type MeanwhileClient, type Queries, type StreamItem, type StreamStatus } from "@meanwhile/core";
import type { QueryClient } from "@tanstack/react-query";
import { applyEvents } from "./applyEvents.ts";
import { readFailed } from "./readAgain.ts";

/** Events come in bursts; this long they are collected. */
const BURST_MS = 50;

/** Follows the event stream and keeps what is shown up to date, until what it gives back is called. */
export function followEvents(client: MeanwhileClient, queries: Queries, queryClient: QueryClient, onStatus: (status: StreamStatus) => void): () => void {
  const stop = new AbortController();
  let waiting: StreamItem[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const lastEventId = queryClient.getQueryData<number>(eventsKeys.position);
  // Where the place in the stream is not known, it begins when the oldest of what is here was read: what changed since then is told.
  const since = Math.min(Date.now(), ...queryClient.getQueryCache().findAll({ queryKey: ["meanwhile"] }).map(({ state }) => state.dataUpdatedAt || Infinity));

  const flush = () => {
    const items = waiting;
    waiting = [];
    timer = undefined;
    queryClient.setQueryData(eventsKeys.position, items.at(-1)?.seq);
    applyEvents(queryClient, queries, items);
  };
  const onChange = (status: StreamStatus) => {
    if (stop.signal.aborted) return;
    onStatus(status);
    if (status === "open") void readFailed(queryClient);
  };
  const follow = async () => {
    for await (const item of client.events.subscribe({ signal: stop.signal, lastEventId, since, onStatus: onChange })) {
      waiting.push(item);
      timer ??= setTimeout(flush, BURST_MS);
    }
  };
  // Nobody is signed in, or may not read: what is asked for says so itself.
  follow().catch(() => onStatus("offline"));
  return () => {
    stop.abort();
    clearTimeout(timer);
  };
}
