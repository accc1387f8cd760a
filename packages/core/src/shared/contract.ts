import type * as z from "zod";
import type { RouteTable } from "./route.ts";

/** What one route takes and gives. Params, query and body share one flat input on the client: their names never collide. */
export interface Endpoint {
  /** One line for the API document. */
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodObject | z.ZodUnion<readonly z.ZodObject[]>;
  /** `null`: 204, nothing to say. */
  response: z.ZodType | null;
  /** What is stored of an answer, for a repeated idempotency key; all of it unless told. For answers that hold a secret. */
  keep?: (answer: unknown) => unknown;
  /** Codes beside the shared ones. */
  errors?: readonly string[];
}

/** The endpoints of a route table, name by name. */
export type ContractOf<Routes extends RouteTable> = { readonly [Name in keyof Routes]: Endpoint };

type InputOf<E, Part extends "params" | "query" | "body"> = E extends { [P in Part]: infer S extends z.ZodType } ? z.input<S> : unknown;

/** The flat input of a call as a client writes it. */
export type Input<E> = InputOf<E, "params"> & InputOf<E, "query"> & InputOf<E, "body">;

type ParsedOf<E, Part extends "params" | "query" | "body"> = E extends { [P in Part]: infer S extends z.ZodType } ? z.output<S> : unknown;

/** The flat input after validation, as a handler receives it. */
export type Parsed<E> = ParsedOf<E, "params"> & ParsedOf<E, "query"> & ParsedOf<E, "body">;

/** What a call answers with. */
export type Output<E> = E extends { response: infer S extends z.ZodType } ? z.output<S> : void;
