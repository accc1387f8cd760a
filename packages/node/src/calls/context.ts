import type { Action, Actor, Contract, Id, IdPrefix, MeanwhileEvent, Output, Parsed, Resource, ThreadId } from "@meanwhile/core";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { Queryable } from "../db/port.ts";
import type { Sql } from "../db/sql.ts";

/** What a handler appends to the event log; `seq`, time and actor are added. */
export interface NewEvent extends Omit<MeanwhileEvent, "seq" | "at" | "actorId"> {
  /** Who may know: those who see this space. Without space and recipient: everybody in the workspace but guests. */
  spaceId?: string;
  /** Only this member. */
  recipientId?: string;
}

/** Words that search is to find from now on, in place of what it knew under this kind and id. */
export interface NewDocument {
  /** Which source of search it belongs to: `thread`, `comment`, … */
  kind: string;
  id: string;
  /** Who sees it: those who see this thread, wherever it moves. */
  threadId: ThreadId;
  authorId: string;
  /** ISO 8601. */
  at: string;
  title: string;
  /** Plain text; with an empty title, nothing is left to find. */
  text: string;
}

/** What a call did, beside its answer. */
export interface Effects {
  readonly actor: Actor;
  /** The moment of the call, ISO 8601. */
  readonly now: string;
  readonly events: readonly NewEvent[];
  readonly documents: readonly NewDocument[];
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

/** What a handler works with, made anew for each call. */
export interface Context {
  readonly actor: Actor;
  /** The call's transaction; for a GET, the database. */
  readonly db: Queryable;
  /** The moment of the call, ISO 8601. */
  readonly now: string;
  readonly metadata: MetadataSchemas;
  newId<P extends IdPrefix>(prefix: P): Id<P>;
  /** Throws `shared/forbidden` unless the rules allow it. A call that never asks does not get an answer out. */
  authorize(action: Action, resource?: Resource): void;
  /** Written to the event log with the call's own writes, or not at all. */
  emit(event: NewEvent): void;
  /** Found by search once the call's writes are kept. */
  index(document: NewDocument): void;
  /** Checks a zone's name against the zones this server knows. */
  isTimeZone(name: string): boolean;
}

export type Handlers<Endpoints> = { [Name in keyof Endpoints]: (context: Context, input: Parsed<Endpoints[Name]>) => Promise<Output<Endpoints[Name]>> };
export type AllHandlers = { [Slice in keyof Contract]: Handlers<Contract[Slice]> };
