import { inboxItemId, newId } from "@meanwhile/core";
import { expect, it } from "vitest";
import type { Db } from "../db/index.ts";
import { describeEachDb } from "../testing/databases.ts";
import { testWorkspace } from "../testing/workspace.ts";

const MINUTE = 60_000;

/** Three threads of Ben's in a channel, each with words for Ada. */
async function three(db: Db, visibility: "public" | "private" = "public") {
  const here = testWorkspace(db);
  const [ada, ben, gus] = [here.person("Ada"), here.person("Ben"), here.person("Gus", "guest")];
  await Promise.all([ada.client.members.me(), gus.client.members.me()]);
  const { id: channelId } = await ben.client.channels.create({ name: "Design", visibility, memberIds: ["ada", "gus"] });
  const ids = [];
  for (const title of ["One", "Two", "Three"]) {
    here.clock.advance(MINUTE);
    ids.push((await ben.client.threads.create({ channelId, title, markdown: "[Ada](mention:user/ada), look" })).id);
  }
  const inbox = async (filter = {}) => (await ada.client.inbox.list(filter)).data;
  const titles = async (filter = {}) => (await inbox(filter)).map((item) => item.title);
  return { ...here, ada, ben, gus, channelId, ids, items: ids.map(inboxItemId), inbox, titles };
}

const counts = (some: object) => ({ inbox: 0, unread: 0, saved: 0, snoozed: 0, done: 0, byReason: expect.anything(), ...some });

describeEachDb("changes of an inbox", (open) => {
  it("list and count by what an item is, page by page", async () => {
    const { ada, items, titles } = await three(await open());
    await ada.client.inbox.setSaved({ itemId: items[0]!, saved: true });
    await ada.client.inbox.setState({ itemId: items[1]!, state: "done" });
    await ada.client.inbox.snooze({ itemId: items[2]!, until: { kind: "reply" } });
    expect(await titles()).toEqual(["One"]);
    expect(await titles({ saved: true })).toEqual(["One"]);
    expect(await titles({ state: "done" })).toEqual(["Two"]);
    expect(await titles({ snoozed: true })).toEqual(["Three"]);
    expect(await titles({ reason: "mentioned" })).toEqual(["One"]);
    expect(await titles({ reason: "assigned" })).toEqual([]);
    const { byReason, ...rest } = await ada.client.inbox.counts();
    expect({ ...rest, mentioned: byReason.mentioned }).toEqual({ inbox: 1, unread: 1, saved: 1, snoozed: 1, done: 1, mentioned: 1 });
    await ada.client.inbox.unsnooze({ itemId: items[2]! });
    const first = await ada.client.inbox.list({ limit: 1 });
    const second = await ada.client.inbox.list({ limit: 1, cursor: first.nextCursor! });
    expect([first, second].map((page) => page.data[0]!.title)).toEqual(["Three", "One"]);
    expect(second.nextCursor).toBeNull();
  });

  it("are taken back exactly, once, and within ten minutes", async () => {
    const { ada, items, ids, inbox, clock } = await three(await open());
    const before = await inbox();
    const same = (list: typeof before) => list.map(({ version: _version, ...item }) => item);
    for (const change of [
      () => ada.client.inbox.setState({ itemId: items[0]!, state: "done" }),
      () => ada.client.inbox.setState({ itemId: items[0]!, state: "read" }),
      () => ada.client.inbox.setSaved({ itemId: items[0]!, saved: true }),
      () => ada.client.inbox.snooze({ itemId: items[0]!, until: { kind: "decision" } }),
      () => ada.client.inbox.archiveAll({}),
      () => ada.client.inbox.readAll({ reason: "mentioned" }),
    ]) {
      const { undo } = await change();
      expect(same(await inbox())).not.toEqual(same(before));
      expect((await ada.client.inbox.undo({ undoId: undo!.id })).restored).toBeGreaterThan(0);
      expect(same(await inbox())).toEqual(same(before));
      expect((await ada.client.threads.get({ threadId: ids[0]! })).me).toMatchObject({ position: 0, unreadCount: 1 });
      await expect(ada.client.inbox.undo({ undoId: undo!.id })).rejects.toMatchObject({ code: "inbox/undo_expired", status: 410 });
    }
    const { undo } = await ada.client.inbox.setSaved({ itemId: items[0]!, saved: true });
    clock.advance(10 * MINUTE);
    await expect(ada.client.inbox.undo({ undoId: undo!.id })).rejects.toMatchObject({ code: "inbox/undo_expired" });
  });

  it("leave alone, when they are taken back, what has changed since", async () => {
    const { ada, ben, items, ids, titles, clock } = await three(await open());
    const { undo, changed, more } = await ada.client.inbox.archiveAll({});
    expect([changed, more]).toEqual([3, false]);
    await ada.client.inbox.setSaved({ itemId: items[0]!, saved: true });
    clock.advance(MINUTE);
    await ben.client.comments.create({ threadId: ids[1]!, markdown: "[Ada](mention:user/ada)" });
    expect(await titles()).toEqual(["Two"]);
    expect(await ada.client.inbox.undo({ undoId: undo!.id })).toEqual({ restored: 1 });
    expect(await titles()).toEqual(["Two", "Three"]);
    await expect(ben.client.inbox.undo({ undoId: undo!.id })).rejects.toMatchObject({ status: 410 });
  });

  it("of many pass a filter, and can be about what is older than a time", async () => {
    const { ada, clock, titles } = await three(await open());
    await ada.client.inbox.archiveAll({ olderThan: new Date(clock.now()).toISOString() });
    expect(await titles()).toEqual(["Three"]);
    expect(await ada.client.inbox.archiveAll({ reason: "assigned" })).toEqual({ changed: 0, more: false, undo: null });
  });

  it("put a thread in that was not there, and take it out again", async () => {
    const { ben, ids, items } = await three(await open());
    const { item, undo } = await ben.client.inbox.setSaved({ itemId: items[0]!, saved: true });
    expect(item).toMatchObject({ reason: "kept", state: "read", threadId: ids[0] });
    await ben.client.inbox.undo({ undoId: undo!.id });
    expect((await ben.client.inbox.list({ saved: true })).data).toEqual([]);
    await expect(ben.client.inbox.setSaved({ itemId: inboxItemId(newId("thr", 1)), saved: true })).rejects.toMatchObject({ status: 404 });
  });

  it("can mark a thread unread for others, who see who did, unless they want nothing of it", async () => {
    const { ada, ben, gus, person, ids, items } = await three(await open(), "private");
    await ada.client.inbox.readAll({});
    expect(await ben.client.inbox.markUnreadFor({ threadId: ids[0]!, memberIds: ["ada"] })).toEqual({ memberIds: ["ada"] });
    expect(await ada.client.inbox.get({ itemId: items[0]! })).toMatchObject({ state: "unread", reason: "unread_for_you", unreadFrom: 1, markedUnread: { by: { name: "Ben" } } });
    expect((await ada.client.threads.get({ threadId: ids[0]! })).me.unreadCount).toBe(1);
    await ada.client.follows.setThread({ threadId: ids[1]!, level: "nothing" });
    expect(await ben.client.inbox.markUnreadFor({ threadId: ids[1]!, memberIds: ["ada"] })).toEqual({ memberIds: [] });
    await person("Eve").client.members.me();
    await expect(ben.client.inbox.markUnreadFor({ threadId: ids[0]!, memberIds: ["eve"] })).rejects.toMatchObject({ code: "inbox/cannot_see" });
    await expect(gus.client.inbox.markUnreadFor({ threadId: ids[0]!, memberIds: ["ada"] })).rejects.toMatchObject({ code: "shared/forbidden" });
  });

  it("show, count and restore nothing of a thread one may no longer see", async () => {
    const { ada, ben, gus, channelId, ids, items, titles } = await three(await open(), "private");
    await ben.client.comments.create({ threadId: ids[0]!, markdown: "[Gus](mention:user/gus)" });
    expect((await gus.client.inbox.list({})).data).toHaveLength(1);
    const { undo } = await ada.client.inbox.archiveAll({});
    await ada.client.inbox.setState({ itemId: items[2]!, state: "unread" });
    for (const memberId of ["ada", "gus"]) await ben.client.channels.removeMember({ channelId, memberId });
    expect(await titles({})).toEqual([]);
    expect(await titles({ state: "done" })).toEqual([]);
    expect(await ada.client.inbox.counts()).toEqual(counts({}));
    expect((await gus.client.inbox.list({})).data).toEqual([]);
    await expect(ada.client.inbox.get({ itemId: items[0]! })).rejects.toMatchObject({ status: 404 });
    await expect(ada.client.inbox.setSaved({ itemId: items[0]!, saved: true })).rejects.toMatchObject({ status: 404 });
    expect(await ada.client.inbox.undo({ undoId: undo!.id })).toEqual({ restored: 0 });
    await ben.client.channels.addMembers({ channelId, memberIds: ["ada"] });
    expect(await titles({ state: "done" })).toEqual(["Two", "One"]);
  });

  it("follow a thread to another channel, and vanish with a public one that becomes private", async () => {
    const { ada, ben, ids, titles } = await three(await open());
    const { id: other } = await ben.client.channels.create({ name: "Elsewhere" });
    await ben.client.threads.move({ threadId: ids[0]!, channelId: other });
    expect(await titles({ channelId: other })).toEqual(["One"]);
    await ben.client.channels.update({ channelId: other, visibility: "private" });
    expect(await titles()).toEqual(["Three", "Two"]);
    expect(await ada.client.inbox.counts()).toEqual(counts({ inbox: 2, unread: 2 }));
  });

  it("keep preferences, and what is turned off in the app stays out of the inbox", async () => {
    const { ada, ben, ids, inbox } = await three(await open());
    expect((await ada.client.inbox.getPreferences()).preferences.mentioned).toEqual({ in_app: true, email: true, slack: false, push: true, webhook: false });
    await ada.client.inbox.readAll({});
    await ada.client.inbox.setPreferences({ set: [{ reason: "mentioned", via: "in_app", on: false }, { reason: "replied", via: "email", on: false }] });
    await ben.client.comments.create({ threadId: ids[0]!, markdown: "[Ada](mention:user/ada)" });
    expect(await inbox({ state: "unread" })).toEqual([]);
    const { preferences } = await ada.client.inbox.setPreferences({ set: [{ reason: "mentioned", via: "in_app", on: true }] });
    expect([preferences.mentioned.in_app, preferences.replied.email]).toEqual([true, false]);
    await ben.client.comments.create({ threadId: ids[0]!, markdown: "[Ada](mention:user/ada)" });
    expect(await inbox({ state: "unread" })).toHaveLength(1);
  });

  it("are told to one's own windows alone", async () => {
    const { ada, ben, items } = await three(await open());
    await ada.client.inbox.setState({ itemId: items[0]!, state: "done" });
    const told = async (who: typeof ada) => (await who.client.events.list({ after: 0 })).data.filter((event) => event.type === "inbox.changed");
    expect(await told(ada)).toHaveLength(1);
    expect(await told(ben)).toEqual([]);
  });

  it("at the same time as comments and wake-ups wait for each other and never in a circle", async () => {
    const { meanwhile, clock, person, ids } = await three(await open());
    const people = ["Ada", "Ben", "Cleo", "Dan"].map((name) => person(name));
    for (const someone of people) for (const threadId of ids) await someone.client.comments.create({ threadId, markdown: "Here" });
    for (const someone of people) await someone.client.inbox.snooze({ itemId: inboxItemId(ids[0]!), until: { kind: "time", at: new Date(clock.now() + 1).toISOString() } });
    clock.advance(MINUTE);
    const everything = people.flatMap((someone) => [
      ...ids.map((threadId) => someone.client.comments.create({ threadId, markdown: "More" })),
      someone.client.inbox.readAll({}),
      someone.client.inbox.archiveAll({}),
      someone.client.threads.setPosition({ threadId: ids[2]!, position: 1 }),
    ]);
    const outcomes = await Promise.allSettled([...everything, meanwhile.jobs.tick(clock.now())]);
    expect(outcomes.filter((outcome) => outcome.status === "rejected")).toEqual([]);
    // Whatever came first, an item is unread where something that reached its member is.
    for (const someone of people) {
      const { data } = await someone.client.inbox.list({});
      for (const item of data) if (item.woken === null) expect(item.state === "unread").toBe(item.unreadCount > 0);
    }
  });
});
