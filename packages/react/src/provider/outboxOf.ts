import { createOutbox, type MeanwhileClient, type Outbox } from "@meanwhile/core";

const outboxes = new WeakMap<MeanwhileClient, Outbox>();

/** The outbox of a client that was given none. One for as long as the client lives: leaving a page loses nothing. */
export function outboxOf(client: MeanwhileClient): Outbox {
  let outbox = outboxes.get(client);
  if (!outbox) outboxes.set(client, (outbox = createOutbox({ client, online: whenOnline })));
  return outbox;
}

function whenOnline(listener: () => void): () => void {
  globalThis.addEventListener?.("online", listener);
  return () => globalThis.removeEventListener?.("online", listener);
}
