import { inboxItemId } from "@meanwhile/core";
import { expect, it } from "vitest";
import type { Db } from "../db/index.ts";
import { describeEachDb } from "../testing/databases.ts";
import { testWorkspace } from "../testing/workspace.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** On Monday, 5 January 2026 at 09:00 UTC. An item of Ada's, about words of Ben's. */
async function item(db: Db) {
  const here = testWorkspace(db);
  const [ada, ben] = [here.person("Ada"), here.person("Ben")];
  await ben.client.members.me();
  const channel = await ada.client.channels.create({ name: "Design" });
  const { id: threadId } = await ada.client.threads.create({ channelId: channel.id, title: "Icons", markdown: "First" });
  await ben.client.comments.create({ threadId, markdown: "Second" });
  const itemId = inboxItemId(threadId);
  const pass = async (ms: number) => {
    here.clock.advance(ms);
    await here.meanwhile.jobs.tick(here.clock.now());
  };
  const inbox = async (filter = {}) => (await ada.client.inbox.list(filter)).data;
  return { ...here, ada, ben, threadId, itemId, pass, inbox, at: (ms: number) => new Date(here.clock.now() + ms).toISOString() };
}

describeEachDb("a snoozed item", (open) => {
  it("is gone until its time, then unread and says why, once, also when the server was down", async () => {
    const { ada, itemId, pass, inbox, at } = await item(await open());
    await ada.client.inbox.setState({ itemId, state: "read" });
    await ada.client.inbox.snooze({ itemId, until: { kind: "time", at: at(2 * HOUR) } });
    expect(await inbox()).toEqual([]);
    expect(await inbox({ snoozed: true })).toMatchObject([{ snooze: { kind: "time", at: at(2 * HOUR) } }]);
    await pass(HOUR);
    expect(await inbox()).toEqual([]);
    await pass(3 * DAY);
    const [woken] = await inbox();
    expect(woken).toMatchObject({ state: "unread", snooze: null, woken: { because: "time", at: at(0) }, changedAt: at(0) });
    await pass(DAY);
    expect((await inbox())[0]!.version).toBe(woken!.version);
    const { data } = await ada.client.events.list({ after: 0 });
    expect(data.filter((event) => event.type === "inbox.changed" && event.actorId === null)).toHaveLength(1);
    await ada.client.inbox.setState({ itemId, state: "read" });
    expect(await inbox()).toMatchObject([{ state: "read", woken: null }]);
  });

  it("sleeps on while others write, except for what is meant for its member", async () => {
    const { ada, ben, itemId, threadId, inbox, at } = await item(await open());
    await ada.client.inbox.snooze({ itemId, until: { kind: "time", at: at(2 * HOUR) } });
    await ben.client.comments.create({ threadId, markdown: "Third" });
    expect(await inbox()).toEqual([]);
    await ben.client.comments.create({ threadId, markdown: "[Ada](mention:user/ada)!" });
    expect(await inbox()).toMatchObject([{ woken: { because: "reason" }, reason: "mentioned", snooze: null }]);
  });

  it("waits for a reply, even where nothing else of the thread would reach, and not for one's own words", async () => {
    const { ada, ben, itemId, threadId, inbox } = await item(await open());
    await ada.client.follows.setThread({ threadId, level: "nothing" });
    await ada.client.inbox.snooze({ itemId, until: { kind: "reply" } });
    await ada.client.comments.create({ threadId, markdown: "So?" });
    expect(await inbox()).toEqual([]);
    await ben.client.comments.create({ threadId, markdown: "Well" });
    expect(await inbox()).toMatchObject([{ state: "unread", woken: { because: "reply" } }]);
  });

  it("waits for the decision", async () => {
    const { ada, ben, itemId, threadId, inbox } = await item(await open());
    await ada.client.inbox.snooze({ itemId, until: { kind: "decision" } });
    await ben.client.comments.create({ threadId, markdown: "Third" });
    expect(await inbox()).toEqual([]);
    await ben.client.decisions.create({ threadId, statement: "The blue ones" });
    expect(await inbox()).toMatchObject([{ woken: { because: "decision" }, reason: "decision" }]);
  });

  it("waits until somebody is back, in their own zone, planned anew when they change it", async () => {
    const { ada, ben, itemId, pass, inbox } = await item(await open());
    await expect(ada.client.inbox.snooze({ itemId, until: { kind: "member", memberId: "ben" } })).rejects.toMatchObject({ code: "inbox/not_away" });
    await ben.client.members.update({ memberId: "ben", timeZone: "America/New_York", away: { kind: "vacation", from: "2026-01-01", to: "2026-01-08" } });
    const { item: snoozed } = await ada.client.inbox.snooze({ itemId, until: { kind: "member", memberId: "ben" } });
    expect(snoozed.snooze).toMatchObject({ kind: "member", at: "2026-01-09T14:00:00.000Z", member: { name: "Ben" } });
    await ben.client.members.update({ memberId: "ben", away: { kind: "vacation", from: "2026-01-01", to: null } });
    await pass(MINUTE);
    expect((await inbox({ snoozed: true }))[0]!.snooze!.at).toBeNull();
    await pass(10 * DAY);
    expect(await inbox()).toEqual([]);
    // It is Thursday, 15 January.
    await ben.client.members.update({ memberId: "ben", away: { kind: "vacation", from: "2026-01-01", to: "2026-01-16" } });
    await pass(MINUTE);
    expect((await inbox({ snoozed: true }))[0]!.snooze!.at).toBe("2026-01-19T14:00:00.000Z");
    await pass(4 * DAY + 5 * HOUR);
    expect(await inbox()).toMatchObject([{ state: "unread", woken: { because: "member" } }]);
  });

  it("is not put off into the past", async () => {
    const { ada, itemId, at } = await item(await open());
    await expect(ada.client.inbox.snooze({ itemId, until: { kind: "time", at: at(-1) } })).rejects.toMatchObject({ code: "inbox/past" });
  });
});
