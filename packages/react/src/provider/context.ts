import type { Audience, Drafts, MeanwhileClient, MutationCall, MutationInput, MutationOutput, Outbox, Persistence, Queries, StreamStatus } from "@meanwhile/core";
import { createContext } from "react";
import type { Labels } from "./labels.ts";

/** What a person has begun to write. */
export interface Draft {
  /** Its place: a thread's id, `edit:` and a comment's id, and so on. */
  id: string;
  text: string;
  /** What the text names, by how it stands there without the `@`. */
  mentions: ReadonlyMap<string, { kind: "user" | "group"; id: string; name: string }>;
  audience: Audience;
  /** Of a thread that is not there yet. */
  title?: string;
  /** Of the living context that is being changed. */
  baseVersion?: number;
}

/** What somebody searched for. */
export interface RecentSearch {
  /** As it was typed. */
  id: string;
  /** Milliseconds since the epoch. */
  at: number;
}

export interface MeanwhileContextValue {
  client: MeanwhileClient;
  outbox: Outbox;
  drafts: Drafts<Draft>;
  recents: Persistence<RecentSearch>;
  /** Query options of every slice, over `client`. */
  queries: Queries;
  /** BCP 47. */
  locale: string;
  /** IANA zone in which times are shown. */
  timeZone: string;
  dir: "ltr" | "rtl";
  theme: "light" | "dark" | "auto";
  /** Writes the answer to a call into the cache, newest version first. */
  settle: <Call extends MutationCall>(call: Call, input: MutationInput<Call>, result: MutationOutput<Call>) => void;
}

/** `null` outside of a provider. */
export const MeanwhileContext = createContext<MeanwhileContextValue | null>(null);

// Apart from the rest, so that a connection that comes and goes renders only what shows it.
export const StatusContext = createContext<StreamStatus>("connecting");
/** `null` outside of a provider, which brings them: no hook does. */
export const LabelsContext = createContext<Labels | null>(null);
export const PortalContext = createContext<HTMLElement | null>(null);
