import { expect, it } from "vitest";
import { describeEachDb } from "../testing/databases.ts";
import type { Person } from "../testing/workspace.ts";
import { leftOut, moveTo, newest, pairing } from "./pairing.fixture.ts";

const FIRST = "2026-01-05T10:00:00.000Z";
/** Half of the way to the next round, and three quarters. */
const HALF = "2026-01-12T10:00:00.000Z";
const THREE_QUARTERS = "2026-01-15T22:00:00.000Z";

const mineOf = async ({ client }: Person) => (await client.pairings.list()).data[0]!;
const itemsOf = async ({ client }: Person) => (await client.inbox.list()).data.map(({ kind, reason, state }) => `${kind} ${reason} ${state}`);

describeEachDb("pairings", (open) => {
  it("are reminded once at half time where no time is taken and nobody wrote, and asked once whether they met", async () => {
    const { here, people } = await pairing(await open(), 6);
    await moveTo(here, FIRST);
    const [host] = people as [Person, ...Person[]];
    const hosts = await mineOf(host);
    await host.client.pairings.setMeeting({ pairingId: hosts.id, from: hosts.times[0]!.from });
    const writes = people.find(({ user }) => !hosts.members.some(({ id }) => id === user.id))!;
    const written = await mineOf(writes);
    await writes.client.comments.create({ threadId: written.threadId, markdown: "Hello" });
    const waits = people.find(({ user }) => ![...hosts.members, ...written.members].some(({ id }) => id === user.id))!;
    const waiting = await mineOf(waits);
    await waits.client.inbox.setState({ itemId: (await waits.client.inbox.list()).data[0]!.id, state: "done" });
    const comments = async (person: Person, threadId: typeof hosts.threadId) => (await person.client.threads.get({ threadId })).commentCount;

    await moveTo(here, HALF);
    await moveTo(here, "2026-01-12T10:01:00Z");
    expect(await comments(host, hosts.threadId)).toBe(1);
    expect(await comments(writes, written.threadId)).toBe(2);
    expect(await comments(waits, waiting.threadId)).toBe(2);
    expect((await waits.client.comments.list({ threadId: waiting.threadId })).data[1]!.markdown).toContain("half of this round is over");
    expect(await itemsOf(waits)).toEqual(["pairing paired unread"]);

    await moveTo(here, THREE_QUARTERS);
    await moveTo(here, "2026-01-16T09:00:00Z");
    for (const person of [waits, writes]) {
      expect((await mineOf(person)).askedAt).toBe(THREE_QUARTERS);
      expect(await itemsOf(person)).toContain("pairing met_asked unread");
    }
    expect(await comments(waits, waiting.threadId)).toBe(2);
  });

  it("that have a time are asked when it is over, and reckon the late hour", async () => {
    const { here, people } = await pairing(await open(), 2);
    const [, b] = people as [Person, Person];
    await b.client.members.update({ memberId: "p2", timeZone: "America/Los_Angeles" });
    await moveTo(here, FIRST);
    const mine = await mineOf(b);
    const [time] = mine.times;
    expect(time!.members.map(({ timeZone }) => timeZone).sort()).toEqual(["America/Los_Angeles", "UTC"]);
    await expect(b.client.pairings.setMeeting({ pairingId: mine.id, from: "2026-01-05T09:00:00.000Z" })).rejects.toMatchObject({ code: "shared/invalid_input" });
    const taken = await b.client.pairings.setMeeting({ pairingId: mine.id, from: time!.from });
    expect(taken).toMatchObject({ meeting: { from: time!.from, to: time!.to, by: "p2" }, sequence: 1 });
    await moveTo(here, new Date(Date.parse(time!.to) - 1).toISOString());
    expect((await mineOf(b)).askedAt).toBeNull();
    await moveTo(here, time!.to);
    expect((await mineOf(b)).askedAt).toBe(time!.to);
    expect((await b.client.pairings.setMeeting({ pairingId: mine.id, from: null })).meeting).toBeNull();
  });

  it("keep what each said of the meeting, for those who were in it", async () => {
    const { here, people } = await pairing(await open(), 3);
    const [a, b] = people as [Person, Person, Person];
    await moveTo(here, FIRST);
    const { id: pairingId } = await mineOf(a);
    await a.client.pairings.answer({ pairingId, met: "rescheduled" });
    here.clock.advance(1000);
    await b.client.pairings.answer({ pairingId, met: "yes", note: "We talked about bread", pictureUrl: "https://pictures.example.org/bread.jpg" });
    here.clock.advance(1000);
    const said = await a.client.pairings.answer({ pairingId, met: "yes" });
    expect(said.answers).toEqual([
      { member: { id: "p2", name: "P2", avatarUrl: null }, met: "yes", note: "We talked about bread", pictureUrl: "https://pictures.example.org/bread.jpg", at: "2026-01-05T10:00:01.000Z" },
      { member: { id: "p1", name: "P1", avatarUrl: null }, met: "yes", note: null, pictureUrl: null, at: "2026-01-05T10:00:02.000Z" },
    ]);
    expect((await a.client.inbox.list()).data).toEqual([]);
    expect((await a.client.pairings.list({ open: true })).data).toEqual([]);
    expect((await people[2]!.client.pairings.list({ open: true })).data).toHaveLength(1);
  });

  it("ask who was silent for three rounds, pause them after one more, and take them back at a word", async () => {
    const { here, host, people, program } = await pairing(await open(), 4);
    const [, silent, quiet] = people as [Person, Person, Person, Person];
    const round = async (week: number) => {
      await moveTo(here, new Date(Date.parse(FIRST) + week * 7 * 86_400_000).toISOString());
      for (const person of people) if (person !== silent && person !== quiet) await person.client.pairings.answer({ pairingId: (await mineOf(person)).id, met: "no" });
    };
    for (const week of [0, 2, 4]) await round(week);
    await quiet.client.comments.create({ threadId: (await mineOf(quiet)).threadId, markdown: "Sorry, a busy week" });
    expect(await itemsOf(silent)).not.toContain("program still_there unread");
    await round(6);
    expect((await silent.client.programs.get({ programId: program.id })).me).toMatchObject({ takesPart: true, quiet: "asked" });
    expect((await silent.client.inbox.list({ kind: "program" })).data).toMatchObject([{ reason: "still_there", title: "Coffee", threadId: null, subjectId: program.id }]);
    expect((await newest(host, program.id)).placed).toBe(4);
    await round(8);
    expect(leftOut(await newest(host, program.id))).toEqual({ p2: "paused" });
    expect((await silent.client.programs.get({ programId: program.id })).me.quiet).toBe("paused");
    expect((await quiet.client.programs.get({ programId: program.id })).me.quiet).toBeNull();
    expect((await host.client.programs.listMembers({ programId: program.id })).data.filter(({ out }) => out).map(({ member, quiet: how }) => [member.id, how])).toEqual([["p2", "paused"]]);
    expect((await silent.client.programs.setMembership({ programId: program.id })).me.quiet).toBeNull();
    expect((await silent.client.inbox.list({ kind: "program" })).data).toEqual([]);
    await round(10);
    expect((await newest(host, program.id)).placed).toBe(4);
  });

  it("give two people no question twice, and what their host wrote beside ours", async () => {
    const { here, people } = await pairing(await open(), 2, { prompts: { kinds: ["light"], count: 4, language: "en", own: ["What do you grow?"] } });
    const [a, b] = people as [Person, Person];
    const given: string[] = [];
    for (const week of [0, 2, 4]) {
      await moveTo(here, new Date(Date.parse(FIRST) + week * 7 * 86_400_000).toISOString());
      const mine = await mineOf(a);
      given.push(...mine.prompts.map(({ id }) => id));
      await b.client.pairings.answer({ pairingId: mine.id, met: "yes" });
      await a.client.pairings.answer({ pairingId: mine.id, met: "yes" });
    }
    expect(new Set(given).size).toBe(12);
  });
});
