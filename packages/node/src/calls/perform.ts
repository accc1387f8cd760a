import { type Action, type Actor, can, type Contract, type Endpoint, type newId, type Resource, routes, sharedErrors, type ThreadId } from "@meanwhile/core";
import { contract } from "@meanwhile/core/contract";
import type { ZoneSource } from "@meanwhile/core/time";
import { channelsHandlers } from "../channels/channels.handlers.ts";
import { commentsHandlers } from "../comments/comments.handlers.ts";
import { decisionsHandlers } from "../decisions/decisions.handlers.ts";
import { lookAgain } from "../decisions/decisions.proposals.closing.ts";
import { proposalsHandlers } from "../decisions/decisions.proposals.handlers.ts";
import type { Clock } from "../db/clock.ts";
import type { Db, Queryable, Tx } from "../db/port.ts";
import type { Sql } from "../db/sql.ts";
import { eventsHandlers } from "../events/events.handlers.ts";
import { appending } from "../events/events.store.ts";
import { followsHandlers } from "../inbox/follows.handlers.ts";
import { inboxHandlers } from "../inbox/inbox.handlers.ts";
import { inboxProjection } from "../inbox/inbox.projection.ts";
import { groupsHandlers, membersHandlers } from "../members/members.handlers.ts";
import { pairingsHandlers } from "../pairing/pairings.handlers.ts";
import { programsHandlers } from "../pairing/programs.handlers.ts";
import { roundsHandlers } from "../pairing/rounds.handlers.ts";
import { searchHandlers } from "../search/search.handlers.ts";
import { threadsHandlers } from "../threads/threads.handlers.ts";
import { webhooksHandlers } from "../webhooks/webhooks.handlers.ts";
import type { AllHandlers, Context, Delivery, Effects, MetadataSchemas, NewEvent, Projection } from "./context.ts";
import { type Answer, once } from "./idempotency.ts";
import { parseInput, type RawInput } from "./input.ts";
import type { Secrets } from "./secrets.ts";
import { assertStorable } from "./storable.ts";
import type { Summarizer } from "./summarizer.ts";

/** Where the slices meet on the server. */
const handlers: AllHandlers = {
  members: membersHandlers,
  groups: groupsHandlers,
  channels: channelsHandlers,
  threads: threadsHandlers,
  comments: commentsHandlers,
  decisions: decisionsHandlers,
  proposals: proposalsHandlers,
  inbox: inboxHandlers,
  follows: followsHandlers,
  search: searchHandlers,
  programs: programsHandlers,
  rounds: roundsHandlers,
  pairings: pairingsHandlers,
  events: eventsHandlers,
  webhooks: webhooksHandlers,
};

/** Slices that keep in step with what others write, in the order their statements run. */
const projections: readonly Projection[] = [lookAgain, inboxProjection];

/** What is written after all else: what slices keep in step, then the events, which take the workspace's counter. */
export function following(effects: Effects, keep?: Sql): Sql[] {
  return [...projections.flatMap((project) => project(effects)), ...appending(effects.actor, effects.now, effects.events, keep)];
}

/** What every call needs of its surroundings. */
export interface Surroundings {
  db: Db;
  clock: Clock;
  newId: typeof newId;
  metadata: MetadataSchemas;
  zones: ZoneSource;
  secrets: Secrets;
  summarizer?: Summarizer | undefined;
  isTimeZone(name: string): boolean;
}

export interface CallOptions {
  idempotencyKey?: string | undefined;
  /** A transaction of the host's, so that its writes and ours are kept together or not at all. */
  tx?: Tx | undefined;
  /** Sent along with the first statement; if it throws, nothing of the call stays. */
  confirm?: ((db: Queryable) => Promise<void>) | undefined;
}

export type Slice = keyof Contract;

type AnyHandler = (context: Context, input: unknown) => Promise<unknown>;

/** The endpoint, method, path and handler behind a name. */
export function lookUp(slice: Slice, name: string) {
  const endpoint = (contract[slice] as Record<string, Endpoint>)[name]!;
  const [method, path] = (routes[slice] as Record<string, readonly [string, string]>)[name]!;
  const handler = (handlers[slice] as unknown as Record<string, AnyHandler>)[name]!;
  return { endpoint, method, path, handler };
}

/**
 * One call, whichever way it came: validates, runs the handler in one transaction with its events and its idempotency key,
 * and makes sure that a permission was asked for.
 */
export async function perform(around: Surroundings, slice: Slice, name: string, actor: Actor, raw: RawInput, options: CallOptions = {}): Promise<Answer> {
  const { endpoint, method, handler } = lookUp(slice, name);
  const { tx, idempotencyKey, confirm } = options;
  assertStorable(raw.params);
  assertStorable(raw.query);
  assertStorable(raw.body);
  const input = parseInput(endpoint, raw);
  const nowMs = around.clock.now();
  const now = new Date(nowMs).toISOString();

  const run = async (db: Queryable) => {
    const events: NewEvent[] = [];
    const moved: ThreadId[] = [];
    const deliveries: Delivery[] = [];
    let asked = false;
    const context: Context = {
      actor,
      db,
      now,
      metadata: around.metadata,
      zones: around.zones,
      secrets: around.secrets,
      summarizer: around.summarizer,
      newId: (prefix) => around.newId(prefix, nowMs),
      isTimeZone: around.isTimeZone,
      emit: (event) => events.push(event),
      move: (threadId) => moved.push(threadId),
      deliver: (delivery) => deliveries.push(delivery),
      authorize(action: Action, resource?: Resource) {
        asked = true;
        if (!can(actor, action, resource)) throw sharedErrors.forbidden("You may see this, but not do that with it. Somebody with more rights here can.");
      },
    };
    const [, value] = await all([confirm?.(db), handler(context, input)]);
    if (!asked) throw sharedErrors.internal(`${slice}.${name} answered without asking for a permission.`);
    return { value, effects: { actor, now, events, moved, deliveries } satisfies Effects };
  };

  if (method === "GET") {
    const { value } = await (tx ? run(tx) : confirm ? around.db.together(run) : run(around.db));
    return { value, replayed: false };
  }

  const write = async (keep?: (value: unknown) => Sql) => {
    const closing = ({ value, effects }: Awaited<ReturnType<typeof run>>) => following(effects, keep?.(endpoint.keep ? endpoint.keep(value) : value));
    if (!tx) return (await around.db.tx(run, closing)).value;
    const outcome = await run(tx);
    for (const statement of closing(outcome)) await tx.query(statement);
    return outcome.value;
  };
  if (idempotencyKey === undefined) return { value: await write(), replayed: false };
  return once(tx ?? around.db, { actor, key: idempotencyKey, name: `${slice}.${name}`, input, now: nowMs }, tx !== undefined, write);
}

/** Like `Promise.all`, but leaves nothing running behind the first error. */
async function all<const T extends readonly unknown[]>(promises: T) {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
