import { type Contract, type Webhook, type WebhookId, webhookErrors } from "@meanwhile/core";
import { eventTypeSchema } from "@meanwhile/core/contract";
import { newWebhookSecret } from "@meanwhile/core/webhooks";
import { sharedErrors } from "@meanwhile/core";
import type { Context, Handlers } from "../calls/context.ts";
import { readCursor, toPage } from "../calls/cursor.ts";
import { sql } from "../db/sql.ts";
import { waking } from "../events/events.store.ts";
import { deliveryById, insertDeliveries, replayDeliveries, selectDeliveries } from "./webhooks.deliveries.store.ts";
import { bodyOf } from "./webhooks.plan.ts";
import { countWebhooks, deleteWebhook, hurryWebhook, insertWebhook, lockWebhook, replaceSecret, selectWebhooks, updateWebhook, webhookById } from "./webhooks.store.ts";

const MOST = 50;
/** They are for one member, and never leave. */
const PERSONAL: readonly string[] = ["thread.position", "inbox.changed"];

export const webhooksHandlers: Handlers<Contract["webhooks"]> = {
  async list(context, { cursor, limit }) {
    context.authorize("webhook.manage");
    const after = readCursor<[string]>(cursor, "s");
    const webhooks = await selectWebhooks(context.db, context.actor.workspace, after ? sql`id > ${after[0]}` : sql`true`, context.now, limit + 1);
    return toPage(webhooks, limit, (webhook) => [webhook.id]);
  },

  async get(context, { webhookId }) {
    context.authorize("webhook.manage");
    return webhookById(context.db, context.actor.workspace, webhookId, context.now);
  },

  async create(context, { id = context.newId("whk"), types, ...rest }) {
    context.authorize("webhook.manage");
    const { db, actor, now } = context;
    assertKnown(types);
    if ((await countWebhooks(db, actor.workspace)) >= MOST) throw webhookErrors.tooMany(`The workspace has ${MOST} webhooks. Remove one that is not needed.`);
    const secret = newWebhookSecret();
    if (!(await insertWebhook(db, actor.workspace, actor.id, { id, types, ...rest, secret: await context.secrets.seal(secret, id) }, now))) {
      throw sharedErrors.conflict("There is a webhook with this id already. Make a new id.");
    }
    return { ...(await webhookById(db, actor.workspace, id, now)), secret };
  },

  async update(context, { webhookId, enabled, ...changes }) {
    const { db, actor, now } = context;
    const webhook = await forUpdate(context, webhookId);
    assertKnown(changes.types ?? null);
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<Webhook>;
    const off = webhook.disabled ?? ({ at: now, by: actor.id, reason: "switched_off" } as const);
    const state = enabled === undefined ? {} : enabled ? { disabled: null, failingSince: null } : { disabled: off };
    await updateWebhook(db, actor.workspace, { ...webhook, ...given, ...state }, now);
    await db.query(waking(actor.workspace));
    return webhookById(db, actor.workspace, webhookId, now);
  },

  async remove(context, { webhookId }) {
    context.authorize("webhook.manage");
    if (!(await deleteWebhook(context.db, context.actor.workspace, webhookId))) throw sharedErrors.notFound("No such webhook.");
  },

  async rotateSecret(context, { webhookId, keepPreviousSeconds }) {
    const { db, actor, now } = context;
    await forUpdate(context, webhookId);
    const secret = newWebhookSecret();
    const keep = new Date(Date.parse(now) + keepPreviousSeconds * 1000).toISOString();
    await replaceSecret(db, actor.workspace, webhookId, await context.secrets.seal(secret, webhookId), keep);
    return { ...(await webhookById(db, actor.workspace, webhookId, now)), secret };
  },

  async sendTest(context, { webhookId }) {
    const { db, actor, now } = context;
    const webhook = await forSending(context, webhookId);
    const id = context.newId("msg");
    const body = bodyOf(actor.workspace, { type: "webhook.test", at: now, actorId: actor.id, payload: {} });
    await insertDeliveries(db, actor.workspace, webhookId, [{ id, seq: null, type: "webhook.test", body }], now);
    return hurried(context, webhook, id);
  },

  async listDeliveries(context, { webhookId, state, cursor, limit }) {
    context.authorize("webhook.manage");
    const { db, actor, now } = context;
    const webhook = await webhookById(db, actor.workspace, webhookId, now);
    const before = readCursor<[string]>(cursor, "s");
    const where = sql`${before ? sql`id < ${before[0]}` : sql`true`} and ${state ? sql`state = ${state}` : sql`true`}`;
    return toPage(await selectDeliveries(db, actor.workspace, webhook, where, limit + 1), limit, (delivery) => [delivery.id]);
  },

  async replay(context, { webhookId, deliveryId }) {
    const webhook = await forSending(context, webhookId);
    await deliveryById(context.db, context.actor.workspace, webhook, deliveryId);
    await replayDeliveries(context.db, context.actor.workspace, webhookId, sql`id = ${deliveryId}`, context.now);
    return hurried(context, webhook, deliveryId);
  },

  async replayDead(context, { webhookId, since }) {
    const { db, actor, now } = context;
    await forSending(context, webhookId);
    const count = await replayDeliveries(db, actor.workspace, webhookId, sql`state = 'dead' and created_at >= ${since}::timestamptz`, now);
    await hurryWebhook(db, actor.workspace, webhookId, now);
    await db.query(waking(actor.workspace));
    return { count };
  },
};

async function forUpdate(context: Context, id: WebhookId): Promise<Webhook> {
  context.authorize("webhook.manage");
  await lockWebhook(context.db, context.actor.workspace, id);
  return webhookById(context.db, context.actor.workspace, id, context.now);
}

async function forSending(context: Context, id: WebhookId): Promise<Webhook> {
  const webhook = await forUpdate(context, id);
  if (webhook.disabled) throw webhookErrors.disabled("Nothing is sent to this webhook: it is switched off. Update it with enabled: true first.");
  return webhook;
}

async function hurried(context: Context, webhook: Webhook, deliveryId: Parameters<typeof deliveryById>[3]) {
  const { db, actor, now } = context;
  await hurryWebhook(db, actor.workspace, webhook.id, now);
  await db.query(waking(actor.workspace));
  return deliveryById(db, actor.workspace, webhook, deliveryId);
}

function assertKnown(types: readonly string[] | null): void {
  const known: string[] = eventTypeSchema.options.filter((type) => !PERSONAL.includes(type));
  const unknown = types?.find((type) => !known.includes(type));
  if (unknown !== undefined) throw webhookErrors.unknownType(`There are no events of the type ${unknown} to be told of. There are: ${known.join(", ")}.`, { details: { known } });
}
