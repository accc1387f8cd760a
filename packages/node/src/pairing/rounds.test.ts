import { expect, it } from "vitest";
import { describeEachDb } from "../testing/databases.ts";
import { membersOf, moveTo, pairing } from "./pairing.fixture.ts";

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
});
