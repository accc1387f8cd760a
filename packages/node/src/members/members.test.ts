import { newId } from "@meanwhile/core";
import { expect, it } from "vitest";
import { describeEachDb } from "../testing/databases.ts";
import { testWorkspace } from "../testing/workspace.ts";

describeEachDb("members", (open) => {
  it("come with the first request, and change when the host says so", async () => {
    const { person, meanwhile, workspace } = testWorkspace(await open());
    expect(await person("Ada").client.members.me()).toMatchObject({ id: "ada", name: "Ada", role: "member", timeZone: "UTC" });
    await meanwhile.api.members.me({}, { actor: { id: "ada", workspace, name: "Ada Lovelace", avatarUrl: "https://example.com/ada.png" } });
    expect((await person("Ben").client.members.get({ memberId: "ada" })).name).toBe("Ada Lovelace");
  });

  it("keep their own zone, hours, off-days and absence", async () => {
    const { person } = testWorkspace(await open());
    const [ada, ben] = [person("Ada"), person("Ben")];
    await ben.client.members.me();
    const settings = {
      timeZone: "Europe/Lisbon",
      workingHours: { days: [1, 2, 3, 4], from: "09:00", to: "17:00" },
      offDays: ["2026-12-24"],
      away: { kind: "parental" as const, from: "2026-02-01", to: null, handOffTo: "ben" },
    };
    expect(await ada.client.members.update({ memberId: "ada", ...settings })).toMatchObject(settings);
    expect((await ada.client.members.update({ memberId: "ada", away: null })).offDays).toEqual(["2026-12-24"]);
    await expect(ada.client.members.update({ memberId: "ada", timeZone: "Mars/Olympus" })).rejects.toMatchObject({ code: "members/unknown_time_zone" });
    await expect(ben.client.members.update({ memberId: "ada", away: null })).rejects.toMatchObject({ code: "shared/forbidden" });
  });

  it("are found by the beginning of any of their names, and those in a thread by its id", async () => {
    const { person } = testWorkspace(await open());
    const ada = person("Ada Lovelace");
    for (const name of ["Ben Love", "Cleo 100%", "Dan"]) await person(name).client.members.me();
    const names = async (query: string) => (await ada.client.members.list({ query })).data.map((member) => member.name);
    expect(await names("LOV")).toEqual(["Ada Lovelace", "Ben Love"]);
    expect(await names("100%")).toEqual(["Cleo 100%"]);
    expect(await names("%")).toEqual([]);
  });

  it("of one workspace are not members of another, even with the same id", async () => {
    const db = await open();
    const [here, there] = [testWorkspace(db), testWorkspace(db)];
    await here.person("Ada").client.members.me();
    await there.person("Ada", "owner").client.members.me();
    expect((await there.person("Ada", "owner").client.members.list()).data).toHaveLength(1);
    expect((await here.person("Ada").client.members.me()).role).toBe("member");
  });

  it("form groups", async () => {
    const { person } = testWorkspace(await open());
    const olga = person("Olga", "owner");
    await person("Ada").client.members.me();
    const groupId = newId("grp", 1);
    await olga.client.groups.put({ groupId, name: "Crew", memberIds: ["ada", "ada"] });
    expect((await person("Ada").client.groups.list()).data).toMatchObject([{ name: "Crew", memberIds: ["ada"], version: 1 }]);
    await expect(olga.client.groups.put({ groupId, name: "Crew", memberIds: ["ghost"] })).rejects.toMatchObject({ code: "members/unknown_member", details: { memberIds: ["ghost"] } });
    await olga.client.groups.remove({ groupId });
    await expect(olga.client.groups.remove({ groupId })).rejects.toMatchObject({ status: 404 });
  });
});
