import type { Contract } from "../contract.ts";
import type { Routes } from "../routes.ts";
import type { Input, Output } from "../shared/contract.ts";
import type { Id } from "../shared/ids.ts";

type Mutations<Namespace extends keyof Routes> = {
  [Name in keyof Routes[Namespace] & string]: Routes[Namespace][Name] extends readonly ["GET", string] ? never : `${Namespace}.${Name}`;
}[keyof Routes[Namespace] & string];

/** A call that changes something, as `comments.create`. */
export type MutationCall = { [Namespace in keyof Routes]: Mutations<Namespace> }[keyof Routes];

type EndpointOf<Call extends MutationCall> = Call extends `${infer Namespace extends keyof Contract}.${infer Name}`
  ? Name extends keyof Contract[Namespace]
    ? Contract[Namespace][Name]
    : never
  : never;

export type MutationInput<Call extends MutationCall> = Input<EndpointOf<Call>>;
export type MutationOutput<Call extends MutationCall> = Output<EndpointOf<Call>>;

/** An error as it can be kept on disk. */
export interface OperationError {
  code: string;
  message: string;
  status: number;
  retryable: boolean;
}

/**
 * - `pending`: waits for its turn, or for the connection to come back
 * - `sending`: on its way
 * - `sent`: carried out; it leaves the outbox when the listeners have seen it
 * - `failed`: the server will not have it as it is; it stays until a person retries or discards it
 */
export type OperationStatus = "pending" | "sending" | "sent" | "failed";

/** Something a person did that the server is to know of. JSON throughout, so that it survives on disk. Narrow it by `call`. */
export type Operation<Call extends MutationCall = MutationCall> = Call extends MutationCall
  ? {
      readonly id: Id<"op">;
      /** The same for every try, so that the server does it once; new when a person retries what had failed for good. */
      readonly idempotencyKey: string;
      readonly call: Call;
      readonly input: MutationInput<Call>;
      /** Operations of one lane go one after the other; lanes go side by side. Ours are thread ids. */
      readonly lane: string;
      readonly status: OperationStatus;
      readonly attempts: number;
      /** Of the last try. */
      readonly error: OperationError | null;
      readonly result: MutationOutput<Call> | null;
      /** ISO 8601. */
      readonly createdAt: string;
    }
  : never;
