import { inboxItemId, newId } from "@meanwhile/core";
import { parseMarkdown } from "@meanwhile/core/body";
import { expect, it } from "vitest";
import { describeEachDb } from "../testing/databases.ts";
import { testWorkspace } from "../testing/workspace.ts";
import { writeComments } from "./import.store.ts";

describeEachDb("an import into a thread that is there", (open) => {
  it("leaves nothing unread in the inbox of whoever wrote after it", async () => {
    const db = await open();
    const { person, workspace, clock } = testWorkspace(db);
    const [ada, ben] = [person("Ada"), person("Ben")];
    await ben.client.members.me();
    const { id: channelId } = await ada.client.channels.create({ name: "Design" });
    const { id: threadId } = await ada.client.threads.create({ channelId, title: "Icons", markdown: "First" });
    await ben.client.comments.create({ threadId, markdown: "Second" });
    const item = () => ada.client.inbox.get({ itemId: inboxItemId(threadId) });
    expect(await item()).toMatchObject({ state: "unread", unreadCount: 1 });
    const now = new Date(clock.now()).toISOString();
    const comment = (id: string, markdown: string) => ({
      ...{ id: newId("cmt", clock.now()), threadId, spaceId: channelId, title: "Icons", people: null, author: { id, name: id }, markdown, body: parseMarkdown(markdown), excerpt: markdown },
      ...{ createdAt: now, edited: null, deletedAt: null, reactions: [], mentions: [] },
    });
    const target = { workspace, join: null, now, readBefore: now };
    await writeComments(db, target, [comment("ben", "Third")], new Set([threadId]));
    expect(await item()).toMatchObject({ state: "unread", unreadCount: 2 });
    await writeComments(db, target, [comment("ada", "Fourth")], new Set([threadId]));
    expect(await item()).toMatchObject({ state: "read", unreadCount: 0 });
  });
});
