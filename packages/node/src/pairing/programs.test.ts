import { type GroupId, newId } from "@meanwhile/core";
import { expect, it } from "vitest";
import { describeEachDb } from "../testing/databases.ts";
import type { Person } from "../testing/workspace.ts";
import { CADENCE, leftOut, membersOf, moveTo, newest, pairing } from "./pairing.fixture.ts";

const FIRST = "2026-01-05T10:00:00.000Z";

/** Two groups of the workspace, by owners. */
async function groups({ here }: Awaited<ReturnType<typeof pairing>>, one: string[], other: string[]): Promise<[GroupId, GroupId]> {
  const boss = here.person("Boss", "owner");
  await boss.client.members.me();
  const put = async (name: string, memberIds: string[]) => (await boss.client.groups.put({ groupId: newId("grp", here.clock.now()), name, memberIds })).id;
  return [await put("One", one), await put("Other", other)];
}

describeEachDb("programs", (open) => {
  it("are begun by who takes part or owns the workspace, and changed by their host and owners", async () => {
    const all = await pairing(await open(), 3);
    const { here, people, host, channel, program } = all;
    const [one] = await groups(all, ["p1"], []);
    const stranger = here.person("Stranger");
    await stranger.client.members.me();
    const create = (person: Person, more: object) => person.client.programs.create({ name: "Tea", audience: { kind: "channel", channelId: channel.id }, cadence: CADENCE, ...more });
    await expect(create(stranger, {})).rejects.toMatchObject({ code: "shared/forbidden" });
    await expect(create(people[1]!, { audience: { kind: "group", groupId: one } })).rejects.toMatchObject({ code: "shared/forbidden" });
    expect((await create(host, { audience: { kind: "group", groupId: one } })).audience).toEqual({ kind: "group", groupId: one });
    await expect(create(host, { kind: "cross_team", teams: [one] })).rejects.toMatchObject({ code: "programs/incomplete" });
    await expect(create(host, { kind: "bridge" })).rejects.toMatchObject({ code: "programs/incomplete" });
    await expect(create(host, { teams: [newId("grp", 1)] })).rejects.toMatchObject({ code: "programs/unknown_group" });
    await expect(create(host, { cadence: { ...CADENCE, timeZone: "Europe/Atlantis" } })).rejects.toMatchObject({ code: "members/unknown_time_zone" });
    await expect(people[1]!.client.programs.update({ programId: program.id, name: "Mine" })).rejects.toMatchObject({ code: "shared/forbidden" });
    expect((await people[1]!.client.programs.get({ programId: program.id })).can).toEqual({ manage: false, join: true });
    expect((await stranger.client.programs.get({ programId: program.id })).can).toEqual({ manage: false, join: false });
    await expect(stranger.client.programs.setMembership({ programId: program.id, takesPart: true })).rejects.toMatchObject({ code: "programs/not_for_you" });
    expect((await host.client.programs.list()).data.map(({ name }) => name)).toEqual(["Coffee", "Tea"]);
  });

  it("pause, go on in their own week, move to another, and end", async () => {
    const { here, host, program } = await pairing(await open(), 2);
    const { id: programId } = program;
    expect((await host.client.programs.update({ programId, state: "paused" })).nextRoundAt).toBeNull();
    await moveTo(here, "2026-01-13T10:00:00Z");
    expect((await host.client.rounds.list({ programId })).data).toEqual([]);
    await expect(host.client.programs.preview({ programId })).rejects.toMatchObject({ code: "rounds/none_coming" });
    expect((await host.client.programs.update({ programId, state: "running" })).nextRoundAt).toBe("2026-01-19T10:00:00.000Z");
    expect((await host.client.programs.update({ programId, cadence: { ...CADENCE, everyWeeks: 1, weekday: 3 } })).nextRoundAt).toBe("2026-01-14T10:00:00.000Z");
    await moveTo(here, "2026-01-14T10:00:00Z");
    expect((await host.client.rounds.list({ programId })).data).toHaveLength(1);
    expect((await host.client.programs.update({ programId, state: "ended" })).nextRoundAt).toBeNull();
    await moveTo(here, "2026-02-04T10:00:00Z");
    expect((await host.client.rounds.list({ programId })).data).toHaveLength(1);
    await expect(host.client.programs.setMembership({ programId, takesPart: true })).rejects.toMatchObject({ code: "programs/ended" });
  });

  it("for whoever joins are of those who did", async () => {
    const { here, people, host } = await pairing(await open(), 4);
    const program = await host.client.programs.create({ name: "Tea", audience: { kind: "opt_in" }, cadence: CADENCE });
    expect(program.me.takesPart).toBe(false);
    for (const { client } of people.slice(0, 3)) await client.programs.setMembership({ programId: program.id, takesPart: true });
    const guest = here.person("Guest", "guest");
    await guest.client.members.me();
    await expect(guest.client.programs.setMembership({ programId: program.id, takesPart: true })).rejects.toMatchObject({ code: "shared/not_found" });
    await moveTo(here, FIRST);
    expect(membersOf((await newest(host, program.id)).groups)).toEqual([["p1", "p2", "p3"]]);
  });

  it("across teams put nobody with their own team, and say who is left over", async () => {
    const all = await pairing(await open(), 6);
    const [one, other] = await groups(all, ["p1", "p2", "p3", "p4"], ["p5", "p6"]);
    const settings = { kind: "cross_team" as const, teams: [one, other], rules: { minOverlapMinutes: 0, infeasible: "unplaced" as const } };
    await all.host.client.programs.update({ programId: all.program.id, ...settings });
    await moveTo(all.here, FIRST);
    const round = await newest(all.host, all.program.id);
    expect(round.groups.map(({ members }) => members.map(({ id }) => (["p5", "p6"].includes(id) ? "other" : "one")).sort())).toEqual([["one", "other"], ["one", "other"]]);
    expect(Object.values(leftOut(round))).toEqual(["no-allowed-partner", "no-allowed-partner"]);
    expect(round.out[0]!.rules).toEqual(["differ:team"]);
    await all.host.client.programs.update({ programId: all.program.id, rules: { minOverlapMinutes: 0, infeasible: "relax" } });
    await moveTo(all.here, "2026-01-19T10:00:00Z");
    const relaxed = await newest(all.host, all.program.id);
    expect(relaxed.out).toEqual([]);
    expect(relaxed.relaxed).toMatchObject([{ rule: "differ:team" }]);
    expect(relaxed.relaxed[0]!.pairs).toHaveLength(1);
  });

  it("that bridge two groups give each mentee a mentor, and a mentor several", async () => {
    const all = await pairing(await open(), 6);
    const [mentorsId, menteesId] = await groups(all, ["p1", "p2"], ["p3", "p4", "p5"]);
    await all.host.client.programs.update({ programId: all.program.id, kind: "bridge", bridge: { mentorsId, menteesId, menteesPerMentor: 2 } });
    await moveTo(all.here, FIRST);
    const round = await newest(all.host, all.program.id);
    expect(round.groups.map(({ members }) => members.length).sort()).toEqual([2, 3]);
    for (const { members } of round.groups) expect(members.filter(({ id }) => ["p1", "p2"].includes(id))).toHaveLength(1);
    expect(leftOut(round)).toEqual({ p6: "no-cohort" });
  });

  it("tell what came of them in numbers, and nothing of fewer than five people", async () => {
    const all = await pairing(await open(), 6);
    const { here, host, people, program } = all;
    const results = () => host.client.programs.results({ programId: program.id });
    const [few] = people;
    await people[5]!.client.programs.setMembership({ programId: program.id, pause: { kind: "always" } });
    await people[4]!.client.programs.setMembership({ programId: program.id, pause: { kind: "next" } });
    await moveTo(here, FIRST);
    await few!.client.pairings.answer({ pairingId: (await few!.client.pairings.list()).data[0]!.id, met: "yes" });
    expect(await results()).toMatchObject({ minimum: 5, rounds: 0, participation: { value: null, people: null }, met: { value: null, people: null }, burden: [], partners: { most: null } });
    await people[5]!.client.programs.setMembership({ programId: program.id, pause: null });
    await moveTo(here, "2026-01-19T10:00:00Z");
    for (const { client } of people.slice(0, 3)) await client.pairings.answer({ pairingId: (await client.pairings.list()).data[0]!.id, met: "yes" });
    await moveTo(here, "2026-02-02T10:00:00Z");
    const told = await results();
    expect(told).toMatchObject({ rounds: 2, participation: { value: 1, people: 6 }, answered: { value: 0.5, people: 6 }, crossTeam: { value: null, people: null }, repeats: { value: 0, people: 6 } });
    expect(told.burden).toEqual([{ timeZone: "UTC", minutes: 0, people: 6 }]);
    // All were new, and their first month is over; one of them is the sixth.
    await moveTo(here, "2026-02-10T10:00:00Z");
    expect((await results()).newcomers.people).toBe(5);
    await expect(people[1]!.client.programs.results({ programId: program.id })).rejects.toMatchObject({ code: "shared/forbidden" });
  });
});
