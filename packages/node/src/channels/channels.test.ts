import { expect, it } from "vitest";
import { describeEachDb } from "../testing/databases.ts";
import { testWorkspace } from "../testing/workspace.ts";

describeEachDb("channels", (open) => {
  it("are seen by everybody when public, by their people when private, and by guests only when they are in", async () => {
    const { person } = testWorkspace(await open());
    const [ada, ben, gus] = [person("Ada"), person("Ben"), person("Gus", "guest")];
    await Promise.all([ben.client.members.me(), gus.client.members.me()]);
    await ada.client.channels.create({ name: "Design" });
    await ada.client.channels.create({ name: "Board", visibility: "private" });
    const shared = await ada.client.channels.create({ name: "Client", visibility: "private", memberIds: ["gus"] });
    const names = async (who: typeof ada) => (await who.client.channels.list()).data.map((channel) => channel.name);
    expect(await names(ada)).toEqual(["Board", "Client", "Design"]);
    expect(await names(ben)).toEqual(["Design"]);
    expect(await names(gus)).toEqual(["Client"]);
    expect((await gus.client.members.list()).data.map((member) => member.name)).toEqual(["Ada", "Gus"]);
    expect((await gus.client.channels.get({ channelId: shared.id })).can).toEqual({ post: true, update: false, join: false });
  });

  it("are joined, left, and kept on top of one's own list", async () => {
    const { person } = testWorkspace(await open());
    const [ada, ben] = [person("Ada"), person("Ben")];
    const { id: channelId } = await ada.client.channels.create({ name: "Design" });
    expect((await ben.client.channels.get({ channelId })).me.joined).toBe(false);
    expect(await ben.client.channels.join({ channelId })).toMatchObject({ memberCount: 2, me: { joined: true } });
    expect((await ben.client.channels.setFavourite({ channelId, favourite: true })).me.favourite).toBe(true);
    expect((await ada.client.channels.get({ channelId })).me.favourite).toBe(false);
    await ben.client.channels.leave({ channelId });
    expect(await ben.client.channels.get({ channelId })).toMatchObject({ memberCount: 1, me: { joined: false, favourite: false } });
  });

  it("count their unread threads for the one who asks", async () => {
    const { person } = testWorkspace(await open());
    const [ada, ben] = [person("Ada"), person("Ben")];
    await ben.client.members.me();
    const { id: channelId } = await ada.client.channels.create({ name: "Design" });
    for (const title of ["One", "Two"]) await ada.client.threads.create({ channelId, title, markdown: "Hi" });
    expect((await ben.client.channels.get({ channelId })).me.unreadThreads).toBe(2);
    expect((await ada.client.channels.get({ channelId })).me.unreadThreads).toBe(0);
  });

  it("stay readable and leave the list when they are archived", async () => {
    const ada = testWorkspace(await open()).person("Ada");
    const { id: channelId } = await ada.client.channels.create({ name: "Design" });
    expect((await ada.client.channels.archive({ channelId })).archived).toMatchObject({ by: "ada" });
    expect((await ada.client.channels.list()).data).toEqual([]);
    expect((await ada.client.channels.list({ archived: true })).data).toHaveLength(1);
    await expect(ada.client.channels.addMembers({ channelId, memberIds: ["ada"] })).rejects.toMatchObject({ code: "channels/archived" });
    expect((await ada.client.channels.unarchive({ channelId })).archived).toBeNull();
  });

  it("list whom they hold, page by page", async () => {
    const { person } = testWorkspace(await open());
    const ada = person("Ada");
    const names = ["Ben", "Cleo", "Dan", "Eve"];
    for (const name of names) await person(name).client.members.me();
    const { id: channelId } = await ada.client.channels.create({ name: "Design", memberIds: names.map((name) => name.toLowerCase()) });
    const first = await ada.client.channels.listMembers({ channelId, limit: 3 });
    expect(first.data.map((member) => member.name)).toEqual(["Ada", "Ben", "Cleo"]);
    expect((await ada.client.channels.listMembers({ channelId, cursor: first.nextCursor! })).data.map((member) => member.name)).toEqual(["Dan", "Eve"]);
    expect((await ada.client.channels.removeMember({ channelId, memberId: "dan" })).memberCount).toBe(4);
  });
});
