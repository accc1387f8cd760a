import { MeanwhileError, sharedErrors } from "../shared/errors.ts";
import { newId as mintId } from "../shared/ids.ts";
import { backoff } from "./backoff.ts";
import type { MeanwhileClient } from "./client.ts";
import type { MutationCall, MutationInput, MutationOutput, Operation } from "./operation.ts";
import { memoryPersistence, type Persistence } from "./persistence.ts";
import { type Delay, type Now, type Random, systemDelay, systemNow, systemRandom } from "./ports.ts";
import type { CallInput, CallOptions } from "./transport.ts";

export interface OutboxOptions {
  client: MeanwhileClient;
  persistence?: Persistence | undefined;
  now?: Now | undefined;
  newId?: (() => Operation["id"]) | undefined;
  random?: Random | undefined;
  delay?: Delay | undefined;
  /** Calls back whenever the device comes online; returns how to stop. Only held while something waits. */
  online?: ((listener: () => void) => () => void) | undefined;
}

export interface AddOptions {
  lane: string;
  /** Earlier operations of the lane that this one makes needless, such as an older reading position. Those not on their way are dropped. */
  replaces?: ((earlier: Operation) => boolean) | undefined;
}

/** What people did and the server does not know yet. */
export interface Outbox {
  /** Queues a call; it is visible at once, saved, then sent. */
  add<Call extends MutationCall>(call: Call, input: MutationInput<Call>, options: AddOptions): Operation<Call>;
  /** Oldest first. The same array until something changes. */
  operations(): readonly Operation[];
  /** Calls back after every change; returns how to stop. */
  subscribe(listener: () => void): () => void;
  /**
   * Runs when an operation was carried out; `operation.result` is the server's answer. The operation leaves, and its lane goes on, once
   * every listener is through. Returns how to stop.
   */
  onSent(listener: (operation: Operation) => void | Promise<void>): () => void;
  /** The answer, once it is there. Rejects when the operation fails for good or is discarded; what a person wrote stays in it. */
  settled<Call extends MutationCall>(operation: Operation<Call>): Promise<MutationOutput<Call>>;
  /** Tries a failed operation again, as a new request. */
  retry(id: Operation["id"]): void;
  /** Drops an operation that a person no longer wants; one that is on its way stays. The only way words leave unsent. */
  discard(id: Operation["id"]): void;
  /** Tries what waits, now; resolves when everything was sent, failed, or has to wait again. */
  flush(): Promise<void>;
  /** Stops sending. What is left stays saved. */
  close(): void;
}

/**
 * Makes an outbox. Operations of a lane go in order. One that is offline, rate-limited or met a server error (retryable) holds its lane and
 * is tried again with growing pauses, when `online` calls, and on `flush`. One that fails for good stays `failed` and lets the lane
 * go on, except for operations that need what it would have made.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { client, persistence = memoryPersistence(), now = systemNow, random = systemRandom, delay = systemDelay, online } = options;
  const newId = options.newId ?? (() => mintId("op", now()));
  const closed = new AbortController();
  /** Lanes at work, and those of them that wait before the next try. */
  const busy = new Set<string>();
  const paused = new Set<string>();
  const changed = new Set<() => void>();
  const sent = new Set<(operation: Operation) => void | Promise<void>>();
  const resting: (() => void)[] = [];
  let wake = new AbortController();
  let list: readonly Operation[] = [];

  const show = (next: readonly Operation[]) => {
    list = next;
    for (const listener of changed) listener();
  };
  const find = (id: Operation["id"]) => list.find((operation) => operation.id === id);
  const update = (id: Operation["id"], change: Partial<Operation>) => {
    show(list.map((operation) => (operation.id === id ? ({ ...operation, ...change } as Operation) : operation)));
    return find(id)!;
  };
  // A disk that is full or forbidden must not keep words from being sent.
  const save = (operation: Operation) => persistence.save(operation).catch(() => undefined);
  const remove = (id: Operation["id"]) => {
    show(list.filter((operation) => operation.id !== id));
    return persistence.remove(id).catch(() => undefined);
  };

  const restored = persistence.load().then(
    (saved) => {
      const known = new Set(list.map((operation) => operation.id));
      const old = saved.filter((operation) => !known.has(operation.id)).sort(byAge);
      if (old.length === 0) return;
      show([...old.map((operation) => (operation.status === "failed" ? operation : ({ ...operation, status: "pending" } as Operation))), ...list]);
    },
    () => undefined,
  );

  async function send(operation: Operation): Promise<void> {
    await save(update(operation.id, { status: "sending", attempts: operation.attempts + 1 }));
    try {
      const result = await callOf(client, operation.call)(operation.input as CallInput, { idempotencyKey: operation.idempotencyKey, retries: 0, signal: closed.signal });
      const done = update(operation.id, { status: "sent", error: null, result: (result ?? null) as never });
      await Promise.allSettled([...sent].map(async (listener) => listener(done)));
      await remove(operation.id);
    } catch (cause) {
      if (closed.signal.aborted) return;
      const error = MeanwhileError.isInstance(cause) ? cause : sharedErrors.internal(String(cause), { cause });
      const kept = { code: error.code, message: error.message, status: error.status, retryable: error.retryable };
      await save(update(operation.id, { status: error.retryable ? "pending" : "failed", error: kept }));
      if (error.retryable) await pause(operation.lane, error.retryAfter === undefined ? backoff(operation.attempts, random, 1000, 60_000) : error.retryAfter * 1000);
    }
  }

  /** Waits, or less when somebody wakes us. */
  async function pause(lane: string, milliseconds: number) {
    const stop = online?.(awaken);
    paused.add(lane);
    rest();
    await delay(milliseconds, wake.signal).catch(() => undefined);
    stop?.();
  }

  function awaken() {
    paused.clear();
    wake.abort();
    wake = new AbortController();
  }

  async function run(lane: string) {
    if (busy.has(lane)) return;
    busy.add(lane);
    await restored;
    for (let next = nextOf(list, lane); next && !closed.signal.aborted; next = nextOf(list, lane)) {
      paused.delete(lane);
      await send(next);
    }
    busy.delete(lane);
    rest();
  }

  /** Tells those who flushed, once every lane is empty or waits. */
  function rest() {
    if ([...busy].every((lane) => paused.has(lane))) for (const tell of resting.splice(0)) tell();
  }

  const runAll = () => list.forEach((operation) => void run(operation.lane));
  void restored.then(runAll);

  return {
    add(call, input, { lane, replaces }) {
      const id = newId();
      const operation = { id, idempotencyKey: id, call, input, lane, status: "pending", attempts: 0, error: null, result: null, createdAt: new Date(now()).toISOString() } as unknown as Operation;
      const needless = replaces ? list.filter((earlier) => earlier.lane === lane && earlier.status !== "sending" && earlier.status !== "sent" && replaces(earlier)) : [];
      for (const { id: old } of needless) void persistence.remove(old).catch(() => undefined);
      show([...list.filter((earlier) => !needless.includes(earlier)), operation]);
      void save(operation);
      void run(lane);
      return operation as never;
    },
    operations: () => list,
    subscribe: (listener) => {
      changed.add(listener);
      return () => changed.delete(listener);
    },
    onSent: (listener) => {
      sent.add(listener);
      return () => sent.delete(listener);
    },
    settled: (operation) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const current = find(operation.id);
          if (current && current.status !== "sent" && current.status !== "failed") return;
          changed.delete(look);
          if (current?.status === "sent") resolve(current.result as never);
          else if (current) reject(new MeanwhileError(current.error!.message, current.error!));
          else reject(sharedErrors.conflict("The operation was discarded before it was sent."));
        };
        changed.add(look);
        look();
      }),
    retry(id) {
      const operation = find(id);
      if (operation?.status === "failed") {
        // The server may have kept its refusal under the old key and would only repeat it.
        void save(update(id, { status: "pending", error: null, attempts: 0, idempotencyKey: newId() }));
        void run(operation.lane);
      } else awaken();
    },
    discard(id) {
      const operation = find(id);
      if (!operation || operation.status === "sending" || operation.status === "sent") return;
      void remove(id);
      void run(operation.lane);
    },
    async flush() {
      await restored;
      awaken();
      runAll();
      return new Promise((resolve) => {
        resting.push(resolve);
        rest();
      });
    },
    close() {
      closed.abort();
      awaken();
    },
  };
}

const byAge = (a: Operation, b: Operation) => (a.createdAt < b.createdAt || (a.createdAt === b.createdAt && a.id < b.id) ? -1 : 1);

/** The first operation of a lane that may go: it is pending and needs nothing that a failed one would have made. */
function nextOf(list: readonly Operation[], lane: string): Operation | undefined {
  const ours = list.filter((operation) => operation.lane === lane);
  const missing = ours.filter((operation) => operation.status === "failed").map((operation) => (operation.input as CallInput)["id"]);
  return ours.find((operation) => operation.status === "pending" && !Object.values(operation.input as CallInput).some((value) => value !== undefined && missing.includes(value)));
}

function callOf(client: MeanwhileClient, call: MutationCall) {
  const [namespace, name] = call.split(".") as [keyof MeanwhileClient, string];
  return (client[namespace] as unknown as Record<string, (input: CallInput, options: CallOptions) => Promise<unknown>>)[name]!;
}
