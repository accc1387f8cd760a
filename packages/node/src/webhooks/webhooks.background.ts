import type { newId } from "@meanwhile/core";
import type { Secrets } from "../calls/secrets.ts";
import type { Clock } from "../db/clock.ts";
import type { Db } from "../db/port.ts";
import type { EventBus } from "../events/bus.ts";
import { defineDue, type DueDefinition, systemTimer, type Timer } from "../jobs/index.ts";
import { expireDeliveries } from "./webhooks.claims.store.ts";
import { fetchSender, type WebhookSender } from "./webhooks.sender.ts";
import { createDeliveryWorker, type DeliveryWorkerOptions } from "./webhooks.worker.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const KEPT = { delivered: 7 * DAY, dead: 30 * DAY };
const EXPIRED_AT_ONCE = 5_000;

/** How webhooks leave this server. */
export interface WebhookOptions {
  /** Send to private, loopback and link-local addresses too. For development and tests: whoever may make a webhook could reach into your network. */
  allowPrivateAddresses?: boolean;
  /** Milliseconds a receiver has to answer; 15,000 unless told. */
  timeoutMs?: number;
  /** What sends instead of this process's own sockets: a proxy for outgoing requests, say. Then which addresses may be reached is its part. */
  sender?: WebhookSender;
}

interface WebhookMeans {
  db: Db;
  bus: EventBus;
  clock: Clock;
  logger: DeliveryWorkerOptions["logger"];
  newId: typeof newId;
  secrets: Secrets;
  webhooks: WebhookOptions;
  timer?: Timer;
  random?: () => number;
}

/** Deliveries: soon after an event, and on the minute for what no notification told of and for what is tried again. */
export function webhooksBackground({ bus, webhooks, timer = systemTimer, random = randomly, ...means }: WebhookMeans): { due: DueDefinition[]; start(): void; stop(): Promise<void> } {
  const { allowPrivateAddresses = false, timeoutMs = 15_000 } = webhooks;
  let opened: Promise<WebhookSender> | undefined;
  const sender = () => (opened ??= webhooks.sender ? Promise.resolve(webhooks.sender) : platformSender(allowPrivateAddresses));
  const worker = createDeliveryWorker({ ...means, timer, random, timeoutMs, sender });
  return {
    due: [
      // Due whenever minutes are looked at. Afterwards, because receivers are waited for in no transaction.
      defineDue({ kind: "webhooks.deliver", duty: true, run: async (_tx, _row, now) => now + 1, after: (_row, now) => worker.run(now) }),
      defineDue({
        kind: "webhooks.expire",
        duty: true,
        run: async (tx, _row, now) => now + ((await expireDeliveries(tx, { delivered: now - KEPT.delivered, dead: now - KEPT.dead }, EXPIRED_AT_ONCE)) < EXPIRED_AT_ONCE ? HOUR : MINUTE),
      }),
    ],
    start: () => worker.start((poke) => bus.subscribeAll(poke)),
    stop: () => worker.stop(),
  };
}

/** Node's sockets, where there are any. */
async function platformSender(allowPrivateAddresses: boolean): Promise<WebhookSender> {
  const { process } = globalThis as { process?: { versions?: { node?: string } } };
  return process?.versions?.node === undefined ? fetchSender : (await import("./webhooks.sender.node.ts")).nodeSender({ allowPrivateAddresses });
}

function randomly(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32;
}
