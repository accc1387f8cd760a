import { inboxItemId, newId } from "@meanwhile/core";
import { expect, it } from "vitest";
import type { Db } from "../db/index.ts";
import { describeEachDb } from "../testing/databases.ts";
import { testWorkspace } from "../testing/workspace.ts";

const MINUTE = 60_000;

/** A channel with a thread of Ada's; Ben and Cleo are there and have not written. */
async function thread(db: Db) {
  const here = testWorkspace(db);
  const [ada, ben, cleo] = [here.person("Ada"), here.person("Ben"), here.person("Cleo")];
  await Promise.all([ben.client.members.me(), cleo.client.members.me()]);
  const channel = await ada.client.channels.create({ name: "Design" });
  const { id: threadId } = await ada.client.threads.create({ channelId: channel.id, title: "Icons", markdown: "First" });
  const itemId = inboxItemId(threadId);
  const say = (who: typeof ada, markdown: string, more = {}) => {
    here.clock.advance(MINUTE);
    return who.client.comments.create({ threadId, markdown, ...more });
  };
  const inbox = async (who: typeof ada, filter = {}) => (await who.client.inbox.list(filter)).data;
  return { ...here, ada, ben, cleo, channelId: channel.id, threadId, itemId, say, inbox };
}

describeEachDb("an inbox", (open) => {
  it("holds a thread for who started it and who wrote in it, when others write, with all a row needs", async () => {
    const { ada, ben, cleo, say, inbox, channelId, threadId, itemId } = await thread(await open());
    await say(ben, "Hello Ada");
    expect(await inbox(ada)).toEqual([
      expect.objectContaining({
        id: itemId,
        threadId,
        title: "Icons",
        channel: { id: channelId, name: "Design" },
        reason: "replied",
        reasons: ["replied"],
        by: expect.objectContaining({ name: "Ben" }),
        state: "unread",
        unreadFrom: 2,
        unreadCount: 1,
        lastComment: expect.objectContaining({ number: 2, author: expect.objectContaining({ id: "ben" }), excerpt: "Hello Ada" }),
      }),
    ]);
    expect(await inbox(ben)).toEqual([]);
    await say(ada, "Hello Ben");
    expect(await inbox(ben)).toMatchObject([{ reason: "replied", unreadFrom: 3 }]);
    expect(await inbox(ada)).toMatchObject([{ state: "read", unreadFrom: null }]);
    expect(await inbox(cleo)).toEqual([]);
  });

  it("says of several reasons the strongest and keeps the others, until it is read", async () => {
    const { ada, ben, say, inbox, itemId } = await thread(await open());
    await say(ben, "One");
    await say(ben, "Two for [Ada](mention:user/ada)");
    expect(await inbox(ada)).toMatchObject([{ reason: "mentioned", reasons: ["mentioned", "replied"], unreadCount: 2 }]);
    await ada.client.inbox.setState({ itemId, state: "read" });
    await say(ben, "Three");
    expect(await inbox(ada)).toMatchObject([{ reason: "replied", reasons: ["replied"], unreadCount: 1 }]);
  });

  it("agrees with the thread on what is read, both ways", async () => {
    const { ada, ben, say, inbox, itemId, threadId } = await thread(await open());
    for (const words of ["Two", "Three", "Four"]) await say(ben, words);
    await ada.client.threads.setPosition({ threadId, position: 4 });
    expect(await inbox(ada)).toMatchObject([{ state: "read", unreadCount: 0 }]);
    await ada.client.threads.setPosition({ threadId, position: 2 });
    expect(await inbox(ada)).toMatchObject([{ state: "unread", unreadFrom: 3, unreadCount: 2 }]);
    await ada.client.inbox.setState({ itemId, state: "read" });
    expect((await ada.client.threads.get({ threadId })).me).toMatchObject({ position: 4, unreadCount: 0 });
    await ada.client.inbox.setState({ itemId, state: "unread", from: 2 });
    expect((await ada.client.threads.get({ threadId })).me).toMatchObject({ position: 1, unreadCount: 3 });
  });

  it("gives back what was done only for a mention or an answer to one's question", async () => {
    const { ada, ben, cleo, say, inbox, itemId } = await thread(await open());
    await say(ben, "Two");
    await ada.client.inbox.setState({ itemId, state: "done" });
    await say(ben, "Three");
    expect(await inbox(ada)).toEqual([]);
    expect(await inbox(ada, { state: "done" })).toMatchObject([{ state: "done" }]);
    await say(ben, "[Ada](mention:user/ada), please");
    expect(await inbox(ada)).toMatchObject([{ state: "unread", reason: "mentioned" }]);
    await say(ada, "Do we keep the old set?");
    await say(ada, "I mean the blue one.");
    await ada.client.inbox.setState({ itemId, state: "done" });
    await say(cleo, "Yes");
    expect(await inbox(ada)).toMatchObject([{ state: "unread", reason: "answered", by: { id: "cleo" } }]);
    await ada.client.inbox.setState({ itemId, state: "done" });
    await say(ben, "Indeed");
    expect(await inbox(ada)).toEqual([]);
  });

  it("tells whom an edited comment names and did not name before, once", async () => {
    const { ada, ben, cleo, person, say, inbox, itemId, threadId } = await thread(await open());
    await say(ben, "Two");
    await ada.client.inbox.setState({ itemId, state: "done" });
    const { id: commentId } = await say(ben, "Three, [Cleo](mention:user/cleo)");
    await cleo.client.inbox.readAll({});
    await ben.client.comments.edit({ commentId, markdown: "Three, [Cleo](mention:user/cleo) and [Ada](mention:user/ada)" });
    expect(await inbox(ada)).toMatchObject([{ state: "unread", reason: "mentioned", reasons: ["mentioned"], by: { id: "ben" } }]);
    expect(await inbox(cleo)).toMatchObject([{ state: "read" }]);
    await ada.client.inbox.setState({ itemId, state: "done" });
    await ben.client.comments.edit({ commentId, markdown: "Three, [Ada](mention:user/ada)" });
    expect(await inbox(ada)).toEqual([]);
    const dan = person("Dan");
    await dan.client.members.me();
    const { id: groupId } = await person("Owner", "owner").client.groups.put({ groupId: newId("grp", 1), name: "Crew", memberIds: ["dan", "ben"] });
    await dan.client.follows.setThread({ threadId, level: "everything" });
    await ben.client.comments.edit({ commentId, markdown: `Three, [crew](mention:group/${groupId})` });
    expect(await inbox(dan)).toMatchObject([{ reasons: ["mentioned"] }]);
    expect(await inbox(ben)).toEqual([]);
    expect(await inbox(ada)).toEqual([]);
  });

  it("takes note of a question as an answer, until somebody wrote one", async () => {
    const { ada, ben, say, inbox, itemId } = await thread(await open());
    const { id: commentId } = await say(ada, "May I go on?");
    await ben.client.comments.setReaction({ commentId, emoji: "👍", on: true });
    expect(await inbox(ada)).toEqual([]);
    await ben.client.comments.setAcknowledged({ commentId, acknowledged: true });
    expect(await inbox(ada)).toMatchObject([{ id: itemId, reason: "answered", by: { id: "ben" } }]);
  });

  it("tells of a decision those who take part or follow, and brings it back to them", async () => {
    const { ada, ben, cleo, say, inbox, threadId, itemId } = await thread(await open());
    await say(ben, "Two");
    await ada.client.inbox.setState({ itemId, state: "done" });
    await ben.client.decisions.create({ threadId, statement: "We keep the blue ones" });
    expect(await inbox(ada)).toMatchObject([{ reason: "decision", state: "unread", by: { id: "ben" } }]);
    expect(await inbox(cleo)).toEqual([]);
    await cleo.client.follows.setThread({ threadId, level: "decisions_only" });
    await say(ben, "Three");
    expect(await inbox(cleo)).toEqual([]);
    await ada.client.decisions.create({ threadId, statement: "No, the red ones" });
    expect(await inbox(cleo)).toMatchObject([{ reason: "decision", threadId }]);
  });

  it("asks for a vote until it is given", async () => {
    const { ada, ben, inbox, threadId } = await thread(await open());
    const { id: proposalId } = await ada.client.proposals.create({ threadId, statement: "The blue ones", voters: { kind: "members", memberIds: ["ben", "cleo"] } });
    expect(await inbox(ben)).toMatchObject([{ kind: "proposal", subjectId: proposalId, threadId, reason: "proposal", by: { id: "ada" } }]);
    await ben.client.proposals.vote({ proposalId, choice: "agree" });
    expect(await inbox(ben)).toEqual([]);
    await ada.client.proposals.withdraw({ proposalId, reason: "Never mind" });
    expect(await inbox(ben, { kind: "proposal", state: "done" })).toHaveLength(1);
  });

  it("tells somebody that they are to see to a thread, whatever they follow of it", async () => {
    const { ada, cleo, say, ben, inbox, threadId } = await thread(await open());
    await cleo.client.follows.setThread({ threadId, level: "nothing" });
    expect((await ada.client.threads.setAssignee({ threadId, memberId: "cleo" })).assignee).toMatchObject({ id: "cleo", name: "Cleo" });
    expect(await inbox(cleo)).toMatchObject([{ reason: "assigned", by: { id: "ada" } }]);
    await say(ben, "[Cleo](mention:user/cleo)?");
    expect(await inbox(cleo)).toMatchObject([{ reasons: ["assigned"] }]);
    expect((await ada.client.threads.setAssignee({ threadId, memberId: null })).assignee).toBeNull();
    await expect(ada.client.threads.setAssignee({ threadId, memberId: "nobody" })).rejects.toMatchObject({ code: "members/unknown_member" });
  });
});
