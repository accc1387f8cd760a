import type { Tx } from "../db/port.ts";

/** One piece of work, handed to a handler at least once: a handler that was cut off is called again with the same `id`. */
export interface Job<Payload = unknown> {
  /** The same on every attempt; what an idempotency key is made from. */
  readonly id: string;
  readonly kind: string;
  readonly payload: Payload;
  /** 1 on the first. */
  readonly attempt: number;
  /** Aborted when the server stops waiting for the handler; the job is then tried again, maybe by another process. */
  readonly signal: AbortSignal;
}

/** A kind of job and what does it. Every process that runs jobs knows the same kinds. */
export interface JobDefinition<Payload = unknown> {
  /** `slice.what`: letters, digits, `.`, `_`, `-`. */
  readonly kind: string;
  /** Handlers that run at once in this process; 2 unless told. */
  readonly concurrency?: number;
  /** Jobs fetched in one go; as many as `concurrency` unless told, at least 2. Fast jobs do well with 50 or 100; slow ones wait for each other in a batch. */
  readonly batch?: number;
  /** Seconds of silence after which a process that died is noticed; 30 unless told, at least 10. A handler that runs is not silent. */
  readonly heartbeat?: number;
  /** Seconds a handler may take; 3600 unless told. */
  readonly expires?: number;
  /** Attempts after the first; 5 unless told. */
  readonly retries?: number;
  /** Seconds before the second attempt, doubled for each further one up to an hour; 30 unless told. */
  readonly retryDelay?: number;
  /** Does the job; it is done when the promise resolves, and tried again when it rejects. */
  run(job: Job<Payload>): Promise<void>;
}

export interface SendOptions {
  /** The caller's transaction: the job is there once it commits, and never when it rolls back. */
  tx?: Tx;
  /** While a job with this key waits, another is not added. One that runs does not count as waiting. */
  key?: string;
}

/** The port to a queue of jobs. What happens at an instant is not its business: see `due.ts`. */
export interface JobEngine {
  /** Says what a kind does. Before `start`. */
  work<Payload>(definition: JobDefinition<Payload>): void;
  start(): Promise<void>;
  /** Takes no more, waits for handlers that run, and gives up on them after half a minute. */
  stop(): Promise<void>;
  /** Adds a job. `payload` is JSON. */
  send(kind: string, payload: unknown, options?: SendOptions): Promise<void>;
}
