import { eventsKeys, type MeanwhileClient, type Queries, type StreamItem, type StreamStatus } from "@meanwhile/core";
import type { QueryClient } from "@tanstack/react-query";
import { applyEvents } from "./applyEvents.ts";

/** Events come in bursts; this long they are collected. */
const BURST_MS = 50;

/** Follows the event stream and keeps what is shown up to date, until what it gives back is called. */
export function followEvents(client: MeanwhileClient, queries: Queries, queryClient: QueryClient, onStatus: (status: StreamStatus) => void): () => void {
  const stop = new AbortController();
  let waiting: StreamItem[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const lastEventId = queryClient.getQueryData<number>(eventsKeys.position);
  let first = lastEventId === undefined;

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
    if (status !== "open" || !first) return;
    first = false;
    // What was read before the stream began may have missed a change: it is read again the next time it is looked at.
    void queryClient.invalidateQueries({ queryKey: ["meanwhile"], refetchType: "none" });
  };
  const follow = async () => {
    for await (const item of client.events.subscribe({ signal: stop.signal, lastEventId, onStatus: onChange })) {
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
