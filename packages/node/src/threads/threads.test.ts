import { newId } from "@meanwhile/core";
import { expect, it } from "vitest";
import * as z from "zod";
import { describeEachDb } from "../testing/databases.ts";
import { type Person, testWorkspace } from "../testing/workspace.ts";

const DAY = 24 * 60 * 60 * 1000;

async function inChannel(person: Person) {
  const channel = await person.client.channels.create({ name: "Design" });
  return { channel, start: (title: string, markdown = `About ${title}`) => person.client.threads.create({ channelId: channel.id, title, markdown }) };
}

describeEachDb("threads", (open) => {
  it("starts with its opening comment as number 1, read by its author", async () => {
    const ada = testWorkspace(await open()).person("Ada");
    const { channel, start } = await inChannel(ada);
    const thread = await start("Icons", "Which set do we *use*?");
    expect(thread).toMatchObject({
      title: "Icons",
      channelId: channel.id,
      subject: null,
      people: null,
      commentCount: 1,
      author: { id: "ada", name: "Ada" },
      lastComment: { excerpt: "Which set do we use?" },
      me: { position: 1, unreadCount: 0, mentioned: false },
    });
    const { data } = await ada.client.comments.list({ threadId: thread.id });
    expect(data).toMatchObject([{ number: 1, markdown: "Which set do we *use*?" }]);
  });

  it("takes its title from the opening comment where none was given", async () => {
    const ada = testWorkspace(await open()).person("Ada");
    const { channel } = await inChannel(ada);
    const thread = await ada.client.threads.create({ channelId: channel.id, markdown: "**Shall** we move the retro?" });
    expect(thread.title).toBe("Shall we move the retro?");
  });

  it("keeps the id a client made, and refuses it a second time", async () => {
    const ada = testWorkspace(await open()).person("Ada");
    const { channel } = await inChannel(ada);
    const id = newId("thr", Date.UTC(2026, 0, 5));
    expect((await ada.client.threads.create({ id, channelId: channel.id, markdown: "Mine" })).id).toBe(id);
    await expect(ada.client.threads.create({ id, channelId: channel.id, markdown: "Again" })).rejects.toMatchObject({ code: "shared/conflict" });
  });

  it("lives on an object of the host's, where guests see it only when they were let in", async () => {
    const { person } = testWorkspace(await open());
    const [owner, ada, guest] = [person("Olga", "owner"), person("Ada"), person("Gus", "guest")];
    await guest.client.members.me();
    const subject = { type: "invoice", id: "2026/17" };
    const thread = await ada.client.threads.create({ subject, title: "Wrong total", markdown: "See line 3" });
    expect((await owner.client.threads.list({ subjectType: "invoice", subjectId: "2026/17" })).data).toHaveLength(1);
    await expect(guest.client.threads.get({ threadId: thread.id })).rejects.toMatchObject({ status: 404 });
    await owner.client.threads.setSubjectAccess({ subject, memberIds: ["gus"] });
    expect((await guest.client.threads.get({ threadId: thread.id })).title).toBe("Wrong total");
    await expect(ada.client.threads.get({ threadId: thread.id })).rejects.toMatchObject({ status: 404 });
  });

  it("among named people is theirs alone, owners included", async () => {
    const { person } = testWorkspace(await open());
    const [ada, ben, olga] = [person("Ada"), person("Ben"), person("Olga", "owner")];
    await Promise.all([ben.client.members.me(), olga.client.members.me()]);
    const thread = await ada.client.threads.create({ people: ["ben"], title: "Between us", markdown: "Hi" });
    expect(thread.people?.map((who) => who.name)).toEqual(["Ada", "Ben"]);
    expect((await ben.client.threads.list({ private: true })).data).toHaveLength(1);
    await expect(olga.client.threads.get({ threadId: thread.id })).rejects.toMatchObject({ status: 404 });
    await ben.client.threads.addPeople({ threadId: thread.id, memberIds: ["olga"] });
    expect((await olga.client.threads.get({ threadId: thread.id })).people).toHaveLength(3);
  });

  it("closes and reopens with a comment in one request, and takes no comment while closed", async () => {
    const ada = testWorkspace(await open()).person("Ada");
    const { start } = await inChannel(ada);
    const { id: threadId } = await start("Icons");
    const { thread, comment } = await ada.client.threads.close({ threadId, markdown: "We take the thin ones." });
    expect(thread.closed).toMatchObject({ by: "ada" });
    expect(comment).toMatchObject({ number: 2, action: "closed", markdown: "We take the thin ones." });
    await expect(ada.client.comments.create({ threadId, markdown: "But…" })).rejects.toMatchObject({ code: "threads/closed", status: 409 });
    await expect(ada.client.threads.close({ threadId })).rejects.toMatchObject({ code: "threads/closed" });
    expect((await ada.client.threads.reopen({ threadId })).comment).toMatchObject({ action: "reopened", markdown: "" });
    await ada.client.comments.create({ threadId, markdown: "But…" });
    await expect(ada.client.threads.reopen({ threadId })).rejects.toMatchObject({ code: "threads/open" });
  });

  it("keeps its place in the list when it is closed, pinned, renamed or given context; a comment moves it up", async () => {
    const { person, clock } = testWorkspace(await open());
    const ada = person("Ada");
    const { start, channel } = await inChannel(ada);
    const first = await start("First");
    clock.advance(DAY);
    const second = await start("Second");
    clock.advance(DAY);
    await ada.client.threads.setPinned({ threadId: first.id, pinned: true });
    await ada.client.threads.update({ threadId: first.id, title: "First, renamed" });
    await ada.client.threads.setContext({ threadId: first.id, markdown: "Known so far", baseVersion: 0 });
    const titles = async () => (await ada.client.threads.list({ channelId: channel.id })).data.map((thread) => thread.title);
    expect(await titles()).toEqual(["Second", "First, renamed"]);
    await ada.client.comments.create({ threadId: first.id, markdown: "News" });
    expect(await titles()).toEqual(["First, renamed", "Second"]);
    expect((await ada.client.threads.list({ channelId: channel.id, sort: "created" })).data[0]!.id).toBe(second.id);
  });

  it("keeps every version of its living context, and refuses an edit of an old one", async () => {
    const ada = testWorkspace(await open()).person("Ada");
    const { start } = await inChannel(ada);
    const { id: threadId } = await start("Icons");
    await ada.client.threads.setContext({ threadId, markdown: "We have **two** sets.", baseVersion: 0 });
    const { context } = await ada.client.threads.setContext({ threadId, markdown: "We have one.", baseVersion: 1 });
    expect(context).toMatchObject({ version: 2, markdown: "We have one.", edited: { by: "ada" } });
    await expect(ada.client.threads.setContext({ threadId, markdown: "Mine", baseVersion: 1 })).rejects.toMatchObject({ code: "threads/context_changed", details: { version: 2 } });
    const versions = await ada.client.threads.listContextVersions({ threadId });
    expect(versions.data.map((version) => version.markdown)).toEqual(["We have one.", "We have **two** sets."]);
    expect((await ada.client.threads.setContext({ threadId, markdown: "", baseVersion: 2 })).context).toBeNull();
  });

  it("moves to another channel with its comments, and only there is it found", async () => {
    const ada = testWorkspace(await open()).person("Ada");
    const { start, channel } = await inChannel(ada);
    const thread = await start("Icons");
    const other = await ada.client.channels.create({ name: "Brand" });
    await ada.client.threads.move({ threadId: thread.id, channelId: other.id });
    expect((await ada.client.threads.list({ channelId: channel.id })).data).toEqual([]);
    expect((await ada.client.threads.list({ channelId: other.id })).data.map(({ id }) => id)).toEqual([thread.id]);
  });

  it("counts what is unread by comment number, and marks unread from a number", async () => {
    const { person } = testWorkspace(await open());
    const [ada, ben] = [person("Ada"), person("Ben")];
    await ben.client.members.me();
    const { start } = await inChannel(ada);
    const { id: threadId } = await start("Icons");
    for (const word of ["one", "two", "three"]) await ada.client.comments.create({ threadId, markdown: word });
    expect((await ben.client.threads.get({ threadId })).me).toMatchObject({ position: 0, unreadCount: 4 });
    expect((await ben.client.threads.setPosition({ threadId, position: 99 })).me).toMatchObject({ position: 4, unreadCount: 0 });
    expect((await ben.client.threads.setPosition({ threadId, position: 2 })).me.unreadCount).toBe(2);
    expect((await ben.client.threads.count({ unread: true })).count).toBe(1);
    await ben.client.comments.create({ threadId, markdown: "four" });
    expect((await ben.client.threads.get({ threadId })).me.unreadCount).toBe(0);
  });

  it("does not greet a newcomer with what fell silent before they came", async () => {
    const { person, clock } = testWorkspace(await open());
    const ada = person("Ada");
    const { start } = await inChannel(ada);
    const old = await start("Old");
    const live = await start("Live");
    clock.advance(DAY);
    const ben = person("Ben");
    await ben.client.members.me();
    await ada.client.comments.create({ threadId: live.id, markdown: "Still on" });
    expect((await ben.client.threads.list({ unread: true })).data.map((thread) => thread.title)).toEqual(["Live"]);
    expect((await ben.client.threads.get({ threadId: old.id })).me.unreadCount).toBe(0);
  });

  it("filters by state, author, mention, date and place", async () => {
    const { person, clock } = testWorkspace(await open());
    const [olga, ada, ben] = [person("Olga", "owner"), person("Ada"), person("Ben")];
    await ben.client.members.me();
    const groupId = newId("grp", 1);
    await olga.client.groups.put({ groupId, name: "Crew", memberIds: ["ben"] });
    const { start, channel } = await inChannel(ada);
    const closed = await start("Closed");
    await ada.client.threads.close({ threadId: closed.id });
    clock.advance(DAY);
    await start("Named", "What do you think, [Ben](mention:user/ben)?");
    await start("Grouped", `All of [Crew](mention:group/${groupId})`);
    await ben.client.threads.create({ channelId: channel.id, title: "Ben's", markdown: "Mine" });
    const titles = async (filter: Parameters<typeof ben.client.threads.list>[0]) => (await ben.client.threads.list(filter)).data.map((thread) => thread.title).sort();
    expect(await titles({ state: "closed" })).toEqual(["Closed"]);
    expect(await titles({ state: "open" })).toEqual(["Ben's", "Grouped", "Named"]);
    expect(await titles({ mine: true })).toEqual(["Ben's"]);
    expect(await titles({ authorId: "ada", state: "open" })).toEqual(["Grouped", "Named"]);
    expect(await titles({ mentioned: true })).toEqual(["Grouped", "Named"]);
    expect(await titles({ unread: true, state: "open" })).toEqual(["Grouped", "Named"]);
    expect(await titles({ before: "2026-01-06T00:00:00Z" })).toEqual(["Closed"]);
    expect(await titles({ after: "2026-01-06T00:00:00Z" })).toEqual(["Ben's", "Grouped", "Named"]);
  });

  it("pages through threads of one and the same moment without losing or doubling any", async () => {
    const ada = testWorkspace(await open()).person("Ada");
    const { start, channel } = await inChannel(ada);
    for (let i = 0; i < 25; i++) await start(`Thread ${i}`);
    const seen: string[] = [];
    for await (const thread of ada.client.threads.iterate({ channelId: channel.id, limit: 7 })) seen.push(thread.id);
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
  });

  it("checks the host's metadata with the host's schema", async () => {
    const { person } = testWorkspace(await open(), { metadata: { thread: z.object({ priority: z.number().int().default(3) }) } });
    const ada = person("Ada");
    const channel = await ada.client.channels.create({ name: "Design" });
    const thread = await ada.client.threads.create({ channelId: channel.id, markdown: "Hi" });
    expect(thread.metadata).toEqual({ priority: 3 });
    await expect(ada.client.threads.update({ threadId: thread.id, metadata: { priority: "high" } })).rejects.toMatchObject({
      code: "threads/invalid_metadata",
      details: { issues: [{ path: ["priority"] }] },
    });
  });

  it("takes no thread and no comment in an archived channel, and loses none", async () => {
    const ada = testWorkspace(await open()).person("Ada");
    const { start, channel } = await inChannel(ada);
    const thread = await start("Icons");
    await ada.client.channels.archive({ channelId: channel.id });
    await expect(start("More")).rejects.toMatchObject({ code: "channels/archived" });
    await expect(ada.client.comments.create({ threadId: thread.id, markdown: "More" })).rejects.toMatchObject({ code: "channels/archived" });
    expect((await ada.client.threads.get({ threadId: thread.id })).can).toEqual({ comment: false, update: false, close: false, move: false });
    await ada.client.channels.unarchive({ channelId: channel.id });
    await start("More");
  });
});
