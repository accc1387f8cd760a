import { expect, it } from "vitest";
import { sql } from "../db/sql.ts";
import { describeEachDb } from "../testing/databases.ts";
import type { Person } from "../testing/workspace.ts";
import { leftOut, membersOf, moveTo, newest, pairing } from "./pairing.fixture.ts";

const FIRST = "2026-01-05T10:00:00.000Z";

describeEachDb("rounds", (open) => {
  it("are drawn at their time, and bring each group together in a thread that only they see", async () => {
    const { here, people, host, program } = await pairing(await open(), 5);
    expect(program).toMatchObject({ nextRoundAt: FIRST, rounds: 0, me: { takesPart: true } });
    await moveTo(here, "2026-01-05T09:59:00Z");
    expect((await host.client.rounds.list({ programId: program.id })).data).toEqual([]);
    await moveTo(here, FIRST);
    const [summary] = (await host.client.rounds.list({ programId: program.id })).data;
    expect(summary).toMatchObject({ number: 1, draw: 1, plannedFor: FIRST, drawnAt: FIRST, endsAt: "2026-01-19T10:00:00.000Z", placed: 5, unplaced: 0, replaced: null });
    const round = await host.client.rounds.get({ roundId: summary!.id });
    expect(round.groups.map(({ members }) => members.length).sort()).toEqual([2, 3]);
    expect(membersOf(round.groups).flat().sort()).toEqual(["p1", "p2", "p3", "p4", "p5"]);
    for (const person of people) {
      const [mine, ...others] = (await person.client.pairings.list()).data;
      expect(others).toEqual([]);
      expect(mine!.members.map(({ id }) => id)).toContain(person.user.id);
      expect(mine!.prompts).toHaveLength(3);
      expect(mine!.times[0]!.members).toHaveLength(mine!.members.length);
      const thread = await person.client.threads.get({ threadId: mine!.threadId });
      expect(thread).toMatchObject({ commentCount: 1, author: { id: "p1" }, me: { unreadCount: 1 } });
      expect(thread.people!.map(({ id }) => id).sort()).toEqual(mine!.members.map(({ id }) => id).sort());
      const [item, ...more] = (await person.client.inbox.list()).data;
      expect(more).toEqual([]);
      expect(item).toMatchObject({ kind: "pairing", subjectId: mine!.id, threadId: mine!.threadId, reason: "paired", state: "unread", title: thread.title });
      const [opening] = (await person.client.comments.list({ threadId: mine!.threadId })).data;
      for (const prompt of mine!.prompts) expect(opening!.markdown).toContain(prompt.text.slice(0, 8));
    }
    expect((await host.client.threads.list({})).data).toHaveLength(1);
    expect(await host.client.programs.get({ programId: program.id })).toMatchObject({ rounds: 1, nextRoundAt: "2026-01-19T10:00:00.000Z" });
  });

  it("are caught up with once after downtime, and go on in the week they belong to", async () => {
    const { here, host, people, program } = await pairing(await open(), 4);
    await moveTo(here, "2026-02-24T15:00:00Z");
    await moveTo(here, "2026-02-24T15:01:00Z");
    const rounds = (await host.client.rounds.list({ programId: program.id })).data;
    expect(rounds).toHaveLength(1);
    expect(rounds[0]).toMatchObject({ number: 1, plannedFor: FIRST, drawnAt: "2026-02-24T15:00:00.000Z", endsAt: "2026-03-02T10:00:00.000Z" });
    for (const { client } of people) expect((await client.pairings.list()).data).toHaveLength(1);
    await moveTo(here, "2026-03-02T10:00:00Z");
    expect((await host.client.rounds.list({ programId: program.id })).data.map(({ number }) => number)).toEqual([2, 1]);
  });

  it("leave out who paused, for as long as they said, and take in who joined", async () => {
    const { here, host, people, channel, program } = await pairing(await open(), 5);
    const [, next, until, always] = people as [Person, Person, Person, Person, Person];
    await next.client.programs.setMembership({ programId: program.id, pause: { kind: "next" } });
    await until.client.pairings.setPreferences({ pause: { kind: "until", date: "2026-02-02" } });
    expect((await always.client.programs.setMembership({ programId: program.id, pause: { kind: "always" } })).me).toMatchObject({ takesPart: true, pause: { kind: "always" } });
    await moveTo(here, FIRST);
    const first = await newest(host, program.id);
    expect(membersOf(first.groups)).toEqual([["p1", "p5"]]);
    expect(leftOut(first)).toEqual({ p2: "snoozed", p3: "snoozed", p4: "paused" });
    expect((await next.client.programs.get({ programId: program.id })).me.pause).toBeNull();

    const newcomer = here.person("P6");
    await newcomer.client.members.me();
    await host.client.channels.addMembers({ channelId: channel.id, memberIds: ["p6"] });
    await people[4]!.client.programs.setMembership({ programId: program.id, takesPart: false });
    await moveTo(here, "2026-01-19T10:00:00Z");
    const second = await newest(host, program.id);
    expect(membersOf(second.groups)).toEqual([["p1", "p2", "p6"]]);
    expect(leftOut(second)).toEqual({ p3: "snoozed", p4: "paused" });

    await moveTo(here, "2026-02-02T10:00:00Z");
    expect(membersOf((await newest(host, program.id)).groups).flat().sort()).toEqual(["p1", "p2", "p3", "p6"]);
  });

  it("never put together whom somebody keeps apart, and tell nobody but owners", async () => {
    const { here, host, people, program } = await pairing(await open(), 4);
    const [, b] = people as [Person, Person, Person, Person];
    await b.client.pairings.setNever({ memberIds: ["p2", "p3"], never: true, reason: "We were a couple" });
    const boss = here.person("Boss", "owner");
    await boss.client.pairings.setNever({ memberIds: ["p2", "p4"], never: true });
    await expect(b.client.pairings.setNever({ memberIds: ["p3", "p4"], never: true })).rejects.toMatchObject({ code: "shared/forbidden" });
    const preview = await host.client.programs.preview({ programId: program.id, memberId: "p2", otherId: "p3" });
    expect(preview.explanation).toMatchObject({ together: false, rules: [] });
    expect((await boss.client.programs.preview({ programId: program.id, memberId: "p2", otherId: "p3" })).explanation).toMatchObject({ rules: ["never"] });
    await moveTo(here, FIRST);
    expect(membersOf((await newest(host, program.id)).groups)).toEqual([["p1", "p2"], ["p3", "p4"]]);
    expect((await b.client.pairings.listNever()).data).toMatchObject([{ members: [{ id: "p2" }, { id: "p3" }], reason: "We were a couple", noted: { by: "p2" } }]);
    expect((await host.client.pairings.listNever()).data).toEqual([]);
    expect((await boss.client.pairings.listNever()).data).toHaveLength(2);
    await moveTo(here, "2026-01-19T10:00:00Z");
    expect(membersOf((await newest(host, program.id)).groups)).toEqual([["p1", "p2"], ["p3", "p4"]]);
    await boss.client.pairings.setNever({ memberIds: ["p3", "p2"], never: false });
    expect((await boss.client.pairings.listNever()).data).toHaveLength(1);
    await moveTo(here, "2026-02-02T10:00:00Z");
    expect(membersOf((await newest(host, program.id)).groups)).toEqual([["p1", "p4"], ["p2", "p3"]]);
  });

  it("come as their preview shows them, with a proof, repeat nobody while they can, and say why", async () => {
    const { here, host, people, program } = await pairing(await open(), 6);
    for (let week = 0; week < 10; week += 2) {
      const { number, groups, proof, metrics } = await host.client.programs.preview({ programId: program.id });
      await moveTo(here, new Date(Date.parse(FIRST) + week * 7 * 86_400_000).toISOString());
      const round = await newest(host, program.id);
      expect({ number: round.number, members: membersOf(round.groups), proof: round.proof }).toEqual({ number, members: membersOf(groups), proof });
      expect(round.proof!.gap).toBe(0);
      // With as many as half of them met, there may be no way left without a repeat.
      expect(metrics).toMatchObject({ repeats: number <= 3 ? 0 : metrics.unavoidableRepeats, placed: 6 });
      expect(metrics.repeats).toBe(metrics.unavoidableRepeats);
      if (number === 1) for (const { reasons } of round.groups) expect(reasons).toContainEqual(expect.objectContaining({ goal: "repeats", value: 0 }));
      for (const { client } of people) await client.pairings.answer({ pairingId: (await client.pairings.list()).data[0]!.id, met: "yes" });
    }
    const round = await newest(host, program.id);
    const [a, b] = round.groups[0]!.members.map(({ id }) => id) as [string, string];
    const other = round.groups[1]!.members[0]!.id;
    expect(await host.client.rounds.explain({ roundId: round.id, memberId: a, otherId: b })).toMatchObject({ together: true, loss: null });
    expect((await host.client.rounds.explain({ roundId: round.id, memberId: a, otherId: other })).loss!.atLeast).toBeGreaterThan(0);
    await expect(host.client.rounds.explain({ roundId: round.id, memberId: a, otherId: "nobody" })).rejects.toMatchObject({ code: "rounds/not_in_it" });
  });

  it("can be made again by whoever sees the program, and show it when something was changed afterwards", async () => {
    const db = await open();
    const { here, host, people, program } = await pairing(db, 5, { rules: { minOverlapMinutes: 60, infeasible: "relax" } });
    await people[1]!.client.members.update({ memberId: "p2", timeZone: "America/Los_Angeles" });
    await moveTo(here, FIRST);
    const { id: roundId, inputHash, resultHash } = await newest(host, program.id);
    const other = people[2]!;
    expect(await other.client.rounds.verify({ roundId })).toEqual({
      same: true, known: true, version: "pairing/1", seed: `${program.id}/1/1`,
      inputHash: { kept: inputHash, now: inputHash }, resultHash: { kept: resultHash, now: resultHash }, input: null,
    });
    await expect(other.client.rounds.verify({ roundId, withInput: true })).rejects.toMatchObject({ code: "shared/forbidden" });
    const boss = here.person("Boss", "owner");
    expect((await boss.client.rounds.verify({ roundId, withInput: true })).input).toMatchObject({ round: 1, people: expect.arrayContaining([expect.objectContaining({ id: "p2" })]) });
    await db.query(sql`update meanwhile.pairing_rounds set input = jsonb_set(input, '{seed}', '"another"') where workspace = ${here.workspace} and id = ${roundId}`);
    expect(await other.client.rounds.verify({ roundId })).toMatchObject({ same: false, known: true });
    await db.query(sql`update meanwhile.pairing_rounds set input = jsonb_set(input, '{version}', '"pairing/0"') where workspace = ${here.workspace} and id = ${roundId}`);
    expect(await other.client.rounds.verify({ roundId })).toMatchObject({ same: false, known: false });
  });

  it("show others than the host no more than their own group", async () => {
    const { here, host, people, program } = await pairing(await open(), 6);
    await moveTo(here, FIRST);
    const round = await newest(people[3]!, program.id);
    expect(membersOf(round.groups)).toEqual(membersOf((await people[3]!.client.pairings.list()).data));
    expect(round.can.redraw).toBe(false);
    const [mine] = (await host.client.pairings.list()).data;
    const stranger = people.find(({ user }) => !mine!.members.some(({ id }) => id === user.id))!;
    await expect(stranger.client.pairings.get({ pairingId: mine!.id })).rejects.toMatchObject({ code: "shared/not_found" });
    await expect(stranger.client.threads.get({ threadId: mine!.threadId })).rejects.toMatchObject({ code: "shared/not_found" });
  });

  it("are drawn again with a reason on record: who stays together keeps their thread, who does not is told why", async () => {
    const { here, host, people, program } = await pairing(await open(), 6);
    await moveTo(here, FIRST);
    const first = await newest(host, program.id);
    const left = first.groups.find(({ members }) => !members.some(({ id }) => id === "p1"))!.members[0]!.id;
    const gone = people.find(({ user }) => user.id === left)!;
    const before = (await gone.client.pairings.list()).data[0]!;
    await gone.client.programs.setMembership({ programId: program.id, takesPart: false });
    await expect(people[1]!.client.rounds.redraw({ roundId: first.id, reason: "Because" })).rejects.toMatchObject({ code: "shared/forbidden" });
    const second = await host.client.rounds.redraw({ roundId: first.id, reason: "Somebody left the company" });
    expect(second).toMatchObject({ number: 1, draw: 2, replaced: null, placed: 5 });
    expect(membersOf(second.groups).flat()).not.toContain(left);
    expect((await host.client.rounds.list({ programId: program.id })).data.map(({ draw, replaced }) => [draw, replaced?.reason ?? null])).toEqual([[2, null], [1, "Somebody left the company"]]);
    for (const group of second.groups) {
      const same = first.groups.find(({ members }) => membersOf([{ members }]).join() === membersOf([group]).join());
      if (same) expect(group.pairingId).toBe(same.pairingId);
    }
    for (const person of people) {
      const current = (await person.client.pairings.list()).data.filter(({ replaced }) => !replaced);
      expect(current).toHaveLength(person === gone ? 0 : 1);
    }
    const thread = await gone.client.threads.get({ threadId: before.threadId });
    expect(thread.closed).not.toBeNull();
    expect((await gone.client.comments.list({ threadId: thread.id })).data.at(-1)!.markdown).toContain("Somebody left the company");
    await expect(gone.client.pairings.answer({ pairingId: before.id, met: "yes" })).rejects.toMatchObject({ code: "pairings/replaced" });
    expect((await gone.client.inbox.list()).data.filter(({ kind }) => kind === "pairing")).toEqual([]);
    expect((await host.client.rounds.verify({ roundId: second.id })).same).toBe(true);
    await expect(host.client.rounds.redraw({ roundId: first.id, reason: "Again" })).rejects.toMatchObject({ code: "rounds/replaced" });
    const [mine] = (await host.client.pairings.list({ open: true })).data;
    await host.client.pairings.setMeeting({ pairingId: mine!.id, from: mine!.times[0]!.from });
    await expect(host.client.rounds.redraw({ roundId: second.id, reason: "Again" })).rejects.toMatchObject({ code: "rounds/under_way" });
  });
});
