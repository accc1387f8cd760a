import { eventsRoutes } from "../events/events.routes.ts";
import type { MeanwhileEvent } from "../events/events.schema.ts";
import { MeanwhileError, sharedErrors } from "../shared/errors.ts";
import { backoff } from "./backoff.ts";
import { type Frame, frameReader } from "./frames.ts";
import type { Transport } from "./transport.ts";

/** `offline`: the stream broke and waits before the next try. */
export type StreamStatus = "connecting" | "open" | "offline";

export type StreamItem = MeanwhileEvent | { type: "reset"; seq: number };

export interface SubscribeOptions {
  signal?: AbortSignal | undefined;
  /** The last `seq` already known; the stream goes on after it. Left out, it begins at the present, or at `since`. */
  lastEventId?: number | undefined;
  /** When the first answer that is to be kept up to date was asked for, in milliseconds since the epoch: the stream begins there, so that it and they leave no gap. */
  since?: number | undefined;
  onStatus?: ((status: StreamStatus) => void) | undefined;
}

/** The server says something, if only `: ping`, every 15 seconds; after three times that the connection is dead. */
const SILENCE_MS = 45_000;

export async function* subscribeToEvents(transport: Transport, { signal, lastEventId, since, onStatus }: SubscribeOptions = {}): AsyncGenerator<StreamItem> {
  let seq = lastEventId;
  let failures = 0;
  while (!signal?.aborted) {
    const connection = new AbortController();
    const abort = () => connection.abort(signal?.reason);
    signal?.addEventListener("abort", abort);
    let wait: number | undefined;
    try {
      onStatus?.("connecting");
      for await (const frames of connect(transport, { seq, since }, connection, () => onStatus?.("open"))) {
        failures = 0;
        for (const frame of frames) {
          if (frame.event === "reset") {
            const reset = JSON.parse(frame.data) as { seq: number };
            seq = reset.seq;
            yield { type: "reset", seq };
          } else {
            if (frame.id) seq = Number(frame.id);
            if (frame.event !== "ready") yield JSON.parse(frame.data) as MeanwhileEvent;
          }
        }
      }
    } catch (error) {
      if (MeanwhileError.isInstance(error)) {
        if (!error.retryable && !signal?.aborted) throw error;
        wait = error.retryAfter;
      }
    } finally {
      signal?.removeEventListener("abort", abort);
      connection.abort();
    }
    if (signal?.aborted) return;
    onStatus?.("offline");
    await transport.delay(wait === undefined ? backoff(failures++, transport.random, 1000) : wait * 1000, signal).catch(() => undefined);
  }
}

/** One connection: the frames of each piece of it that arrives, none for a ping. Ends when the server or `connection` does. */
async function* connect(transport: Transport, { seq, since }: { seq: number | undefined; since: number | undefined }, connection: AbortController, onOpen: () => void): AsyncGenerator<Frame[]> {
  let heard = new AbortController();
  const hear = () => {
    heard.abort();
    heard = new AbortController();
    transport.delay(SILENCE_MS, heard.signal).then(
      () => connection.abort(),
      () => undefined,
    );
  };
  try {
    hear();
    const headers = { accept: "text/event-stream", ...(seq === undefined ? {} : { "last-event-id": String(seq) }) };
    // How long ago, since clocks differ.
    const query = seq === undefined && since !== undefined ? `?since=${Math.max(0, Math.round(transport.now() - since))}` : "";
    const response = await transport.open("GET", eventsRoutes.list[1] + query, { headers, cache: "no-store", signal: connection.signal });
    if (!response.body || !response.headers.get("content-type")?.includes("text/event-stream")) throw sharedErrors.network("The answer is no stream of events.");
    onOpen();
    const reader = response.body.getReader();
    connection.signal.addEventListener("abort", () => void reader.cancel().catch(() => undefined));
    const decoder = new TextDecoder();
    const read = frameReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      hear();
      yield read(decoder.decode(value, { stream: true }));
    }
  } finally {
    heard.abort();
  }
}
