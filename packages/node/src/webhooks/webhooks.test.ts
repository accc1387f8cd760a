import { MeanwhileError, type Webhook, type WebhookId } from "@meanwhile/core";
import { verifyWebhook } from "@meanwhile/core/webhooks";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Db } from "../db/index.ts";
import { sql } from "../db/sql.ts";
import type { MeanwhileOptions } from "../meanwhile.ts";
import { describeEachDb } from "../testing/databases.ts";
import { type Received, type Receiver, startReceiver } from "../testing/receiver.ts";
import { testWorkspace, type TestWorkspace } from "../testing/workspace.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describeEachDb("webhooks", (open) => {
  let db: Db;
  let receiver: Receiver;
  const closing: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    db = await open();
    // A tick is for all workspaces of the database; those of other tests are done.
    await db.exec("delete from meanwhile.webhooks; delete from meanwhile.due where kind like 'webhooks.%'");
    receiver = await startReceiver();
    closing.push(() => receiver.close());
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  async function seeded(options: MeanwhileOptions = {}) {
    const test = testWorkspace(db, { webhooks: { allowPrivateAddresses: true, timeoutMs: 10_000 }, ...options });
    closing.push(() => test.meanwhile.close());
    const owner = test.person("Olga", "owner");
    const ada = test.person("Ada");
    const channel = await ada.client.channels.create({ name: "General" });
    const thread = await ada.client.threads.create({ channelId: channel.id, markdown: "Before" });
    const tick = () => tickOf(test.meanwhile, test.clock);
    const comment = (markdown = "Words") => ada.client.comments.create({ threadId: thread.id, markdown });
    const deliveries = async (id: WebhookId) => (await owner.client.webhooks.listDeliveries({ webhookId: id, limit: 100 })).data;
    return { ...test, owner, ada, channel, thread, tick, comment, deliveries };
  }
  /** No two ticks are in one instant. */
  function tickOf(meanwhile: TestWorkspace["meanwhile"], clock: TestWorkspace["clock"]) {
    clock.advance(1);
    return meanwhile.jobs.tick(clock.now());
  }
  const idsOf = (received: readonly Received[]) => received.map(({ headers }) => headers["webhook-id"]);
  const typesOf = (received: readonly Received[]) => received.map(({ body }) => (JSON.parse(body) as { type: string }).type);

  it("tell a receiver what happens from now on, signed, with ids and no words", async () => {
    const { owner, workspace, clock, tick, comment, thread, channel } = await seeded();
    const { id, secret, ...webhook } = await owner.client.webhooks.create({ url: receiver.url, description: "Ours" });
    expect(webhook).toMatchObject({ url: receiver.url, types: null, includePrivate: false, disabled: null, failingSince: null, created: { by: "olga" } });
    const written = await comment("The secret ingredient");
    await tick();
    expect(typesOf(receiver.received)).toEqual(["comment.created"]);
    const [delivery] = receiver.received;
    const event = await verifyWebhook({ headers: delivery!.headers as Record<string, string>, body: delivery!.body }, { secret: secret!, now: clock.now });
    expect(event).toEqual({
      id: delivery!.headers["webhook-id"],
      type: "comment.created",
      timestamp: written.createdAt,
      data: { workspace, seq: expect.any(Number), actorId: "ada", threadId: thread.id, channelId: channel.id, commentId: written.id, version: 1 },
    });
    expect(delivery!.headers).toMatchObject({ "content-type": "application/json", "user-agent": "Meanwhile-Webhooks" });
    expect(delivery!.body).not.toContain("ingredient");
    const { data } = await owner.client.webhooks.listDeliveries({ webhookId: id });
    expect(data).toMatchObject([{ id: event.id, state: "delivered", attempts: 1, body: delivery!.body, nextAttemptAt: null, lastAttempt: { status: 204, error: null } }]);
    await tick();
    expect(receiver.received).toHaveLength(1);
  });

  it("tell of the types that were asked for alone", async () => {
    const { owner, ada, tick, comment, thread } = await seeded();
    await owner.client.webhooks.create({ url: receiver.url, types: ["thread.changed"] });
    await comment();
    await ada.client.threads.close({ threadId: thread.id });
    await tick();
    expect([...new Set(typesOf(receiver.received))]).toEqual(["thread.changed"]);
    for (const types of [["thread.exploded"], ["thread.position"], ["inbox.changed"]]) {
      await expect(owner.client.webhooks.create({ url: receiver.url, types })).rejects.toMatchObject({ code: "webhooks/unknown_type", details: { known: expect.arrayContaining(["comment.created"]) } });
    }
  });

  it("tell of private channels and restricted subjects only where an owner said so, and never of what is among people or for one of them", async () => {
    const { owner, ada, tick } = await seeded();
    const discreet = await owner.client.webhooks.create({ url: `${receiver.url}/discreet` });
    const told = await owner.client.webhooks.create({ url: `${receiver.url}/told`, includePrivate: true });
    const hidden = await ada.client.channels.create({ name: "Board", visibility: "private" });
    const secret = await ada.client.threads.create({ channelId: hidden.id, markdown: "Hush" });
    await owner.client.threads.setSubjectAccess({ subject: { type: "invoice", id: "7" }, memberIds: ["ada"] });
    const about = await ada.client.threads.create({ subject: { type: "invoice", id: "7" }, markdown: "Hush" });
    const among = await ada.client.threads.create({ people: ["olga"], markdown: "Hush" });
    await ada.client.threads.setPosition({ threadId: secret.id, position: 0 });
    await ada.client.channels.setFavourite({ channelId: hidden.id, favourite: true });
    await tick();
    const bodies = (path: string) => receiver.received.filter((one) => one.path === `/hook/${path}`).map((one) => one.body).join("\n");
    for (const id of [hidden.id, secret.id, about.id, among.id]) expect(bodies("discreet")).not.toContain(id);
    for (const id of [hidden.id, secret.id, about.id]) expect(bodies("told")).toContain(id);
    expect(bodies("told")).not.toContain(among.id);
    expect(bodies("told")).not.toContain("thread.position");
    // What is made private before it was told of stays untold.
    const soon = await ada.client.channels.create({ name: "Soon private" });
    await ada.client.channels.update({ channelId: soon.id, visibility: "private" });
    await tick();
    expect(bodies("discreet")).not.toContain(soon.id);
    expect((await owner.client.webhooks.list()).data.map((one) => one.id).sort()).toEqual([discreet.id, told.id].sort());
  });

  it("try again with the same id and bytes, until it succeeds", async () => {
    const { owner, clock, tick, comment, deliveries } = await seeded();
    const { id, secret } = await owner.client.webhooks.create({ url: receiver.url });
    receiver.answer = (response) => response.writeHead(500).end("Database down\n");
    await comment();
    await tick();
    const began = clock.now();
    const next = async () => Date.parse((await deliveries(id))[0]!.nextAttemptAt!);
    expect((await deliveries(id))[0]).toMatchObject({ state: "pending", attempts: 1, lastAttempt: { status: 500, error: "The receiver answered 500.", excerpt: "Database down" } });
    expect((await next()) - began).toBeGreaterThanOrEqual(5_000);
    expect((await next()) - began).toBeLessThanOrEqual(6_000);
    expect((await owner.client.webhooks.get({ webhookId: id })).failingSince).toBe(new Date(began).toISOString());
    await tick();
    expect(receiver.received).toHaveLength(1);
    clock.advance(6_000);
    await tick();
    expect(receiver.received).toHaveLength(2);
    receiver.answer = 200;
    clock.advance(6 * MINUTE);
    await tick();
    const [first, second, third] = receiver.received;
    expect(new Set(idsOf(receiver.received)).size).toBe(1);
    expect([second!.body, third!.body]).toEqual([first!.body, first!.body]);
    expect(third!.headers["webhook-timestamp"]).not.toBe(first!.headers["webhook-timestamp"]);
    await verifyWebhook({ headers: third!.headers as Record<string, string>, body: third!.body }, { secret: secret!, now: clock.now });
    expect((await deliveries(id))[0]).toMatchObject({ state: "delivered", attempts: 3 });
    expect(await owner.client.webhooks.get({ webhookId: id })).toMatchObject({ failingSince: null, disabled: null });
  });

  it("keep to Retry-After, follow no redirect, and stop at 410 Gone", async () => {
    const { owner, clock, tick, comment, deliveries } = await seeded();
    const { id } = await owner.client.webhooks.create({ url: receiver.url });
    receiver.answer = (response) => response.writeHead(429, { "retry-after": "3600" }).end();
    await comment();
    await tick();
    expect(Date.parse((await deliveries(id))[0]!.nextAttemptAt!)).toBe(clock.now() + HOUR);
    // The receiver asked to be left alone: with the next event, too.
    await comment();
    clock.advance(MINUTE);
    await tick();
    expect(receiver.received).toHaveLength(1);
    receiver.answer = (response) => response.writeHead(307, { location: "/elsewhere" }).end();
    clock.advance(HOUR);
    await tick();
    expect(receiver.received.map(({ path }) => path)).toEqual(["/hook", "/hook", "/hook"]);
    expect((await deliveries(id)).map((one) => one.lastAttempt?.error)).toEqual(Array(2).fill("The receiver answered 307; redirects are not followed."));
    receiver.answer = 410;
    clock.advance(HOUR);
    await tick();
    expect(receiver.received.length).toBeLessThanOrEqual(5);
    const gone = await owner.client.webhooks.get({ webhookId: id });
    expect(gone.disabled).toEqual({ at: new Date(clock.now()).toISOString(), by: null, reason: "gone" });
    const before = receiver.received.length;
    await comment();
    clock.advance(DAY);
    await tick();
    expect(receiver.received).toHaveLength(before);
    await expect(owner.client.webhooks.sendTest({ webhookId: id })).rejects.toMatchObject({ code: "webhooks/disabled" });
    // Switched on again, it is told what it missed.
    receiver.answer = 200;
    await owner.client.webhooks.update({ webhookId: id, enabled: true });
    await tick();
    const states = (await deliveries(id)).map((one) => one.state);
    const dead = states.filter((state) => state === "dead").length;
    expect(dead).toBeGreaterThan(0);
    expect(states.filter((state) => state === "delivered")).toHaveLength(3 - dead);
    expect(await owner.client.webhooks.replayDead({ webhookId: id, since: "2026-01-01T00:00:00.000Z" })).toEqual({ count: dead });
    await tick();
    expect((await deliveries(id)).map((one) => one.state)).toEqual(states.map(() => "delivered"));
  });

  it("are given up after ten attempts, shown as dead, and sent again when asked", async () => {
    const { owner, clock, tick, comment, deliveries } = await seeded();
    const { id } = await owner.client.webhooks.create({ url: receiver.url });
    receiver.answer = 400;
    await comment("One");
    const began = clock.now();
    for (let attempt = 1; attempt <= 10; attempt++) {
      await tick();
      const [delivery] = await deliveries(id);
      expect(delivery!.attempts).toBe(attempt);
      if (delivery!.nextAttemptAt) clock.advance(Date.parse(delivery!.nextAttemptAt) - clock.now());
    }
    expect(clock.now() - began).toBeGreaterThan(3 * DAY);
    expect(clock.now() - began).toBeLessThan(4 * DAY);
    const [dead] = (await owner.client.webhooks.listDeliveries({ webhookId: id, state: "dead" })).data;
    expect(dead).toMatchObject({ state: "dead", attempts: 10, nextAttemptAt: null });
    expect(receiver.received).toHaveLength(10);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    receiver.answer = 200;
    expect(await owner.client.webhooks.replayDead({ webhookId: id, since: new Date(clock.now()).toISOString() })).toEqual({ count: 0 });
    expect(await owner.client.webhooks.replay({ webhookId: id, deliveryId: dead!.id })).toMatchObject({ state: "pending", attempts: 0 });
    await tick();
    expect(idsOf(receiver.received).at(-1)).toBe(dead!.id);
    expect((await deliveries(id))[0]).toMatchObject({ state: "delivered", attempts: 1 });
  });

  it("are switched off where nothing got through for five days, and the owners see why", async () => {
    const { owner, clock, tick, comment } = await seeded();
    const { id } = await owner.client.webhooks.create({ url: receiver.url });
    receiver.answer = 500;
    const { disabled } = await (async (): Promise<Webhook> => {
      for (let hour = 0; hour < 200; hour++) {
        await comment();
        await tick();
        const webhook = await owner.client.webhooks.get({ webhookId: id });
        if (webhook.disabled) return webhook;
        clock.advance(4 * HOUR);
      }
      throw new Error("It was never switched off.");
    })();
    expect(disabled).toMatchObject({ by: null, reason: "failing" });
    const { failingSince } = await owner.client.webhooks.get({ webhookId: id });
    expect(Date.parse(disabled!.at) - Date.parse(failingSince!)).toBeGreaterThanOrEqual(5 * DAY);
    expect(Date.parse(disabled!.at) - Date.parse(failingSince!)).toBeLessThan(6 * DAY);
  });

  it("give a receiver its time and no more, and take what it did not answer for what the next would not either", async () => {
    const { owner, tick, comment, deliveries } = await seeded({ webhooks: { allowPrivateAddresses: true, timeoutMs: 250 } });
    receiver.answer = () => undefined;
    const { id } = await owner.client.webhooks.create({ url: receiver.url });
    for (let i = 0; i < 12; i++) await comment(`${i}`);
    await tick();
    const tried = (await deliveries(id)).filter((one) => one.attempts > 0);
    expect(tried.map((one) => one.lastAttempt)).toEqual(Array(4).fill(expect.objectContaining({ status: null, error: "No answer within 0.25 seconds." })));
  });

  it("hold up no other for one that hangs", async () => {
    const { owner, tick, comment, meanwhile } = await seeded({ webhooks: { allowPrivateAddresses: true, timeoutMs: 10 ** 6 } });
    const hanging = await startReceiver();
    closing.push(() => hanging.close());
    hanging.answer = () => undefined;
    await owner.client.webhooks.create({ url: hanging.url });
    await owner.client.webhooks.create({ url: receiver.url });
    for (let i = 0; i < 12; i++) await comment(`${i}`);
    const ticking = tick();
    await hanging.got(4);
    await receiver.got(12);
    await meanwhile.close();
    await ticking;
    expect(hanging.received).toHaveLength(4);
  });

  it("say that nobody is there", async () => {
    const { owner, tick, comment, deliveries } = await seeded();
    const nobody = await startReceiver();
    await nobody.close();
    const { id } = await owner.client.webhooks.create({ url: nobody.url });
    await comment();
    await tick();
    expect((await deliveries(id))[0]).toMatchObject({ state: "pending", lastAttempt: { status: null, error: "No connection: ECONNREFUSED.", excerpt: "" } });
  });

  it("reach no private address unless the host allows it", async () => {
    const { owner, tick, comment, deliveries } = await seeded({ webhooks: {} });
    const { id } = await owner.client.webhooks.create({ url: receiver.url });
    const metadata = await owner.client.webhooks.create({ url: "https://169.254.169.254/latest/meta-data/" });
    await comment();
    await tick();
    expect(receiver.received).toEqual([]);
    for (const webhook of [id, metadata.id]) expect((await deliveries(webhook))[0]!.lastAttempt!.error).toBe("The address is not a public one. Webhooks go to the public internet only.");
  });

  it("send a test whatever types are asked for", async () => {
    const { owner, tick, workspace } = await seeded();
    const { id } = await owner.client.webhooks.create({ url: receiver.url, types: ["thread.created"] });
    const made = await owner.client.webhooks.sendTest({ webhookId: id });
    expect(made).toMatchObject({ type: "webhook.test", seq: null, state: "pending" });
    await tick();
    expect(receiver.received).toHaveLength(1);
    expect(JSON.parse(receiver.received[0]!.body)).toMatchObject({ type: "webhook.test", data: { workspace, actorId: "olga" } });
  });

  it("are signed with both secrets for as long as was said after one took the place of the other", async () => {
    const { owner, clock, tick, comment } = await seeded({ secretKey: "k".repeat(32) });
    const { id, secret: old } = await owner.client.webhooks.create({ url: receiver.url });
    const rotated = await owner.client.webhooks.rotateSecret({ webhookId: id, keepPreviousSeconds: 3600 });
    expect(rotated.secret).not.toBe(old);
    expect(rotated.previousSecretUntil).toBe(new Date(clock.now() + HOUR).toISOString());
    const verified = async (secret: string) => {
      const { headers, body } = receiver.received.at(-1)!;
      return verifyWebhook({ headers: headers as Record<string, string>, body }, { secret, now: clock.now }).then(() => true, (error: unknown) => MeanwhileError.isInstance(error, "webhooks/bad_signature") && false);
    };
    await comment();
    await tick();
    expect([await verified(old!), await verified(rotated.secret!)]).toEqual([true, true]);
    clock.advance(HOUR);
    await comment();
    await tick();
    expect([await verified(old!), await verified(rotated.secret!)]).toEqual([false, true]);
    expect((await owner.client.webhooks.get({ webhookId: id })).previousSecretUntil).toBe(null);
  });

  it("show a secret once and keep it sealed where the host gave a key", async () => {
    const key = "a key that the database never sees";
    const { owner, workspace, tick, comment, person, clock } = await seeded({ secretKey: [key] });
    const options = { idempotencyKey: "make-one" };
    const { id, secret } = await owner.client.webhooks.create({ url: receiver.url }, options);
    const again = await owner.client.webhooks.create({ url: receiver.url }, options);
    expect(again).toMatchObject({ id, secret: null });
    await owner.client.webhooks.sendTest({ webhookId: id });
    const said = JSON.stringify([await owner.client.webhooks.get({ webhookId: id }), await owner.client.webhooks.list(), await owner.client.webhooks.listDeliveries({ webhookId: id })]);
    expect(said).not.toContain("whsec_");
    const [row] = await db.query<{ secret: string }>(sql`select secret from meanwhile.webhooks where workspace = ${workspace}`);
    expect(row!.secret).toMatch(/^sealed:v1:/);
    const stored = await db.query(sql`select response from meanwhile.idempotency_keys where workspace = ${workspace} and key = 'make-one'`);
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain(secret!.slice(6));
    expect((await person("Gus", "guest").request("GET", `/v1/webhooks/${id}`)).status).toBe(403);
    await comment();
    await tick();
    expect(receiver.received).toHaveLength(3);
    // With another key nothing is sent, and nothing counts as an attempt.
    const stranger = testWorkspace(db, { clock, webhooks: { allowPrivateAddresses: true }, secretKey: "another key, that opens nothing here" });
    closing.push(() => stranger.meanwhile.close());
    await comment();
    await tickOf(stranger.meanwhile, clock);
    expect(receiver.received).toHaveLength(3);
    expect((await owner.client.webhooks.listDeliveries({ webhookId: id, state: "pending" })).data).toMatchObject([{ attempts: 0 }]);
  });

  it("are planned and sent once each, though two workers are at it while six people write", async () => {
    const one = await seeded();
    const two = testWorkspace(db, { webhooks: { allowPrivateAddresses: true }, clock: one.clock });
    closing.push(() => two.meanwhile.close());
    const { id } = await one.owner.client.webhooks.create({ url: receiver.url });
    const second = await one.owner.client.webhooks.create({ url: `${receiver.url}/second` });
    const people = Array.from({ length: 6 }, (_, i) => one.person(`Writer ${i}`));
    for (const person of people) await person.client.members.me();
    let writing = true;
    const ticking = [one, two].map(async ({ meanwhile }) => {
      while (writing) await tickOf(meanwhile, one.clock);
      await tickOf(meanwhile, one.clock);
    });
    await Promise.all(people.map(async (person) => {
      for (let i = 0; i < 10; i++) await person.client.comments.create({ threadId: one.thread.id, markdown: `${i}` });
    }));
    writing = false;
    await Promise.all(ticking);
    for (const [path, webhookId] of [["/hook", id], ["/hook/second", second.id]] as const) {
      const mine = receiver.received.filter((received) => received.path === path);
      expect(mine.filter(({ body }) => body.includes("comment.created"))).toHaveLength(60);
      expect(new Set(idsOf(mine)).size).toBe(mine.length);
      const seqs = mine.map(({ body }) => (JSON.parse(body) as { data: { seq: number } }).data.seq);
      expect(new Set(seqs).size).toBe(seqs.length);
      const [row] = await db.query<{ count: number; seqs: number }>(sql`select count(*), count(distinct seq) as seqs from meanwhile.webhook_deliveries where webhook_id = ${webhookId} and state = 'delivered'`);
      expect(row).toEqual({ count: mine.length, seqs: mine.length });
    }
  });

  it("are taken over from a worker that died on the way, with the same id and bytes, and its late answer changes nothing", async () => {
    const dying = await seeded({ webhooks: { allowPrivateAddresses: true, timeoutMs: 10 ** 6 } });
    const { id } = await dying.owner.client.webhooks.create({ url: receiver.url });
    let answerLate = () => {};
    receiver.answer = (response) => (answerLate = () => response.writeHead(500).end("Too late"));
    await dying.comment();
    const never = dying.tick();
    await receiver.got(1);
    const heir = testWorkspace(db, { webhooks: { allowPrivateAddresses: true }, clock: dying.clock });
    closing.push(() => heir.meanwhile.close());
    receiver.answer = 200;
    await tickOf(heir.meanwhile, dying.clock);
    expect(receiver.received).toHaveLength(1);
    dying.clock.advance(5 * 10 ** 6 + MINUTE);
    await tickOf(heir.meanwhile, dying.clock);
    expect(receiver.received).toHaveLength(2);
    expect(idsOf(receiver.received)[0]).toBe(idsOf(receiver.received)[1]);
    expect(receiver.received[0]!.body).toBe(receiver.received[1]!.body);
    answerLate();
    await never;
    expect((await dying.deliveries(id))[0]).toMatchObject({ state: "delivered", attempts: 1, lastAttempt: { status: 200 } });
    expect(await dying.owner.client.webhooks.get({ webhookId: id })).toMatchObject({ failingSince: null });
  });

  it("are called off when the server closes, without counting it as an attempt", async () => {
    const { owner, meanwhile, comment, tick, clock } = await seeded();
    const { id } = await owner.client.webhooks.create({ url: receiver.url });
    receiver.answer = () => undefined;
    await comment();
    const ticking = tick();
    await receiver.got(1);
    await meanwhile.close();
    await ticking;
    receiver.answer = 200;
    const next = testWorkspace(db, { webhooks: { allowPrivateAddresses: true }, clock });
    closing.push(() => next.meanwhile.close());
    await tickOf(next.meanwhile, clock);
    expect(idsOf(receiver.received)[0]).toBe(idsOf(receiver.received)[1]);
    const [row] = await db.query<{ state: string; attempts: number }>(sql`select state, attempts from meanwhile.webhook_deliveries where webhook_id = ${id}`);
    expect(row).toEqual({ state: "delivered", attempts: 1 });
  });

  it("arrive soon after the event, without waiting for the minute, and so do tests", async () => {
    const { owner, comment, meanwhile } = await seeded({ jobs: "table" });
    await meanwhile.ready();
    const { id } = await owner.client.webhooks.create({ url: receiver.url });
    await comment();
    await receiver.got(1);
    await owner.client.webhooks.sendTest({ webhookId: id });
    expect(typesOf(await receiver.got(2))).toEqual(["comment.created", "webhook.test"]);
  });

  it("go on after the part of the log that was trimmed away", async () => {
    const { owner, workspace, tick, comment } = await seeded();
    const { id } = await owner.client.webhooks.create({ url: receiver.url });
    await comment();
    await comment();
    await db.query(sql`delete from meanwhile.events where workspace = ${workspace}`);
    await tick();
    expect(receiver.received).toEqual([]);
    const [row] = await db.query(sql`select w.position = log.seq as read, w.due_at from meanwhile.webhooks w join meanwhile.workspaces log on log.id = w.workspace where w.id = ${id}`);
    expect(row).toEqual({ read: true, due_at: null });
    await comment();
    await tick();
    expect(receiver.received).toHaveLength(1);
  });

  it("are as many as fifty, can be switched off, and leave nothing when they are removed", async () => {
    const { owner, tick, comment, workspace } = await seeded();
    const { id } = await owner.client.webhooks.create({ url: receiver.url });
    expect((await owner.client.webhooks.update({ webhookId: id, enabled: false, description: "Paused" })).disabled).toMatchObject({ by: "olga", reason: "switched_off" });
    await comment();
    await tick();
    expect(receiver.received).toEqual([]);
    await owner.client.webhooks.update({ webhookId: id, enabled: true });
    await tick();
    expect(receiver.received).toHaveLength(1);
    for (let i = 1; i < 50; i++) await owner.client.webhooks.create({ url: receiver.url });
    await expect(owner.client.webhooks.create({ url: receiver.url })).rejects.toMatchObject({ code: "webhooks/too_many" });
    await owner.client.webhooks.remove({ webhookId: id });
    expect(await db.query(sql`select id from meanwhile.webhook_deliveries where workspace = ${workspace}`)).toEqual([]);
    await expect(owner.client.webhooks.get({ webhookId: id })).rejects.toMatchObject({ code: "shared/not_found" });
  });

  it("keep what was delivered for a week and what was given up for a month", async () => {
    const { owner, clock, tick, comment, deliveries } = await seeded();
    const { id } = await owner.client.webhooks.create({ url: receiver.url });
    await comment();
    await tick();
    await comment();
    await db.query(sql`insert into meanwhile.webhook_deliveries (workspace, id, webhook_id, type, body, state, created_at)
      select workspace, 'msg_dead', id, 'x.y', '{}', 'dead', ${new Date(clock.now())} from meanwhile.webhooks where id = ${id}`);
    clock.advance(8 * DAY);
    await tick();
    expect((await deliveries(id)).map((one) => one.state).sort()).toEqual(["dead", "delivered"]);
    clock.advance(23 * DAY);
    await tick();
    expect(await deliveries(id)).toEqual([]);
  });
});
