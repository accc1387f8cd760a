import { newId } from "@meanwhile/core";
import { expect, it } from "vitest";
import { sql } from "../db/sql.ts";
import { describeEachDb } from "../testing/databases.ts";
import { type Person, type TestWorkspace, testWorkspace } from "../testing/workspace.ts";

const DAY = 24 * 60 * 60 * 1000;

async function inThread(person: Person, title = "Icons") {
  const channel = await person.client.channels.create({ name: "Design" });
  return person.client.threads.create({ channelId: channel.id, title, markdown: `About ${title}` });
}

const tick = ({ meanwhile, clock }: TestWorkspace) => meanwhile.jobs.tick(clock.now());
const eventsOf = async (person: Person) => (await person.client.events.list({ after: 0, limit: 100 })).data;

describeEachDb("decisions", (open) => {
  it("are made by whoever records them unless told, and say what was weighed", async () => {
    const here = testWorkspace(await open());
    const [ada, bo] = [here.person("Ada"), here.person("Bo")];
    await bo.client.members.me();
    const thread = await inThread(ada);
    const decision = await ada.client.decisions.create({
      threadId: thread.id,
      statement: "We use **one** set.\n\nIt is kept.",
      alternatives: [{ text: "Draw our own", reason: "Nobody has the time" }],
      dissent: [{ memberId: "bo", text: "I would wait" }],
    });
    expect(decision).toMatchObject({
      threadId: thread.id,
      threadTitle: "Icons",
      channelId: thread.channelId,
      excerpt: "We use one set. It is kept.",
      state: "current",
      deciders: [{ id: "ada", name: "Ada" }],
      alternatives: [{ text: "Draw our own", reason: "Nobody has the time" }],
      dissent: [{ member: { id: "bo", name: "Bo" }, text: "I would wait" }],
      proposalId: null,
      supersedes: [],
      revision: 1,
      can: { change: true, supersede: true },
    });
    expect(decision.body.content).toHaveLength(2);
    expect((await eventsOf(ada)).at(-1)).toMatchObject({ type: "decision.made", threadId: thread.id, decisionId: decision.id, channelId: thread.channelId });
    expect((await bo.client.decisions.get({ decisionId: decision.id })).can).toEqual({ change: false, supersede: true });
  });

  it("take the place of the thread's decision before", async () => {
    const ada = testWorkspace(await open()).person("Ada");
    const thread = await inThread(ada);
    const first = await ada.client.decisions.create({ threadId: thread.id, statement: "Blue" });
    const second = await ada.client.decisions.create({ threadId: thread.id, statement: "Green" });
    expect(second.supersedes).toEqual([{ id: first.id, threadId: thread.id, excerpt: "Blue" }]);
    const before = await ada.client.decisions.get({ decisionId: first.id });
    expect(before).toMatchObject({ state: "superseded", supersededBy: { id: second.id, excerpt: "Green" }, superseded: { by: "ada" }, can: { change: false, supersede: false } });
    await expect(ada.client.decisions.withdraw({ decisionId: first.id, reason: "No" })).rejects.toMatchObject({ code: "decisions/not_holding" });
    expect((await eventsOf(ada)).slice(-2).map((event) => [event.type, event.decisionId])).toEqual([["decision.changed", first.id], ["decision.made", second.id]]);
  });

  it("take the place of one in another thread, which says so only to those who may see what replaced it", async () => {
    const here = testWorkspace(await open());
    const [ada, bo] = [here.person("Ada"), here.person("Bo")];
    await bo.client.members.me();
    const thread = await inThread(ada);
    const old = await ada.client.decisions.create({ threadId: thread.id, statement: "Blue" });
    const secret = await ada.client.channels.create({ name: "Secret", visibility: "private" });
    const hidden = await ada.client.threads.create({ channelId: secret.id, markdown: "Between us" });
    const next = await ada.client.decisions.create({ threadId: hidden.id, statement: "Green", supersedes: old.id });
    expect(next.supersedes).toMatchObject([{ id: old.id }]);
    expect((await ada.client.decisions.get({ decisionId: old.id })).supersededBy).toMatchObject({ id: next.id });
    expect(await bo.client.decisions.get({ decisionId: old.id })).toMatchObject({ state: "superseded", supersededBy: null });
    await expect(bo.client.decisions.create({ threadId: thread.id, statement: "Red", supersedes: next.id })).rejects.toMatchObject({ status: 404 });
    await expect(ada.client.decisions.create({ threadId: thread.id, statement: "Red", supersedes: old.id })).rejects.toMatchObject({ code: "decisions/not_holding" });
  });

  it("close their thread in the same go, or do nothing at all", async () => {
    const ada = testWorkspace(await open()).person("Ada");
    const thread = await inThread(ada);
    await ada.client.decisions.create({ threadId: thread.id, statement: "Blue", close: { markdown: "Thanks, all" } });
    expect((await ada.client.threads.get({ threadId: thread.id })).closed).toMatchObject({ by: "ada" });
    const { data } = await ada.client.comments.list({ threadId: thread.id });
    expect(data.at(-1)).toMatchObject({ action: "closed", markdown: "Thanks, all" });
    await expect(ada.client.decisions.create({ threadId: thread.id, statement: "Green", close: {} })).rejects.toMatchObject({ code: "threads/closed" });
    expect((await ada.client.decisions.list({ threadId: thread.id })).data).toHaveLength(1);
  });

  it("keep every wording, with what changed and by whom", async () => {
    const here = testWorkspace(await open());
    const [ada, bo] = [here.person("Ada"), here.person("Bo")];
    await bo.client.members.me();
    const thread = await inThread(ada);
    const { id } = await ada.client.decisions.create({ threadId: thread.id, statement: "Blue", deciders: ["ada", "bo"] });
    const edited = await bo.client.decisions.edit({ decisionId: id, statement: "Dark blue", deciders: ["bo"], baseRevision: 1 });
    expect(edited).toMatchObject({ statement: "Dark blue", deciders: [{ id: "bo" }], revision: 2, edited: { by: "bo" } });
    await expect(ada.client.decisions.edit({ decisionId: id, statement: "Navy", baseRevision: 1 })).rejects.toMatchObject({ code: "decisions/revised", details: { revision: 2 } });
    expect((await ada.client.decisions.edit({ decisionId: id, statement: "Dark blue", baseRevision: 2 })).revision).toBe(2);
    const { data } = await ada.client.decisions.listVersions({ decisionId: id });
    expect(data).toMatchObject([
      { revision: 2, statement: "Dark blue", changed: ["statement", "deciders"], edited: { by: "bo" } },
      { revision: 1, statement: "Blue", changed: [], edited: { by: "ada" } },
    ]);
  });

  it("are withdrawn with a reason, by those who decided and by owners", async () => {
    const here = testWorkspace(await open());
    const [ada, bo, olga] = [here.person("Ada"), here.person("Bo"), here.person("Olga", "owner")];
    const thread = await inThread(ada);
    const { id } = await ada.client.decisions.create({ threadId: thread.id, statement: "Blue" });
    await expect(bo.client.decisions.withdraw({ decisionId: id, reason: "I don't like it" })).rejects.toMatchObject({ status: 403 });
    expect(await olga.client.decisions.withdraw({ decisionId: id, reason: "The law changed" })).toMatchObject({ state: "withdrawn", withdrawn: { by: "olga", reason: "The law changed" } });
    const next = await ada.client.decisions.create({ threadId: thread.id, statement: "Green" });
    expect(next.supersedes).toEqual([]);
  });

  it("are the same decision when the same id comes again", async () => {
    const ada = testWorkspace(await open()).person("Ada");
    const thread = await inThread(ada);
    const id = newId("dcs", 1);
    await ada.client.decisions.create({ id, threadId: thread.id, statement: "Blue" });
    expect(await ada.client.decisions.create({ id, threadId: thread.id, statement: "Blue" })).toMatchObject({ id, state: "current" });
    await expect(ada.client.decisions.create({ id, threadId: thread.id, statement: "Green" })).rejects.toMatchObject({ code: "shared/conflict" });
  });

  it("are listed in a log with filters, page by page", async () => {
    const here = testWorkspace(await open());
    const [ada, bo] = [here.person("Ada"), here.person("Bo")];
    await bo.client.members.me();
    const thread = await inThread(ada);
    for (const statement of ["One", "Two", "Three"]) {
      await ada.client.decisions.create({ threadId: thread.id, statement, deciders: [statement === "Two" ? "bo" : "ada"], review: statement === "Three" ? { on: "2026-03-01" } : null });
      here.clock.advance(DAY);
    }
    const about = await ada.client.threads.create({ subject: { type: "invoice", id: "7" }, markdown: "Wrong" });
    await ada.client.decisions.create({ threadId: about.id, statement: "Pay it" });
    const log = async (filter: Parameters<typeof ada.client.decisions.list>[0]) => (await ada.client.decisions.list(filter)).data.map((decision) => decision.excerpt);
    expect(await log({})).toEqual(["Pay it", "Three", "Two", "One"]);
    expect(await log({ channelId: thread.channelId! })).toEqual(["Three", "Two", "One"]);
    expect(await log({ subjectType: "invoice", subjectId: "7" })).toEqual(["Pay it"]);
    expect(await log({ deciderId: "bo" })).toEqual(["Two"]);
    expect(await log({ state: ["current"] })).toEqual(["Pay it", "Three"]);
    expect(await log({ reviewBefore: "2026-03-02" })).toEqual(["Three"]);
    expect(await log({ reviewBefore: "2026-03-01" })).toEqual([]);
    expect(await log({ after: "2026-01-06T00:00:00Z", before: "2026-01-08T00:00:00Z" })).toEqual(["Three", "Two"]);
    const paged: string[] = [];
    for await (const decision of ada.client.decisions.iterate({ limit: 1 })) paged.push(decision.excerpt);
    expect(paged).toEqual(["Pay it", "Three", "Two", "One"]);
  });

  it("come up for review at nine in the morning of their day, in their zone, on a day when clocks change", async () => {
    const here = testWorkspace(await open());
    const ada = here.person("Ada");
    await ada.client.members.me();
    await ada.client.members.update({ memberId: "ada", timeZone: "Europe/Berlin" });
    const thread = await inThread(ada);
    // Clocks go forward that night: nine o'clock is 07:00 UTC, not 08:00.
    const { id, review } = await ada.client.decisions.create({ threadId: thread.id, statement: "Blue", review: { on: "2026-03-29" } });
    expect(review).toEqual({ on: "2026-03-29", timeZone: "Europe/Berlin" });
    here.clock.advance(Date.UTC(2026, 2, 29, 6, 59) - here.clock.now());
    await tick(here);
    expect((await ada.client.decisions.get({ decisionId: id })).state).toBe("current");
    here.clock.advance(60_000);
    await tick(here);
    expect((await ada.client.decisions.get({ decisionId: id })).state).toBe("review_due");
    expect((await eventsOf(ada)).at(-1)).toMatchObject({ type: "decision.review_due", actorId: null, decisionId: id, threadId: thread.id });
    const confirmed = await ada.client.decisions.confirm({ decisionId: id, review: { on: "2026-10-25" } });
    expect(confirmed).toMatchObject({ state: "confirmed", confirmed: { by: "ada" }, review: { on: "2026-10-25" } });
    here.clock.advance(Date.UTC(2026, 9, 25, 7, 59) - here.clock.now());
    await tick(here);
    expect((await ada.client.decisions.get({ decisionId: id })).state).toBe("confirmed");
    here.clock.advance(60_000);
    await tick(here);
    expect((await ada.client.decisions.get({ decisionId: id })).state).toBe("review_due");
    await ada.client.decisions.edit({ decisionId: id, review: null, baseRevision: 1 });
    expect(await ada.client.decisions.get({ decisionId: id })).toMatchObject({ state: "confirmed", review: null });
  });

  it("come up once, however many look and however long nobody did; not when they hold no more or have another day", async () => {
    const db = await open();
    const here = testWorkspace(db);
    const ada = here.person("Ada");
    const review = { on: "2026-02-01", timeZone: "UTC" };
    const started = [];
    for (const name of ["kept", "withdrawn", "superseded", "put off"]) started.push(await inThread(ada, name));
    const made = [];
    for (const thread of started) made.push(await ada.client.decisions.create({ threadId: thread.id, statement: thread.title, review }));
    await ada.client.decisions.withdraw({ decisionId: made[1]!.id, reason: "No" });
    await ada.client.decisions.create({ threadId: started[2]!.id, statement: "Another" });
    await ada.client.decisions.edit({ decisionId: made[3]!.id, review: { on: "2027-02-01" }, baseRevision: 1 });
    here.clock.advance(100 * DAY);
    await Promise.all([tick(here), tick(here), tick(here)]);
    await tick(here);
    const due = (await eventsOf(ada)).filter((event) => event.type === "decision.review_due");
    expect(due.map((event) => event.decisionId)).toEqual([made[0]!.id]);
    const [left] = await db.query<{ count: number }>(sql`select count(*)::int as count from meanwhile.due where kind = 'decisions.review' and workspace = ${here.workspace}`);
    expect(left!.count).toBe(1);
  });

  it("refuse a zone, a decider, and words that are none", async () => {
    const ada = testWorkspace(await open()).person("Ada");
    const { id: threadId } = await inThread(ada);
    await expect(ada.client.decisions.create({ threadId, statement: "Blue", review: { on: "2026-02-01", timeZone: "Mars/Olympus" } })).rejects.toMatchObject({ code: "members/unknown_time_zone" });
    await expect(ada.client.decisions.create({ threadId, statement: "Blue", deciders: ["nobody"] })).rejects.toMatchObject({ code: "members/unknown_member" });
    await expect(ada.client.decisions.create({ threadId, statement: " \n " })).rejects.toMatchObject({ code: "body/empty" });
  });
});
