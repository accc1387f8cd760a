import { expect, it } from "vitest";
import { sql } from "../db/sql.ts";
import { describeEachDb } from "../testing/databases.ts";
import { type Person, type TestWorkspace, testWorkspace } from "../testing/workspace.ts";

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** Monday 5 January 2026, 09:00 UTC, when the working day begins. Ada proposes; Bo, Cy and Di are in the channel. */
async function proposing(db: Parameters<typeof testWorkspace>[0]) {
  const here = testWorkspace(db);
  const [ada, bo, cy, di] = ["Ada", "Bo", "Cy", "Di"].map((name) => here.person(name)) as [Person, Person, Person, Person];
  for (const person of [bo, cy, di]) await person.client.members.me();
  const channel = await ada.client.channels.create({ name: "Design" });
  await ada.client.channels.addMembers({ channelId: channel.id, memberIds: ["bo", "cy", "di"] });
  const thread = await ada.client.threads.create({ channelId: channel.id, title: "Icons", markdown: "Which?" });
  const propose = (more: object = {}) => ada.client.proposals.create({ threadId: thread.id, statement: "We take **one** set", voters: { kind: "channel" }, workingDays: 1, ...more });
  return { here, ada, bo, cy, di, channel, thread, propose };
}

const tick = ({ meanwhile, clock }: TestWorkspace) => meanwhile.jobs.tick(clock.now());
const moveTo = async (here: TestWorkspace, at: string) => {
  here.clock.advance(Date.parse(at) - here.clock.now());
  await tick(here);
};
const objection = { choice: "object" as const, text: "Too dear", alternative: "Draw our own" };

describeEachDb("proposals", (open) => {
  it("ask those who are in the channel at that moment, but not who proposes", async () => {
    const { ada, bo, propose, channel, here } = await proposing(await open());
    const proposal = await propose();
    expect(proposal).toMatchObject({ state: "open", proposer: { id: "ada" }, excerpt: "We take one set", closesAt: "2026-01-05T17:00:00.000Z", can: { change: true, voteFor: [] } });
    expect(proposal.voters.map(({ member, deadline }) => [member.name, deadline?.day])).toEqual([["Bo", "2026-01-05"], ["Cy", "2026-01-05"], ["Di", "2026-01-05"]]);
    await here.person("Eve").client.members.me();
    await ada.client.channels.addMembers({ channelId: channel.id, memberIds: ["eve"] });
    await expect(here.person("Eve").client.proposals.vote({ proposalId: proposal.id, choice: "agree" })).rejects.toMatchObject({ code: "proposals/not_a_voter" });
    expect((await bo.client.proposals.get({ proposalId: proposal.id })).can).toEqual({ change: false, voteFor: ["bo"] });
    expect((await bo.client.proposals.list({ unanswered: true })).data).toHaveLength(1);
    await bo.client.proposals.vote({ proposalId: proposal.id, choice: "agree" });
    expect((await bo.client.proposals.list({ unanswered: true })).data).toHaveLength(0);
  });

  it("become a decision when nobody objects in time and silence consents, with who abstained in words on the record", async () => {
    const { here, ada, bo, cy, thread, propose } = await proposing(await open());
    const { id } = await propose({ alternatives: [{ text: "Two sets", reason: "Twice the work" }], review: { on: "2026-06-01" } });
    await bo.client.proposals.vote({ proposalId: id, choice: "agree" });
    await cy.client.proposals.vote({ proposalId: id, choice: "abstain", text: "I know too little" });
    await moveTo(here, "2026-01-05T16:59:00Z");
    expect((await ada.client.proposals.get({ proposalId: id })).state).toBe("open");
    await moveTo(here, "2026-01-05T17:00:00Z");
    const closed = await ada.client.proposals.get({ proposalId: id });
    expect(closed).toMatchObject({ state: "accepted", closed: { by: null }, tally: { voters: 3, counted: 3, answered: 2, silent: 1, needed: 1, agree: 1, abstain: 1 } });
    const decision = await ada.client.decisions.get({ decisionId: closed.decisionId! });
    expect(decision).toMatchObject({
      threadId: thread.id,
      statement: "We take **one** set",
      proposalId: id,
      deciders: [{ id: "ada" }],
      author: { id: "ada" },
      alternatives: [{ text: "Two sets", reason: "Twice the work" }],
      dissent: [{ member: { id: "cy" }, text: "I know too little" }],
      review: { on: "2026-06-01", timeZone: "UTC" },
      state: "current",
    });
    const types = (await ada.client.events.list({ after: 0, limit: 100 })).data.slice(-2).map((event) => event.type);
    expect(types).toEqual(["decision.made", "proposal.closed"]);
  });

  it("are accepted as soon as everybody has answered", async () => {
    const { bo, cy, di, propose } = await proposing(await open());
    const { id } = await propose();
    await bo.client.proposals.vote({ proposalId: id, choice: "agree" });
    await cy.client.proposals.vote({ proposalId: id, choice: "agree" });
    expect(await di.client.proposals.vote({ proposalId: id, choice: "abstain" })).toMatchObject({ state: "accepted", closed: { by: "di" } });
    await expect(di.client.proposals.vote({ proposalId: id, choice: "agree" })).rejects.toMatchObject({ code: "proposals/closed" });
  });

  it("lapse below the minimum, and decide nothing", async () => {
    const { here, ada, bo, thread, propose } = await proposing(await open());
    const { id } = await propose({ minimum: { kind: "percent", value: 50 } });
    await bo.client.proposals.vote({ proposalId: id, choice: "agree" });
    await moveTo(here, "2026-01-05T17:00:00Z");
    expect(await ada.client.proposals.get({ proposalId: id })).toMatchObject({ state: "lapsed", decisionId: null, tally: { answered: 1, needed: 2 } });
    expect((await ada.client.decisions.list({ threadId: thread.id })).data).toEqual([]);
  });

  it.each([["escalates", "escalated"], ["rejects", "rejected"]] as const)("come to what an objection means that stands at the end: it %s", async (rule, state) => {
    const { here, ada, bo, cy, di, propose } = await proposing(await open());
    const { id } = await propose({ objection: rule });
    for (const person of [bo, cy]) await person.client.proposals.vote({ proposalId: id, choice: "agree" });
    expect(await di.client.proposals.vote({ proposalId: id, ...objection })).toMatchObject({ state: "open", tally: { object: 1 } });
    await moveTo(here, "2026-01-05T17:00:00Z");
    expect(await ada.client.proposals.get({ proposalId: id })).toMatchObject({ state, decisionId: null });
  });

  it("are accepted when an objection is taken back", async () => {
    const { bo, cy, di, propose } = await proposing(await open());
    const { id } = await propose();
    for (const person of [bo, cy]) await person.client.proposals.vote({ proposalId: id, choice: "agree" });
    await di.client.proposals.vote({ proposalId: id, ...objection });
    expect((await di.client.proposals.vote({ proposalId: id, choice: "abstain", text: "Still dear" })).state).toBe("accepted");
  });

  it("take no objection without a reason and an alternative", async () => {
    const { bo, propose } = await proposing(await open());
    const { id } = await propose();
    for (const vote of [{ choice: "object", text: "No" }, { choice: "object", alternative: "Other" }, { choice: "object", text: " ", alternative: "Other" }]) {
      const response = await bo.request("PUT", `/v1/proposals/${id}/vote`, vote);
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([422, "shared/invalid_input"]);
    }
  });

  it("wait for the last voter's own days, and for those who change theirs meanwhile", async () => {
    const { here, ada, bo, cy, propose } = await proposing(await open());
    await bo.client.members.update({ memberId: "bo", timeZone: "America/New_York" });
    await cy.client.members.update({ memberId: "cy", offDays: ["2026-01-05"] });
    const { id, closesAt, voters } = await propose({ workingDays: 2 });
    expect(voters.map(({ member, deadline }) => [member.id, deadline?.at])).toEqual([
      ["bo", "2026-01-06T22:00:00.000Z"],
      ["cy", "2026-01-07T17:00:00.000Z"],
      ["di", "2026-01-06T17:00:00.000Z"],
    ]);
    expect(closesAt).toBe("2026-01-07T17:00:00.000Z");
    await bo.client.proposals.vote({ proposalId: id, choice: "agree" });
    await cy.client.members.update({ memberId: "cy", offDays: ["2026-01-05", "2026-01-07"] });
    await moveTo(here, "2026-01-07T17:00:00Z");
    expect(await ada.client.proposals.get({ proposalId: id })).toMatchObject({ state: "open", closesAt: "2026-01-08T17:00:00.000Z" });
    // Back to fewer off-days: nobody is waited for any more, and it need not wait for the time that was planned.
    await cy.client.members.update({ memberId: "cy", offDays: [] });
    await tick(here);
    expect((await ada.client.proposals.get({ proposalId: id })).state).toBe("accepted");
  });

  it("wait for nobody who is away beyond the last moment; who stands in for them may answer", async () => {
    const { here, ada, bo, cy, di, propose } = await proposing(await open());
    await cy.client.members.update({ memberId: "cy", away: { kind: "parental", from: "2026-01-01", to: null, handOffTo: "di" } });
    const { id, closesAt, voters } = await propose({ minimum: { kind: "percent", value: 100 } });
    expect(voters.find(({ member }) => member.id === "cy")).toMatchObject({ deadline: null, standIn: { id: "di" } });
    expect(closesAt).toBe("2026-01-05T17:00:00.000Z");
    await expect(bo.client.proposals.vote({ proposalId: id, voterId: "cy", choice: "agree" })).rejects.toMatchObject({ code: "proposals/not_a_voter" });
    const voted = await di.client.proposals.vote({ proposalId: id, voterId: "cy", choice: "abstain" });
    expect(voted.voters.find(({ member }) => member.id === "cy")!.vote).toMatchObject({ choice: "abstain", by: { id: "di" } });
    await cy.client.members.update({ memberId: "cy", away: null });
    await expect(di.client.proposals.vote({ proposalId: id, voterId: "cy", choice: "agree" })).rejects.toMatchObject({ code: "proposals/not_a_voter" });
    await cy.client.proposals.vote({ proposalId: id, choice: "agree" });
    await di.client.members.update({ memberId: "di", away: { kind: "sick", from: "2026-01-05", to: null } });
    await bo.client.proposals.vote({ proposalId: id, choice: "agree" });
    expect(await ada.client.proposals.get({ proposalId: id })).toMatchObject({ state: "accepted", tally: { counted: 2, absent: 1 } });
    await tick(here);
  });

  it("count nobody who can no longer see the thread, and let nobody vote in it who cannot", async () => {
    const { here, ada, bo, cy, channel, propose } = await proposing(await open());
    await ada.client.channels.update({ channelId: channel.id, visibility: "private" });
    const { id } = await propose({ silence: "abstains" });
    await ada.client.channels.removeMember({ channelId: channel.id, memberId: "cy" });
    await expect(cy.client.proposals.vote({ proposalId: id, choice: "agree" })).rejects.toMatchObject({ status: 404 });
    expect(await bo.client.proposals.vote({ proposalId: id, choice: "agree" })).toMatchObject({ tally: { counted: 2, absent: 1, silent: 1 } });
    await moveTo(here, "2026-01-05T17:00:00Z");
    expect((await bo.client.proposals.get({ proposalId: id })).voters.map(({ gone }) => gone)).toEqual([false, true, false]);
  });

  it("are extended for everybody, on the record", async () => {
    const { here, ada, bo, propose } = await proposing(await open());
    const { id } = await propose();
    await expect(bo.client.proposals.extend({ proposalId: id, workingDays: 2, reason: "I want" })).rejects.toMatchObject({ status: 403 });
    const longer = await ada.client.proposals.extend({ proposalId: id, workingDays: 2, reason: "Holiday" });
    expect(longer).toMatchObject({ closesAt: "2026-01-07T17:00:00.000Z", rules: { workingDays: 3, maxDays: 28 }, extensions: [{ by: "ada", workingDays: 2, reason: "Holiday" }] });
    await moveTo(here, "2026-01-05T17:00:00Z");
    expect((await ada.client.proposals.get({ proposalId: id })).state).toBe("open");
    await moveTo(here, "2026-01-07T17:00:00Z");
    expect((await ada.client.proposals.get({ proposalId: id })).state).toBe("lapsed");
  });

  it("are withdrawn by who proposed them, one open in a thread at a time", async () => {
    const { here, ada, propose } = await proposing(await open());
    const { id } = await propose();
    await expect(propose()).rejects.toMatchObject({ code: "proposals/already_open", details: { proposalId: id } });
    expect(await ada.client.proposals.withdraw({ proposalId: id, reason: "I was wrong" })).toMatchObject({ state: "withdrawn", reason: "I was wrong", closed: { by: "ada" } });
    expect((await propose()).state).toBe("open");
    await moveTo(here, "2026-01-06T17:00:00Z");
    expect((await ada.client.proposals.get({ proposalId: id })).state).toBe("withdrawn");
  });

  it("are refused where there is nobody to ask, too few for the minimum, or somebody who may not see the thread", async () => {
    const { here, ada, propose, channel } = await proposing(await open());
    await expect(propose({ voters: { kind: "members", memberIds: ["ada"] } })).rejects.toMatchObject({ code: "proposals/no_voters" });
    await expect(propose({ minimum: { kind: "count", value: 4 } })).rejects.toMatchObject({ code: "proposals/unreachable_minimum" });
    await expect(propose({ voters: { kind: "members", memberIds: ["nobody"] } })).rejects.toMatchObject({ code: "members/unknown_member" });
    await here.person("Eve").client.members.me();
    await ada.client.channels.update({ channelId: channel.id, visibility: "private" });
    await expect(propose({ voters: { kind: "members", memberIds: ["bo", "eve"] } })).rejects.toMatchObject({ code: "members/unknown_member" });
  });

  it("close exactly once with two workers, after downtime too", async () => {
    const db = await open();
    const { here, ada, bo, thread, propose } = await proposing(db);
    const { id } = await propose();
    await bo.client.proposals.vote({ proposalId: id, choice: "agree" });
    here.clock.advance(30 * DAY);
    const other = testWorkspace(db);
    other.clock.advance(30 * DAY);
    await Promise.all([tick(here), tick(other), tick(here), tick(other)]);
    await tick(here);
    const events = (await ada.client.events.list({ after: 0, limit: 100 })).data;
    expect(events.filter((event) => event.type === "proposal.closed")).toHaveLength(1);
    expect(events.filter((event) => event.type === "decision.made")).toHaveLength(1);
    expect((await ada.client.decisions.list({ threadId: thread.id })).data).toHaveLength(1);
    const [left] = await db.query<{ count: number }>(sql`select count(*)::int as count from meanwhile.due where kind = 'proposals.close' and workspace = ${here.workspace}`);
    expect(left!.count).toBe(0);
  });

  it("take no vote between their last moment and the minute that closes them", async () => {
    const { here, bo, propose } = await proposing(await open());
    const { id } = await propose();
    here.clock.advance(8 * HOUR);
    await expect(bo.client.proposals.vote({ proposalId: id, choice: "agree" })).rejects.toMatchObject({ code: "proposals/closed" });
  });
});

describeEachDb("the preview of an audience", (open) => {
  it("counts whom it reaches within what the actor may see, and says when the others are back", async () => {
    const { here, ada, bo, cy, channel, thread } = await proposing(await open());
    await bo.client.members.update({ memberId: "bo", away: { kind: "vacation", from: "2026-01-01", to: "2026-01-11" } });
    await cy.client.comments.create({ threadId: thread.id, markdown: "Hm" });
    const all = await ada.client.comments.previewAudience({ threadId: thread.id, audience: "channel" });
    expect(all).toEqual({ total: 3, availableNow: 2, offNow: 1, off: [{ member: { id: "bo", name: "Bo", avatarUrl: null }, backOn: "2026-01-12" }], earliestBack: { on: "2026-01-12", at: "2026-01-12T09:00:00.000Z" } });
    expect((await ada.client.comments.previewAudience({ channelId: channel.id, audience: "channel" })).total).toBe(3);
    expect((await ada.client.comments.previewAudience({ threadId: thread.id, audience: "thread" })).total).toBe(1);
    expect((await ada.client.comments.previewAudience({ threadId: thread.id, audience: "people", memberIds: ["ada", "bo", "nobody"] })).total).toBe(1);
    await here.person("Gus", "guest").client.members.me();
    expect((await ada.client.comments.previewAudience({ threadId: thread.id, audience: "people", memberIds: ["gus"] })).total).toBe(0);
    await expect(ada.client.comments.previewAudience({ audience: "channel" })).rejects.toMatchObject({ code: "shared/invalid_input" });
  });
});
