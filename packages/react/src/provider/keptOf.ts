import { createDrafts, createOutbox, type Drafts, type MeanwhileClient, memoryPersistence, type Outbox, type Persistence } from "@meanwhile/core";
import { deviceStorage, type DeviceStorage, whenOnline } from "@meanwhile/core/browser";
import type { Draft, RecentSearch } from "./context.ts";

interface Kept {
  storage?: DeviceStorage | undefined;
  outbox?: Outbox;
  drafts?: Drafts<Draft>;
  recents?: Persistence<RecentSearch>;
}

/** One of each for as long as the client lives: leaving a page loses nothing. A client is one person in one workspace. */
const everything = new WeakMap<MeanwhileClient, Kept>();

function keptOf(client: MeanwhileClient, persist: boolean): Kept {
  let kept = everything.get(client);
  if (!kept) {
    const storage = persist && client.user && typeof indexedDB !== "undefined" ? deviceStorage(client.user) : undefined;
    everything.set(client, (kept = { storage }));
  }
  return kept;
}

/** The outbox of a client that was given none. */
export function outboxOf(client: MeanwhileClient, persist: boolean): Outbox {
  const kept = keptOf(client, persist);
  return (kept.outbox ??= createOutbox({ client, online: whenOnline, persistence: kept.storage?.operations }));
}

export function draftsOf(client: MeanwhileClient, persist: boolean): Drafts<Draft> {
  const kept = keptOf(client, persist);
  return (kept.drafts ??= createDrafts<Draft>({
    persistence: (kept.storage?.drafts as never) ?? memoryPersistence<Draft>(),
    join: (saved, typed) => ({ ...saved, ...typed, text: `${saved.text}\n\n${typed.text}`, mentions: new Map([...saved.mentions, ...typed.mentions]) }),
  }));
}

export function recentsOf(client: MeanwhileClient, persist: boolean): Persistence<RecentSearch> {
  const kept = keptOf(client, persist);
  return (kept.recents ??= (kept.storage?.searches as Persistence<RecentSearch> | undefined) ?? memoryPersistence<RecentSearch>());
}
