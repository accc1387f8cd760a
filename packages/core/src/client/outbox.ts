import { MeanwhileError, sharedErrors } from "../shared/errors.ts";
import { newId as mintId } from "../shared/ids.ts";
import { backoff } from "./backoff.ts";
import { callOf } from "./call.ts";
import type { MeanwhileClient } from "./client.ts";
import { byAge, hasWork, lanesOf, nextOf } from "./lanes.ts";
import type { MutationCall, MutationInput, MutationOutput, Operation } from "./operation.ts";
import { memoryPersistence, type Persistence } from "./persistence.ts";
import { type Delay, type Now, type Random, systemDelay, systemNow, systemRandom } from "./ports.ts";
import type { CallInput } from "./transport.ts";

export interface OutboxOptions {
  client: MeanwhileClient;
  /** Of one member: whoever signs in next has another. `deviceStorage(user).operations` in a browser; in memory unless told. */
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
   * Runs when an operation was carried out, by this tab or another; `operation.result` is the server's answer. The operation leaves, and its
   * lane goes on, once every listener is through. Returns how to stop.
   */
  onSent(listener: (operation: Operation) => void | Promise<void>): () => void;
  /** The answer, once it is there. Rejects when the operation fails for good or is discarded; what a person wrote stays in it. */
  settled<Call extends MutationCall>(operation: Operation<Call>): Promise<MutationOutput<Call>>;
  /** Resolves once a crash can't lose an added operation: it is on the device's disk, or the server has it. Rejects as `settled` does. */
  kept(operation: Operation): Promise<void>;
  /** Whether the operation would be there after a crash. False for good where nothing can be saved. */
  isKept(operation: Operation): boolean;
  /** Tries a failed operation again, as a new request. */
  retry(id: Operation["id"]): void;
  /** Drops an operation that a person no longer wants; one that is on its way stays. The only way words leave unsent. */
  discard(id: Operation["id"]): void;
  /** Tries what waits, now; resolves when everything was sent, failed, or has to wait again. */
  flush(): Promise<void>;
  /** Stops sending. What is left stays saved. */
  close(): void;
}

/** What tabs with one outbox tell each other. */
type Told = { operation: Operation } | { gone: Operation["id"] } | { awaken: true };

/**
 * Makes an outbox. Operations of a lane go in order. One that is offline, rate-limited, signed out or met a server error holds its lane and
 * is tried again with growing pauses, when `online` calls, and on `flush`. One that fails for good stays `failed` and lets the lane
 * go on, except for operations that need what it would have made. Of tabs with one `persistence`, each shows them all and one sends.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { client, persistence = memoryPersistence(), now = systemNow, random = systemRandom, delay = systemDelay, online } = options;
  const { tabs } = persistence;
  const newId = options.newId ?? (() => mintId("op", now()));
  const closed = new AbortController();
  /** Lanes at work, and those that wait before the next try, here or in the tab that sends. */
  const lanes = new Map<string, Promise<void>>();
  const paused = new Set<string>();
  const changed = new Set<() => void>();
  const sent = new Set<(operation: Operation) => void | Promise<void>>();
  const resting: (() => void)[] = [];
  /** What is not on disk, or not yet. */
  const unsaved = new Set<Operation["id"]>();
  const keeping = new WeakMap<Operation, Promise<boolean>>();
  let wake = new AbortController();
  let list: readonly Operation[] = [];
  /** Aborted when it is over; there while it is this tab that sends. */
  let turn: AbortSignal | undefined;
  let waitsForTurn = false;

  const show = (next: readonly Operation[]) => {
    list = next;
    for (const listener of changed) listener();
    rest();
  };
  const find = (id: Operation["id"]) => list.find((operation) => operation.id === id);
  const put = (operation: Operation) => {
    show(find(operation.id) ? list.map((one) => (one.id === operation.id ? operation : one)) : [...list, operation].sort(byAge));
    return operation;
  };
  const update = (operation: Operation, change: Partial<Operation>) => put({ ...operation, ...change } as Operation);
  const tell = (message: Told) => tabs?.tell(message);

  /** A disk that is full or forbidden must not keep words from being sent. Says whether it is kept. */
  const save = async (operation: Operation) => {
    unsaved.add(operation.id);
    const kept = await persistence.save(operation).then(
      () => persistence.durable,
      () => false,
    );
    if (kept && unsaved.delete(operation.id)) show([...list]);
    // Not before it is saved: who sends it removes it.
    tell({ operation });
    return kept;
  };
  const drop = (id: Operation["id"]) => (unsaved.delete(id), show(list.filter((operation) => operation.id !== id)));
  const erase = (id: Operation["id"]) => persistence.remove(id).catch(() => undefined);
  const remove = (id: Operation["id"]) => {
    drop(id);
    return erase(id).then(() => tell({ gone: id }));
  };

  /** Takes what is saved for the truth; what could not be saved stays. */
  async function recall() {
    const saved = await persistence.load().catch(() => undefined);
    if (!saved) return;
    const mine = list.filter((operation) => unsaved.has(operation.id) || operation.status === "sent");
    const held = new Set(mine.map((operation) => operation.id));
    show([...saved.filter((operation) => !held.has(operation.id)), ...mine].sort(byAge));
  }

  const restored = recall();

  async function send(operation: Operation): Promise<void> {
    let current = update(operation, { status: "sending", attempts: operation.attempts + 1 });
    await save(current);
    try {
      const result = await callOf(client, operation.call)(operation.input as CallInput, { idempotencyKey: operation.idempotencyKey, retries: 0, signal: closed.signal });
      await finish(update(current, { status: "sent", error: null, result: (result ?? null) as never }), true);
    } catch (cause) {
      // Another tab took over and sent it.
      if (closed.signal.aborted || !find(operation.id)) return;
      const error = MeanwhileError.isInstance(cause) ? cause : sharedErrors.internal(String(cause), { cause });
      // Whoever has to sign in again will have it sent then.
      const again = error.retryable || error.status === 401;
      current = update(current, { status: again ? "pending" : "failed", error: { code: error.code, message: error.message, status: error.status, retryable: error.retryable } });
      await save(current);
      if (again) await pause(operation.lane, error.retryAfter === undefined ? backoff(operation.attempts, random, 1000, 60_000) : error.retryAfter * 1000);
    }
  }

  async function finish(done: Operation, mine: boolean) {
    if (mine) tell({ operation: done });
    await Promise.allSettled([...sent].map(async (listener) => listener(done)));
    if (mine) await erase(done.id);
    drop(done.id);
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

  async function run(lane: string, signal: AbortSignal) {
    await restored;
    for (let next; !signal.aborted && !closed.signal.aborted && (next = nextOf(list, lane)); ) {
      paused.delete(lane);
      await send(next);
    }
    lanes.delete(lane);
  }

  /** Starts the lanes where something waits, if it is this tab that sends. */
  function start() {
    if (!turn || turn.aborted) return;
    for (const lane of lanesOf(list)) if (!lanes.has(lane) && nextOf(list, lane)) lanes.set(lane, run(lane, turn));
  }

  /** Sends what waits: at once, or when it is this tab's turn. */
  async function work() {
    if (waitsForTurn) return start();
    await restored;
    if (waitsForTurn || closed.signal.aborted || !lanesOf(list).some((lane) => hasWork(list, lane))) return;
    waitsForTurn = true;
    const alone = tabs?.alone ?? ((act) => act(closed.signal));
    await alone(async (signal) => {
      signal.addEventListener("abort", awaken);
      if (tabs) await recall();
      turn = signal;
      // It was on its way when whoever sent it ended.
      for (const operation of list) if (operation.status === "sending") update(operation, { status: "pending" });
      start();
      while (lanes.size > 0) await Promise.all(lanes.values());
      turn = undefined;
    }, closed.signal).catch(() => undefined);
    waitsForTurn = false;
    void work();
  }

  /** Tells those who flushed, once everything is sent, failed or waits. */
  function rest() {
    if (resting.length > 0 && lanesOf(list).every((lane) => paused.has(lane) || !hasWork(list, lane))) for (const resolve of resting.splice(0)) resolve();
  }

  const stopListening = tabs?.listen((message) => {
    const told = message as Told;
    if ("awaken" in told) return awaken();
    const id = "gone" in told ? told.gone : told.operation.id;
    const current = find(id);
    // This tab is sending it, and knows better.
    if (current && turn && !turn.aborted && (current.status === "sending" || current.status === "sent")) return;
    if ("gone" in told) return drop(id);
    const { operation } = told;
    if (operation.status === "sent") return current && void finish(put(operation), false);
    if (operation.status === "pending" && operation.error) paused.add(operation.lane);
    else paused.delete(operation.lane);
    put(operation);
    void work();
  });
  void work();

  const outbox: Outbox = {
    add(call, input, { lane, replaces }) {
      const id = newId();
      // Later than all before it, whatever the clock says: the order is the one they were written in.
      const at = Math.max(now(), Date.parse(list.at(-1)?.createdAt ?? "") + 1 || 0);
      const operation = { id, idempotencyKey: id, call, input, lane, status: "pending", attempts: 0, error: null, result: null, createdAt: new Date(at).toISOString() } as unknown as Operation;
      const needless = replaces ? list.filter((earlier) => earlier.lane === lane && earlier.status !== "sending" && earlier.status !== "sent" && replaces(earlier)) : [];
      show([...list.filter((earlier) => !needless.includes(earlier)), operation]);
      for (const { id: old } of needless) void remove(old);
      keeping.set(operation, save(operation));
      void work();
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
          else reject(sharedErrors.conflict("It was discarded before it was sent."));
        };
        changed.add(look);
        look();
      }),
    async kept(operation) {
      if ((await keeping.get(operation)) === false) await outbox.settled(operation);
    },
    isKept: ({ id }) => !unsaved.has(id),
    retry(id) {
      const operation = find(id);
      // The server may have kept its refusal under the old key and would only repeat it.
      if (operation?.status === "failed") void save(update(operation, { status: "pending", error: null, attempts: 0, idempotencyKey: newId() }));
      else {
        awaken();
        tell({ awaken: true });
      }
      void work();
    },
    discard(id) {
      const operation = find(id);
      if (!operation || operation.status === "sending" || operation.status === "sent") return;
      void remove(id);
      void work();
    },
    async flush() {
      await restored;
      awaken();
      tell({ awaken: true });
      void work();
      return new Promise((resolve) => {
        resting.push(resolve);
        rest();
      });
    },
    close() {
      closed.abort();
      stopListening?.();
      awaken();
    },
  };
  return outbox;
}
