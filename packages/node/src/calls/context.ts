import type { Action, Actor, Contract, Id, IdPrefix, MeanwhileEvent, Output, Parsed, Resource } from "@meanwhile/core";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { Queryable } from "../db/port.ts";

/** What a handler appends to the event log; `seq`, time and actor are added. */
export interface NewEvent extends Omit<MeanwhileEvent, "seq" | "at" | "actorId"> {
  /** Who may know: those who see this space. Without space and recipient: everybody in the workspace but guests. */
  spaceId?: string;
  /** Only this member. */
  recipientId?: string;
}

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
  /** Checks a zone's name against the zones this server knows. */
  isTimeZone(name: string): boolean;
}

export type Handlers<Endpoints> = { [Name in keyof Endpoints]: (context: Context, input: Parsed<Endpoints[Name]>) => Promise<Output<Endpoints[Name]>> };
export type AllHandlers = { [Slice in keyof Contract]: Handlers<Contract[Slice]> };
