import { type Change, effectiveFollow, type FollowLevel, inboxItemId, type InboxReason, newId, reaches, reasonOf } from "@meanwhile/core";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { describeEachDb } from "../testing/databases.ts";
import { testWorkspace } from "../testing/workspace.ts";

const LEVELS = [null, "nothing", "decisions_only", "replies_and_mentions", "everything"] as const;

interface Ladder {
  thread: FollowLevel | null;
  channel: FollowLevel | null;
  threadMuted: boolean;
  channelMuted: boolean;
  participates: boolean;
  named: boolean;
  inGroup: boolean;
  forPeople: boolean;
}

const ladder: fc.Arbitrary<Ladder> = fc.record({
  thread: fc.constantFrom(...LEVELS),
  channel: fc.constantFrom(...LEVELS),
  threadMuted: fc.boolean(),
  channelMuted: fc.boolean(),
  participates: fc.boolean(),
  named: fc.boolean(),
  inGroup: fc.boolean(),
  forPeople: fc.boolean(),
});

/** What the rules of core say of such a member and such a comment. */
function byRule(given: Ladder, now: string): InboxReason[] {
  const mute = (muted: boolean) => (muted ? "2030-01-01T00:00:00Z" : "2020-01-01T00:00:00Z");
  const { level, mutedUntil } = effectiveFollow(
    {
      thread: { level: given.thread, mutedUntil: mute(given.threadMuted) },
      channel: { level: given.channel, mutedUntil: mute(given.channelMuted) },
      participates: given.participates,
    },
    now,
  );
  const changes: Change[] = [
    ...(given.named ? ["mentioned" as const] : []),
    ...(given.inGroup ? ["group_mentioned" as const] : []),
    ...(given.participates && !given.forPeople ? ["replied" as const] : []),
    "followed",
  ];
  return [...new Set(changes.filter((change) => reaches(level, mutedUntil !== null, change)).map(reasonOf))];
}

describeEachDb("the ladder in SQL", (open) => {
  it("reaches whom the rules reach, for the reasons they give", { timeout: 120_000 }, async () => {
    const db = await open();
    const here = testWorkspace(db);
    const [owner, writer, other] = [here.person("Owner", "owner"), here.person("Writer"), here.person("Other")];
    await Promise.all([writer.client.members.me(), other.client.members.me()]);
    const { id: channelId } = await owner.client.channels.create({ name: "Design" });
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(ladder, { minLength: 1, maxLength: 8 }), fc.boolean(), async (ladders, forPeople) => {
        const { id: threadId } = await owner.client.threads.create({ channelId, title: "Icons", markdown: "First" });
        const people = ladders.map((given) => ({ given: { ...given, forPeople }, person: here.person(`P${++count}`) }));
        for (const { given, person } of people) {
          await person.client.members.me();
          if (given.participates) await person.client.comments.create({ threadId, markdown: "Here" });
          const mute = (muted: boolean) => (muted ? "2030-01-01T00:00:00Z" : "2020-01-01T00:00:00Z");
          await person.client.follows.setThread({ threadId, level: given.thread, mutedUntil: mute(given.threadMuted) });
          await person.client.follows.setChannel({ channelId, level: given.channel, mutedUntil: mute(given.channelMuted) });
        }
        // What came until now is read, so that its reasons are not kept.
        for (const { person } of people) await person.client.inbox.readAll({});
        const { id: groupId } = await owner.client.groups.put({ groupId: newId("grp", here.clock.now()), name: "Crew", memberIds: people.filter(({ given }) => given.inGroup).map(({ person }) => person.user.id) });
        const named = people.filter(({ given }) => given.named).map(({ person }) => `[x](mention:user/${person.user.id})`);
        here.clock.advance(1000);
        await writer.client.comments.create({
          threadId,
          markdown: `Words ${named.join(" ")} [crew](mention:group/${groupId})`,
          ...(forPeople && { audience: { kind: "people", memberIds: ["other"] } }),
        });
        const now = new Date(here.clock.now()).toISOString();
        for (const { given, person } of people) {
          const { data } = await person.client.inbox.list({ state: "unread" });
          const item = data.find((one) => one.id === inboxItemId(threadId));
          expect([...(item?.reasons ?? [])].sort()).toEqual(byRule(given, now).sort());
        }
      }),
      { numRuns: 12 },
    );
  });
});
