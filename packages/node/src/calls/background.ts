import type { newId, ThreadId } from "@meanwhile/core";
import type { ZoneSource } from "@meanwhile/core/time";
import type { Clock } from "../db/clock.ts";
import type { Db } from "../db/port.ts";
import type { EventBus } from "../events/bus.ts";
import type { Logger } from "../http/logger.ts";
import { closeProposals } from "../decisions/decisions.proposals.closing.ts";
import { reviewDecisions } from "../decisions/decisions.reviews.ts";
import { wakeSnoozed, wakeWaiting } from "../inbox/inbox.waking.ts";
import { type DueDefinition, defineDue, type JobDefinition } from "../jobs/index.ts";
import type { DueTask, NewEvent, Writing } from "./context.ts";
import { following } from "./perform.ts";
import { askPairings, remindPairings } from "../pairing/pairings.due.ts";
import { drawRounds } from "../pairing/rounds.due.ts";
import { pairingBackground } from "../pairing/pairing.background.ts";
import { searchBackground } from "../search/search.background.ts";
import { searchSources } from "../search/search.sources.ts";
import { webhooksBackground, type WebhookOptions } from "../webhooks/webhooks.background.ts";
import type { FreeBusy } from "./freeBusy.ts";
import type { Secrets } from "./secrets.ts";

export type { WebhookOptions } from "../webhooks/webhooks.background.ts";
export { searchSources } from "../search/search.sources.ts";
export { WebhookRefused, type WebhookRequest, type WebhookResponse, type WebhookSender } from "../webhooks/webhooks.sender.ts";

/** What a slice may need for what it does by itself. */
export interface Means {
  db: Db;
  bus: EventBus;
  clock: Clock;
  logger: Logger;
  newId: typeof newId;
  zones: ZoneSource;
  secrets: Secrets;
  webhooks: WebhookOptions;
  freeBusy: FreeBusy | undefined;
}

/** What happens at its time, what is done when it is sent, and what goes on between `start` and `stop` where this process runs jobs. */
export interface Background {
  due: readonly DueDefinition[];
  work: readonly JobDefinition[];
  start(): void;
  stop(): Promise<void>;
}

/** Where the slices meet in the background: each adds a function of its own that makes its definitions. */
const slices: readonly ((means: Means) => Partial<Background>)[] = [(means) => searchBackground(means, searchSources), webhooksBackground, pairingBackground];

/** What is due and tells of it in events, which other slices keep in step with. */
const tasks: readonly DueTask[] = [closeProposals, reviewDecisions, wakeSnoozed, wakeWaiting, drawRounds, remindPairings, askPairings];

export function background(means: Means): Background {
  const parts = slices.map((slice) => slice(means));
  const due = [...parts.flatMap((part) => part.due ?? []), ...tasks.map((task) => definitionOf(task, means))];
  return {
    due,
    work: parts.flatMap((part) => part.work ?? []),
    start: () => parts.forEach((part) => part.start?.()),
    stop: async () => void (await Promise.all(parts.map((part) => part.stop?.()))),
  };
}

/** One row a transaction: each takes its workspace's counter of events, and two processes with two of them would wait for each other. */
function definitionOf({ kind, run }: DueTask, means: Means): DueDefinition {
  return defineDue({
    kind,
    batch: 1,
    async run(tx, row, nowMs) {
      const events: NewEvent[] = [];
      const moved: ThreadId[] = [];
      const actor = { workspace: row.workspace, id: null };
      const now = new Date(nowMs).toISOString();
      const writing: Writing = {
        actor,
        db: tx,
        now,
        zones: means.zones,
        newId: (prefix) => means.newId(prefix, nowMs),
        emit: (event) => events.push(event),
        move: (threadId) => moved.push(threadId),
      };
      const next = await run(writing, row, nowMs);
      for (const statement of following({ actor, now, events, moved, deliveries: [] })) await tx.query(statement);
      return next;
    },
  });
}
