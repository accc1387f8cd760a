import { newId } from "@meanwhile/core";
import { expect, it } from "vitest";
import type { Db } from "../db/index.ts";
import { describeEachDb } from "../testing/databases.ts";
import { testWorkspace } from "../testing/workspace.ts";

async function thread(db: Db) {
  const here = testWorkspace(db);
  const [ada, ben] = [here.person("Ada"), here.person("Ben")];
  await ben.client.members.me();
  const channel = await ada.client.channels.create({ name: "Design" });
  const { id: threadId } = await ada.client.threads.create({ channelId: channel.id, title: "Icons", markdown: "First" });
  return { ...here, ada, ben, threadId };
}

describeEachDb("comments", (open) => {
  it("are numbered one after the other, whoever writes at once", async () => {
    const { ada, ben, threadId } = await thread(await open());
    await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? ada : ben).client.comments.create({ threadId, markdown: `Words ${i}` })));
    const { data } = await ada.client.comments.list({ threadId });
    expect(data.map((comment) => comment.number)).toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
  });

  it("page forward and backward from any number", async () => {
    const { ada, threadId } = await thread(await open());
    for (let i = 2; i <= 12; i++) await ada.client.comments.create({ threadId, markdown: `Words ${i}` });
    const numbers = async (input: object) => {
      const page = await ada.client.comments.list({ threadId, limit: 4, ...input });
      return [page.data.map((comment) => comment.number), page.nextCursor] as const;
    };
    const [forward, next] = await numbers({ from: 5 });
    expect(forward).toEqual([5, 6, 7, 8]);
    expect((await numbers({ cursor: next }))[0]).toEqual([9, 10, 11, 12]);
    const [backward, before] = await numbers({ from: 4, direction: "backward" });
    expect(backward).toEqual([4, 3, 2, 1]);
    expect(before).toBeNull();
  });

  it("keep every earlier wording when they are edited, for all to read", async () => {
    const { ada, ben, threadId } = await thread(await open());
    const { id: commentId } = await ada.client.comments.create({ threadId, markdown: "We ship on Monday" });
    await ada.client.comments.edit({ commentId, markdown: "We ship on Tuesday" });
    const edited = await ada.client.comments.edit({ commentId, markdown: "We ship on Friday" });
    expect(edited).toMatchObject({ version: 3, edited: { by: "ada" }, markdown: "We ship on Friday" });
    const { data } = await ben.client.comments.listVersions({ commentId });
    expect(data.map((version) => version.markdown)).toEqual(["We ship on Tuesday", "We ship on Monday"]);
    await expect(ben.client.comments.edit({ commentId, markdown: "Never" })).rejects.toMatchObject({ code: "shared/forbidden" });
  });

  it("leave a tombstone when they are deleted: the number stays, the words and their history are gone", async () => {
    const { ada, ben, threadId } = await thread(await open());
    const { id: commentId } = await ada.client.comments.create({ threadId, markdown: "A secret for [Ben](mention:user/ben)" });
    await ada.client.comments.edit({ commentId, markdown: "Oh" });
    const gone = await ada.client.comments.delete({ commentId });
    expect(gone).toMatchObject({ number: 2, markdown: "", body: { content: [] }, deleted: { by: "ada" }, can: { edit: false, delete: false } });
    expect((await ben.client.comments.listVersions({ commentId })).data).toEqual([]);
    expect((await ben.client.threads.list({ mentioned: true })).data).toEqual([]);
    await expect(ada.client.comments.edit({ commentId, markdown: "Back" })).rejects.toMatchObject({ code: "comments/deleted" });
    expect((await ada.client.threads.get({ threadId })).lastComment.excerpt).toBe("");
  });

  it("take reactions and acknowledgements, one of a kind from each", async () => {
    const { ada, ben, threadId } = await thread(await open());
    const { id: commentId } = await ada.client.comments.create({ threadId, markdown: "Done" });
    for (const who of [ada, ben, ben]) await who.client.comments.setReaction({ commentId, emoji: "👍", on: true });
    await ben.client.comments.setAcknowledged({ commentId, acknowledged: true });
    const marked = await ben.client.comments.setAcknowledged({ commentId, acknowledged: true });
    expect(marked.reactions).toEqual([{ emoji: "👍", memberIds: ["ada", "ben"] }]);
    expect(marked.acknowledgements).toMatchObject([{ by: "ben" }]);
    await ada.client.comments.setReaction({ commentId, emoji: "👍", on: false });
    expect((await ben.client.comments.setReaction({ commentId, emoji: "👍", on: false })).reactions).toEqual([]);
    await expect(ada.client.comments.setReaction({ commentId, emoji: "not an emoji", on: true })).rejects.toMatchObject({ status: 422 });
  });

  it("lose no reaction when many react at once", async () => {
    const { person, threadId, ada } = await thread(await open());
    const { id: commentId } = await ada.client.comments.create({ threadId, markdown: "Done" });
    await Promise.all(Array.from({ length: 10 }, (_, i) => person(`P${i}`).client.comments.setReaction({ commentId, emoji: "🎉", on: true })));
    expect((await ada.client.comments.get({ commentId })).reactions[0]!.memberIds).toHaveLength(10);
  });

  it("mention people and groups, apart from whom they are for", async () => {
    const { ada, ben, threadId } = await thread(await open());
    await ada.client.comments.create({ threadId, markdown: "Look, [Ben](mention:user/ben)", audience: { kind: "people", memberIds: ["ada"] } });
    const { me } = await ben.client.threads.get({ threadId });
    expect(me).toMatchObject({ mentioned: true, unreadCount: 2 });
    await ben.client.threads.setPosition({ threadId, position: 2 });
    expect((await ben.client.threads.get({ threadId })).me.mentioned).toBe(false);
    await expect(ada.client.comments.create({ threadId, markdown: "Hi", audience: { kind: "people", memberIds: ["nobody"] } })).rejects.toMatchObject({ code: "members/unknown_member" });
  });

  it("are one and the same when they come twice with their own id, and a conflict when the words differ", async () => {
    const { ada, threadId } = await thread(await open());
    const id = newId("cmt", 1_000_000);
    const first = await ada.client.comments.create({ threadId, id, markdown: "Once" });
    expect((await ada.client.comments.create({ threadId, id, markdown: "Once" })).number).toBe(first.number);
    await expect(ada.client.comments.create({ threadId, id, markdown: "Twice" })).rejects.toMatchObject({ code: "shared/conflict" });
  });

  it("refuse to say nothing", async () => {
    const { ada, threadId } = await thread(await open());
    await expect(ada.client.comments.create({ threadId, markdown: " \n " })).rejects.toMatchObject({ code: "body/empty", status: 422 });
  });

  it("store words, never markup: raw HTML is text", async () => {
    const { ada, threadId } = await thread(await open());
    const { body } = await ada.client.comments.create({ threadId, markdown: "<img src=x onerror=alert(1)> and [x](javascript:alert(1))" });
    expect(JSON.stringify(body)).not.toContain('"href":"javascript');
    expect(body.content[0]).toMatchObject({ type: "paragraph" });
  });
});
