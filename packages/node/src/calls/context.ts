import type { Action, Actor, Audience, Contract, Id, IdPrefix, MeanwhileEvent, Output, Parsed, Resource, ThreadId } from "@meanwhile/core";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { ZoneSource } from "@meanwhile/core/time";
import type { Queryable } from "../db/port.ts";
import type { Sql } from "../db/sql.ts";
import type { DueRow } from "../jobs/due.ts";
import type { Summarizer } from "./summarizer.ts";
import type { Secrets } from "./secrets.ts";

/** What a handler appends to the event log; `seq`, time and actor are added. */
export interface NewEvent extends Omit<MeanwhileEvent, "seq" | "at" | "actorId"> {
  /** Who may know: those who see this space. Without space and recipient: everybody in the workspace but guests. */
  spaceId?: string;
  /** Only this member. */
  recipientId?: string;
}

/** Words that search is to find, in place of what it knew under this kind and id. */
export interface NewDocument {
  /** Which source of search it belongs to: `thread`, `comment`, … */
  kind: string;
  id: string;
  /** Who sees it: those who see this thread, wherever it moves. */
  threadId?: ThreadId;
  /** Which comment of the thread it is, or belongs to. */
  number?: number;
  /** Who sees it where it belongs to no thread: those who see this space. */
  spaceId?: string;
  authorId?: string;
  /** ISO 8601. */
  at: string;
  title: string;
  /** Plain text; with an empty title, nothing is left to find. */
  text: string;
}

/** A comment as far as it reaches people, so that whoever delivers it need not read it again. */
export interface Delivery {
  /** `mentioned`: it names people since it was edited, whom it did not name before. */
  because: "posted" | "mentioned";
  threadId: ThreadId;
  spaceId: string;
  spaceKind: "channel" | "subject" | "people";
  number: number;
  /** Who posted or edited it. */
  byId: string;
  /** Who wrote the comment before it. */
  before: string | null;
  /** Who takes part in the thread without having written in it: who started it, who sees to it. */
  participants: string[];
  audience: Audience;
  mentions: { users: string[]; groups: string[] };
}

/** Who did it; without an id, the server at its time. */
export interface Author {
  readonly workspace: string;
  readonly id: string | null;
}

/** What a call did, beside its answer; or what was due. */
export interface Effects {
  readonly actor: Author;
  /** The moment of it, ISO 8601. */
  readonly now: string;
  readonly events: readonly NewEvent[];
  /** Threads that are in another space now. */
  readonly moved: readonly ThreadId[];
  readonly deliveries: readonly Delivery[];
}

/**
 * How a slice keeps what it holds in step with what others write: statements that run after the handler's, in the same transaction, and
 * travel with its commit. Nothing may be read back.
 */
export type Projection = (effects: Effects) => readonly Sql[];

/** The host's own rules for its metadata. */
export interface MetadataSchemas {
  thread?: StandardSchemaV1;
  comment?: StandardSchemaV1;
}

/** What anything that writes works with, a call or what is due. */
export interface Writing {
  readonly actor: Author;
  /** The transaction; for a GET, the database. */
  readonly db: Queryable;
  /** The moment of it, ISO 8601. */
  readonly now: string;
  readonly zones: ZoneSource;
  newId<P extends IdPrefix>(prefix: P): Id<P>;
  /** Written to the event log with the call's own writes, or not at all. */
  emit(event: NewEvent): void;
  /** Says that a thread is in another space now, and with it whatever belongs to it. */
  move(threadId: ThreadId): void;
}

/** A slice's kind of due row, run as a call is: with events and words for search, kept in step with everything else. */
export interface DueTask {
  /** `slice.what`. */
  readonly kind: string;
  /** As the `run` of a due definition; it waits for no lock that a call may hold, but comes again a minute later. */
  run(writing: Writing, row: DueRow, now: number): Promise<number | null>;
}

/** What a handler works with, made anew for each call. */
export interface Context extends Writing {
  readonly actor: Actor;
  readonly metadata: MetadataSchemas;
  readonly secrets: Secrets;
  readonly summarizer?: Summarizer | undefined;
  /** Brings a comment to everybody it reaches. */
  deliver(delivery: Delivery): void;
  /** Throws `shared/forbidden` unless the rules allow it. A call that never asks does not get an answer out. */
  authorize(action: Action, resource?: Resource): void;
  /** Checks a zone's name against the zones this server knows. */
  isTimeZone(name: string): boolean;
}

export type Handlers<Endpoints> = { [Name in keyof Endpoints]: (context: Context, input: Parsed<Endpoints[Name]>) => Promise<Output<Endpoints[Name]>> };
export type AllHandlers = { [Slice in keyof Contract]: Handlers<Contract[Slice]> };
