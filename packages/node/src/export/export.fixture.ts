import { newId } from "@meanwhile/core";
import type { TestWorkspace } from "../testing/workspace.ts";

const ODD = 'A "quoted" \\ line\u2028 with <tags>, שלום, 日本語 and 👍🏽';

/** One of each thing that the API can make, some of it changed, hidden, decided or gone. A kind of line that no export of this has fails a test. */
export async function fillWorkspace(here: TestWorkspace): Promise<void> {
  const [ada, ben, cleo] = [here.person("Ada", "owner"), here.person("Ben"), here.person("Cleo")];
  const guest = here.person("Gus", "guest");
  for (const { client } of [ada, ben, cleo, guest]) await client.members.me();
  await ben.client.members.update({ memberId: "ben", timeZone: "Europe/Lisbon", workingHours: { days: [1, 2, 3], from: "09:00", to: "17:30" }, offDays: ["2026-02-03"], away: { kind: "vacation", from: "2026-03-01", to: null, handOffTo: "ada" } });
  await ada.client.members.upsert({ memberId: "host-77", name: ODD.slice(0, 20), avatarUrl: "https://pictures.example.org/77.png" });
  await ada.client.members.deactivate({ memberId: "host-77" });
  const group = await ada.client.groups.put({ groupId: newId("grp", here.clock.now()), name: "Crew", memberIds: ["ben", "cleo"] });

  const garden = await ada.client.channels.create({ name: "Garden", description: ODD });
  const budget = await ada.client.channels.create({ name: "Budget", visibility: "private" });
  const old = await ada.client.channels.create({ name: "Garden" });
  await ada.client.channels.archive({ channelId: old.id });
  await ada.client.channels.addMembers({ channelId: budget.id, memberIds: ["ben", "gus"] });
  await ben.client.channels.join({ channelId: garden.id });
  await ben.client.channels.setFavourite({ channelId: garden.id, favourite: true });

  const thread = await ada.client.threads.create({ channelId: garden.id, title: ODD, markdown: `Which beds, [Ben](mention:user/ben) and [Crew](mention:group/${group.id})?`, metadata: { invoice: { id: 42, tags: ["a", null, 1.5, true] } } });
  here.clock.advance(61_001);
  await ada.client.threads.setContext({ threadId: thread.id, markdown: "# Known\n\n| a | b |\n| --- | --- |\n| 1 | 2 |", baseVersion: 0 });
  await ben.client.threads.setContext({ threadId: thread.id, markdown: "Known **better**", baseVersion: 1 });
  const comment = await ben.client.comments.create({ threadId: thread.id, markdown: `${ODD}\n\n\`\`\`js\nlet a;\n\`\`\``, audience: { kind: "people", memberIds: ["cleo"] } });
  await ben.client.comments.edit({ commentId: comment.id, markdown: "The **south** ones" });
  await ada.client.comments.setReaction({ commentId: comment.id, emoji: "👍🏽", on: true });
  await cleo.client.comments.setAcknowledged({ commentId: comment.id, acknowledged: true });
  const gone = await cleo.client.comments.create({ threadId: thread.id, markdown: "Never mind" });
  await cleo.client.comments.delete({ commentId: gone.id });
  await cleo.client.threads.setPosition({ threadId: thread.id, position: 1 });
  await ada.client.threads.setPinned({ threadId: thread.id, pinned: true });
  const closed = await ben.client.threads.create({ channelId: budget.id, title: "Pond", markdown: "300?" });
  await ada.client.threads.close({ threadId: closed.id, markdown: "Enough" });
  await ada.client.threads.create({ people: ["ben"], title: "Between us", markdown: "Only the two of us" });
  await ada.client.threads.setSubjectAccess({ subject: { type: "invoice", id: "42/a" }, memberIds: ["ben"] });
  await ben.client.threads.create({ subject: { type: "invoice", id: "42/a" }, title: "Paid twice?", markdown: "See [it](https://example.org/42)" });

  const decision = await ada.client.decisions.create({ threadId: thread.id, statement: `South, ${ODD}`, alternatives: [{ text: "North", reason: "Shade" }], review: { on: "2026-06-01" } });
  await ada.client.decisions.edit({ decisionId: decision.id, statement: "South, and a bench", baseRevision: 1 });
  const proposed = await ben.client.threads.create({ channelId: garden.id, title: "A bench", markdown: "Shall we?" });
  const proposal = await ben.client.proposals.create({ threadId: proposed.id, statement: "A bench by the pond", voters: { kind: "channel" } });
  await cleo.client.follows.setThread({ threadId: proposed.id, level: "decisions_only" });
  await ben.client.inbox.setPreferences({ set: [{ reason: "followed", via: "email", on: true }] });
  const [item] = (await ben.client.inbox.list()).data;
  await ben.client.inbox.snooze({ itemId: item!.id, until: { kind: "time", at: "2026-02-01T09:00:00.000Z" } });
  await ben.client.search.save({ savedSearchId: newId("srch", here.clock.now()), name: "Benches", query: 'in:Garden "by the pond" -is:closed' });
  await ada.client.proposals.vote({ proposalId: proposal.id, choice: "agree" });

  const cadence = { everyWeeks: 2, weekday: 1, time: "10:00", timeZone: "Europe/Lisbon", startsOn: "2026-01-05" };
  const program = await ada.client.programs.create({ name: "Coffee", audience: { kind: "channel", channelId: garden.id }, cadence, teams: [group.id] });
  await ada.client.pairings.setPreferences({ likedTopics: ["food"], hours: { days: [1, 2], from: "10:00", to: "12:00" } });
  await ada.client.pairings.setNever({ memberIds: ["ada", "cleo"], never: true, reason: ODD.slice(0, 20) });
  here.clock.advance(60 * 60_000);
  await here.meanwhile.jobs.tick(here.clock.now());
  const [pairing] = (await ada.client.pairings.list()).data;
  await ada.client.pairings.answer({ pairingId: pairing!.id, met: "yes", note: "At last" });
  await ada.client.programs.setMembership({ programId: program.id, pause: { kind: "until", date: "2026-03-01" } });
}
