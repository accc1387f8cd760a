import { afterAttempt, type newId } from "@meanwhile/core";
import { signWebhook } from "@meanwhile/core/webhooks";
import type { Secrets } from "../calls/secrets.ts";
import type { Clock } from "../db/clock.ts";
import type { Db } from "../db/port.ts";
import type { Timer } from "../jobs/index.ts";
import { type Claim, claimWebhook, type DueDelivery, dueDeliveries, markGrown, releaseWebhook, settleAttempt } from "./webhooks.claims.store.ts";
import { planDeliveries } from "./webhooks.plan.ts";
import { WebhookRefused, type WebhookResponse, type WebhookSender } from "./webhooks.sender.ts";

export interface DeliveryWorkerOptions {
  db: Db;
  clock: Clock;
  timer: Timer;
  logger: { [Level in "warn" | "error"]: (message: string, fields: Record<string, unknown>) => void };
  newId: typeof newId;
  secrets: Secrets;
  sender: () => Promise<WebhookSender>;
  /** In [0, 1). */
  random: () => number;
  /** Milliseconds a receiver has to answer. */
  timeoutMs: number;
}

/** Sends what is due. Any number of processes may have one: a webhook is looked after by one of them at a time. */
export interface DeliveryWorker {
  /** Plans and sends everything that is due at `now`, milliseconds since the epoch, and waits for it. */
  run(now: number): Promise<void>;
  /** From now on by itself: soon after a workspace's log grew, and when an attempt is due within the minute. */
  start(onGrowth: (poke: (workspace: string) => void) => () => void): void;
  /** Calls off what is under way; it is sent again, maybe by another process. */
  stop(): Promise<void>;
}

/** Receivers looked after at once in this process, deliveries under way to one of them, and taken up in one go. */
const RECEIVERS = 8;
const AT_ONCE = 4;
const BATCH = 20;
/** What comes within this time is planned together. */
const GATHER = 75;
const MINUTE = 60_000;
/** A webhook whose secret cannot be opened waits for its server to be configured. */
const UNREADABLE_REST = 5 * MINUTE;

export function createDeliveryWorker({ db, clock, timer, logger, newId: makeId, secrets, sender, random, timeoutMs }: DeliveryWorkerOptions): DeliveryWorker {
  // Longer than a batch can take: a worker that is silent for so long is dead.
  const leaseMs = (BATCH / AT_ONCE) * timeoutMs + MINUTE;
  let stopping = new AbortController();
  let running: Promise<void> | undefined;
  let again = false;
  let leave: (() => void) | undefined;
  let gathering: (() => void) | undefined;
  const grown = new Set<string>();
  const timers = new Set<() => void>();

  const attempt = async (claim: Claim, delivery: DueDelivery, keys: readonly string[], now: () => number) => {
    const timestamp = Math.floor(now() / 1000);
    const headers = {
      "content-type": "application/json",
      "user-agent": "Meanwhile-Webhooks",
      "webhook-id": delivery.id,
      "webhook-timestamp": String(timestamp),
      "webhook-signature": await signWebhook({ id: delivery.id, timestamp, body: delivery.body }, keys),
    };
    const time = new AbortController();
    const cancel = timer.after(timeoutMs, () => time.abort());
    let response: WebhookResponse | undefined;
    let error: string | null = null;
    try {
      const signal = AbortSignal.any([time.signal, stopping.signal]);
      response = await (await sender()).send({ url: claim.url, headers, body: delivery.body, signal });
    } catch (cause) {
      error = time.signal.aborted ? `No answer within ${timeoutMs / 1000} seconds.` : reasonOf(cause);
    } finally {
      cancel();
    }
    // What we called off ourselves says nothing of the receiver.
    if (!response && stopping.signal.aborted) return undefined;
    const answer = { status: response?.status ?? null, retryAfter: response?.retryAfter ?? null };
    const outcome = afterAttempt(answer, { attempts: delivery.attempts + 1, failures: claim.failures, failingSince: claim.failingSince, now: now(), random: random() });
    if (response && outcome.state !== "delivered") error = `The receiver answered ${response.status}${response.status >= 300 && response.status < 400 ? "; redirects are not followed" : ""}.`;
    await settleAttempt(db, claim, delivery, { ...outcome, status: answer.status, error, excerpt: response?.excerpt ?? "" }, now());
    if (outcome.disable) logger.warn("A webhook was switched off", { workspace: claim.workspace, webhook: claim.id, reason: outcome.disable });
    return outcome;
  };

  /** Stops at the first failure that the next delivery would share. */
  const sendBatch = async (claim: Claim, now: () => number): Promise<number> => {
    const valid = claim.previousSecretUntil !== null && Date.parse(claim.previousSecretUntil) > now() ? [claim.previousSecret!] : [];
    const keys = await Promise.all([claim.secret, ...valid].map((sealed) => secrets.open(sealed, claim.id)));
    const waiting = await dueDeliveries(db, claim, now(), BATCH);
    let restUntil = 0;
    const next = async (): Promise<void> => {
      for (let delivery = waiting.shift(); delivery && restUntil === 0 && !stopping.signal.aborted; delivery = waiting.shift()) {
        const outcome = await attempt(claim, delivery, keys, now);
        if (!outcome) return;
        if (outcome.state === "delivered") Object.assign(claim, { failures: 0, failingSince: null });
        else claim.failures++;
        if (outcome.disable) return void (waiting.length = 0);
        restUntil = Math.max(restUntil, outcome.restUntil);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
    return restUntil;
  };

  const lookAfter = async (claim: Claim, now: () => number): Promise<void> => {
    let restUntil = 0;
    try {
      while (await planDeliveries(db, claim.workspace, claim.id, new Date(now()).toISOString(), makeId));
      restUntil = await sendBatch(claim, now);
    } catch (error) {
      restUntil = now() + UNREADABLE_REST;
      logger.error("A webhook could not be looked after", { workspace: claim.workspace, webhook: claim.id, failure: reasonOf(error) });
    }
    const due = await releaseWebhook(db, claim, { now: now(), restUntil });
    if (leave && due !== undefined && due > now() && due <= now() + MINUTE) wakeIn(due - now());
  };

  const drain = async (until: number): Promise<void> => {
    const now = () => Math.max(until, clock.now());
    const slot = async (): Promise<void> => {
      for (;;) {
        const claim = stopping.signal.aborted ? undefined : await claimWebhook(db, now(), leaseMs);
        if (!claim) return;
        await lookAfter(claim, now);
      }
    };
    // The second begins when the first has found something: mostly there is nothing.
    const first = stopping.signal.aborted ? undefined : await claimWebhook(db, now(), leaseMs);
    if (!first) return;
    await Promise.all([lookAfter(first, now).then(slot), ...Array.from({ length: RECEIVERS - 1 }, slot)]);
  };

  /** One drain at a time; who comes meanwhile makes it look once more. */
  const wake = (): void => {
    if (running) return void (again = true);
    const loop = async () => {
      do {
        again = false;
        await drain(clock.now());
      } while (again && !stopping.signal.aborted);
    };
    running = loop()
      .catch((error: unknown) => logger.error("Webhooks could not be sent; the next minute tries again", { failure: reasonOf(error) }))
      .finally(() => (running = undefined));
  };

  const wakeIn = (ms: number): void => {
    const cancel = timer.after(ms, () => {
      timers.delete(cancel);
      wake();
    });
    timers.add(cancel);
  };

  const look = (workspaces?: readonly string[]): void =>
    void markGrown(db, clock.now(), workspaces)
      .then(wake)
      .catch((error: unknown) => logger.error("Webhooks could not be planned; the next minute tries again", { failure: reasonOf(error) }));

  const poke = (workspace: string): void => {
    grown.add(workspace);
    gathering ??= timer.after(GATHER, () => {
      gathering = undefined;
      const workspaces = [...grown];
      grown.clear();
      look(workspaces);
    });
  };

  return {
    async run(now) {
      await markGrown(db, now);
      await running;
      await drain(now);
    },
    start(onGrowth) {
      stopping = new AbortController();
      leave ??= onGrowth(poke);
      // For what came before it listened.
      look();
    },
    async stop() {
      leave?.();
      leave = undefined;
      gathering?.();
      gathering = undefined;
      for (const cancel of timers) cancel();
      timers.clear();
      stopping.abort();
      await running;
    },
  };
}

/** What owners and operators are told: of a system's error its code alone, because the text may name addresses of this network. */
function reasonOf(error: unknown): string {
  if (error instanceof WebhookRefused) return error.message;
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  const known = code ?? cause?.code;
  return typeof known === "string" ? `No connection: ${known}.` : "No connection.";
}
