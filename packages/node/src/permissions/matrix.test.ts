import { type Contract, inboxItemId, type Input, newId, type Role, type RouteTable, routes } from "@meanwhile/core";
import { describe, expect, it } from "vitest";
import { sharedDb } from "../testing/databases.ts";
import { type Person, testWorkspace } from "../testing/workspace.ts";

/** Words that only insiders may ever read. */
const SECRET = "Zanzibar";

type Ids = Awaited<ReturnType<typeof seed>>["ids"];
type Inputs = { [S in keyof Contract]: { [Name in keyof Contract[S]]: (ids: Ids) => Input<Contract[S][Name]> } };

/** A valid input for every call of the contract, aimed at the seeded things. A new route does not compile until it has its line here. */
const INPUTS: Inputs = {
  members: {
    me: () => ({}),
    list: () => ({}),
    get: (ids) => ({ memberId: ids.insider }),
    upsert: (ids) => ({ memberId: ids.insider, name: "Renamed" }),
    update: (ids) => ({ memberId: ids.insider, timeZone: "Europe/Lisbon" }),
    deactivate: (ids) => ({ memberId: ids.insider }),
    reactivate: (ids) => ({ memberId: ids.insider }),
  },
  groups: {
    list: () => ({}),
    put: (ids) => ({ groupId: ids.groupId, name: "Crew", memberIds: [ids.insider] }),
    remove: (ids) => ({ groupId: ids.groupId }),
  },
  channels: {
    list: () => ({}),
    get: (ids) => ({ channelId: ids.channelId }),
    create: () => ({ name: "New" }),
    update: (ids) => ({ channelId: ids.channelId, description: "Changed" }),
    archive: (ids) => ({ channelId: ids.channelId }),
    unarchive: (ids) => ({ channelId: ids.channelId }),
    join: (ids) => ({ channelId: ids.channelId }),
    leave: (ids) => ({ channelId: ids.channelId }),
    setFavourite: (ids) => ({ channelId: ids.channelId, favourite: true }),
    listMembers: (ids) => ({ channelId: ids.channelId }),
    addMembers: (ids) => ({ channelId: ids.channelId, memberIds: [ids.insider] }),
    removeMember: (ids) => ({ channelId: ids.channelId, memberId: ids.insider }),
  },
  threads: {
    list: () => ({}),
    count: () => ({}),
    create: (ids) => ({ channelId: ids.channelId, title: "New", markdown: "Words" }),
    get: (ids) => ({ threadId: ids.threadId }),
    update: (ids) => ({ threadId: ids.threadId, title: "Changed" }),
    setContext: (ids) => ({ threadId: ids.threadId, markdown: "Known", baseVersion: 1 }),
    listContextVersions: (ids) => ({ threadId: ids.threadId }),
    close: (ids) => ({ threadId: ids.threadId }),
    reopen: (ids) => ({ threadId: ids.closedThreadId }),
    setPinned: (ids) => ({ threadId: ids.threadId, pinned: true }),
    setAssignee: (ids) => ({ threadId: ids.threadId, memberId: ids.insider }),
    move: (ids) => ({ threadId: ids.threadId, channelId: ids.openChannelId }),
    setPosition: (ids) => ({ threadId: ids.threadId, position: 1 }),
    addPeople: (ids) => ({ threadId: ids.peopleThreadId, memberIds: [ids.insider] }),
    setSubjectAccess: () => ({ subject: { type: "invoice", id: "42" }, memberIds: [] }),
  },
  comments: {
    list: (ids) => ({ threadId: ids.threadId }),
    create: (ids) => ({ threadId: ids.threadId, markdown: "Words" }),
    get: (ids) => ({ commentId: ids.commentId }),
    edit: (ids) => ({ commentId: ids.commentId, markdown: "Other words" }),
    delete: (ids) => ({ commentId: ids.commentId }),
    listVersions: (ids) => ({ commentId: ids.commentId }),
    setReaction: (ids) => ({ commentId: ids.commentId, emoji: "👍", on: true }),
    setAcknowledged: (ids) => ({ commentId: ids.commentId, acknowledged: true }),
    previewAudience: (ids) => ({ threadId: ids.threadId, audience: "channel" }),
  },
  decisions: {
    list: () => ({}),
    create: (ids) => ({ threadId: ids.threadId, statement: "Decided" }),
    get: (ids) => ({ decisionId: ids.decisionId }),
    edit: (ids) => ({ decisionId: ids.decisionId, statement: "Decided otherwise", baseRevision: 1 }),
    listVersions: (ids) => ({ decisionId: ids.decisionId }),
    confirm: (ids) => ({ decisionId: ids.decisionId }),
    withdraw: (ids) => ({ decisionId: ids.decisionId, reason: "No more" }),
  },
  proposals: {
    list: () => ({}),
    create: (ids) => ({ threadId: ids.threadId, statement: "Proposed", voters: { kind: "channel" } }),
    get: (ids) => ({ proposalId: ids.proposalId }),
    vote: (ids) => ({ proposalId: ids.proposalId, choice: "agree" }),
    extend: (ids) => ({ proposalId: ids.proposalId, workingDays: 1, reason: "More time" }),
    withdraw: (ids) => ({ proposalId: ids.proposalId, reason: "No more" }),
  },
  inbox: {
    list: () => ({}),
    counts: () => ({}),
    get: (ids) => ({ itemId: ids.itemId }),
    setState: (ids) => ({ itemId: ids.itemId, state: "done" }),
    setSaved: (ids) => ({ itemId: ids.itemId, saved: true }),
    snooze: (ids) => ({ itemId: ids.itemId, until: { kind: "reply" } }),
    unsnooze: (ids) => ({ itemId: ids.itemId }),
    archiveAll: () => ({}),
    readAll: () => ({}),
    undo: (ids) => ({ undoId: ids.undoId }),
    markUnreadFor: (ids) => ({ threadId: ids.threadId, memberIds: [ids.insider] }),
    catchUp: () => ({ from: "2026-01-01T00:00:00Z" }),
    getPreferences: () => ({}),
    setPreferences: () => ({ set: [{ reason: "followed", via: "email", on: true }] }),
  },
  follows: {
    getThread: (ids) => ({ threadId: ids.threadId }),
    setThread: (ids) => ({ threadId: ids.threadId, level: "everything" }),
    getChannel: (ids) => ({ channelId: ids.channelId }),
    setChannel: (ids) => ({ channelId: ids.channelId, level: "nothing" }),
  },
  search: {
    list: () => ({ query: SECRET }),
    suggest: () => ({ query: SECRET }),
    listTopics: () => ({}),
    listSaved: () => ({}),
    save: () => ({ savedSearchId: newId("srch", 1), name: "Mine", query: "words" }),
    removeSaved: () => ({ savedSearchId: newId("srch", 1) }),
  },
  programs: {
    list: () => ({}),
    get: (ids) => ({ programId: ids.programId }),
    create: (ids) => ({ name: "New", audience: { kind: "channel", channelId: ids.channelId }, cadence: CADENCE }),
    update: (ids) => ({ programId: ids.programId, name: "Changed" }),
    setMembership: (ids) => ({ programId: ids.programId, pause: { kind: "next" } }),
    listMembers: (ids) => ({ programId: ids.programId }),
    preview: (ids) => ({ programId: ids.programId }),
    results: (ids) => ({ programId: ids.programId }),
  },
  rounds: {
    list: (ids) => ({ programId: ids.programId }),
    get: (ids) => ({ roundId: ids.roundId }),
    redraw: (ids) => ({ roundId: ids.roundId, reason: "Somebody left" }),
    verify: (ids) => ({ roundId: ids.roundId }),
    explain: (ids) => ({ roundId: ids.roundId, memberId: ids.insider, otherId: "colleague" }),
  },
  pairings: {
    list: () => ({}),
    get: (ids) => ({ pairingId: ids.pairingId }),
    setMeeting: (ids) => ({ pairingId: ids.pairingId, from: "2026-12-01T10:00:00.000Z" }),
    answer: (ids) => ({ pairingId: ids.pairingId, met: "yes" }),
    getPreferences: () => ({}),
    setPreferences: () => ({ likedTopics: ["food"] }),
    listNever: () => ({}),
    setNever: (ids) => ({ memberIds: [ids.insider, "colleague"], never: true }),
  },
  events: { list: () => ({ after: 0 }) },
  webhooks: {
    list: () => ({}),
    get: (ids) => ({ webhookId: ids.webhookId }),
    create: () => ({ url: "https://receiver.example/hook" }),
    update: (ids) => ({ webhookId: ids.webhookId, description: "Changed" }),
    remove: (ids) => ({ webhookId: ids.webhookId }),
    rotateSecret: (ids) => ({ webhookId: ids.webhookId }),
    sendTest: (ids) => ({ webhookId: ids.webhookId }),
    listDeliveries: (ids) => ({ webhookId: ids.webhookId }),
    replay: (ids) => ({ webhookId: ids.webhookId, deliveryId: ids.deliveryId }),
    replayDead: (ids) => ({ webhookId: ids.webhookId, since: "2026-01-01T00:00:00.000Z" }),
  },
};

/** Rounds of the program in the channel, every Monday. */
const CADENCE = { everyWeeks: 1, weekday: 1, time: "09:01", timeZone: "UTC", startsOn: "2026-01-05" };

const CALLS = Object.entries(routes).flatMap(([slice, table]) => Object.entries(table as RouteTable).map(([name, [method, path]]) => ({ slice, name, method, path })));

/** A workspace with one thing of each kind in a channel of that visibility, all of it full of the secret word. */
async function seed(visibility: "public" | "private") {
  const here = testWorkspace(await sharedDb("pglite"));
  const elsewhere = testWorkspace(await sharedDb("pglite"));
  const insider = here.person("Insider");
  const people: Record<"owner" | "member" | "guest" | "other", Person> = {
    owner: here.person("Owner", "owner"),
    member: here.person("Member"),
    guest: here.person("Guest", "guest"),
    other: elsewhere.person("Other", "owner"),
  };
  for (const person of Object.values(people)) await person.client.members.me();
  const channel = await insider.client.channels.create({ name: `${SECRET} channel`, description: SECRET, visibility });
  const { id: openChannelId } = await insider.client.channels.create({ name: "Commons" });
  const thread = await insider.client.threads.create({ channelId: channel.id, title: `${SECRET} thread`, markdown: `${SECRET} opening` });
  await insider.client.threads.setContext({ threadId: thread.id, markdown: `${SECRET} context`, baseVersion: 0 });
  const comment = await insider.client.comments.create({ threadId: thread.id, markdown: `${SECRET} comment [Member](mention:user/member) [Guest](mention:user/guest)` });
  await insider.client.comments.edit({ commentId: comment.id, markdown: `${SECRET} edited [Member](mention:user/member)` });
  const closed = await insider.client.threads.create({ channelId: channel.id, title: `${SECRET} closed`, markdown: SECRET });
  await insider.client.threads.close({ threadId: closed.id });
  const among = await insider.client.threads.create({ people: ["owner"], title: "Between us", markdown: "Only the two of us" });
  await people.owner.client.threads.setSubjectAccess({ subject: { type: "invoice", id: "42" }, memberIds: ["insider"] });
  const about = await insider.client.threads.create({ subject: { type: "invoice", id: "42" }, title: `${SECRET} invoice`, markdown: SECRET });
  const { id: groupId } = await people.owner.client.groups.put({ groupId: newId("grp", 1), name: "Crew", memberIds: ["insider"] });
  const { id: decisionId } = await insider.client.decisions.create({ threadId: thread.id, statement: `${SECRET} decided`, alternatives: [{ text: SECRET, reason: SECRET }] });
  const colleague = here.person("Colleague");
  await colleague.client.members.me();
  await insider.client.channels.addMembers({ channelId: channel.id, memberIds: ["colleague"] });
  const proposed = await colleague.client.threads.create({ channelId: channel.id, title: `${SECRET} proposed`, markdown: SECRET });
  const { id: proposalId } = await colleague.client.proposals.create({ threadId: proposed.id, statement: `${SECRET} proposal`, voters: { kind: "channel" } });
  const itemId = inboxItemId(thread.id);
  // The insider has an item, and a change of it that they can take back.
  const { undo } = await insider.client.inbox.setSaved({ itemId, saved: true });
  const { id: webhookId } = await people.owner.client.webhooks.create({ url: "https://receiver.example/hook" });
  const { id: deliveryId } = await people.owner.client.webhooks.sendTest({ webhookId });
  const { id: programId } = await insider.client.programs.create({ name: `${SECRET} program`, description: SECRET, audience: { kind: "channel", channelId: channel.id }, cadence: CADENCE });
  here.clock.advance(60_000);
  await here.meanwhile.jobs.tick(here.clock.now());
  const { id: roundId } = (await insider.client.rounds.list({ programId })).data[0]!;
  const { id: pairingId } = (await insider.client.pairings.list()).data[0]!;
  const ids = { programId, roundId, pairingId, itemId, undoId: undo!.id, insider: "insider", decisionId, proposedThreadId: proposed.id, proposalId, channelId: channel.id, openChannelId, threadId: thread.id, closedThreadId: closed.id, peopleThreadId: among.id, aboutThreadId: about.id, commentId: comment.id, groupId, webhookId, deliveryId };
  return { ids, people, insider, here };
}

/** Any client of ours takes any call by its names. */
async function send(person: Person | undefined, here: { meanwhile: { fetch(request: Request): Promise<Response> } }, call: (typeof CALLS)[number], ids: Ids): Promise<Response> {
  const input = (INPUTS as unknown as Record<string, Record<string, (ids: Ids) => Record<string, unknown>>>)[call.slice]![call.name]!(ids);
  const rest = { ...input };
  const path = call.path.replaceAll(/:(\w+)/g, (_, name: string) => {
    delete rest[name];
    return encodeURIComponent(String(input[name]));
  });
  const query = new URLSearchParams(Object.entries(rest).map(([key, value]) => [key, String(value)])).toString();
  const target = call.method === "GET" || call.method === "DELETE" ? `/v1${path}?${query}` : `/v1${path}`;
  const body = call.method === "GET" || call.method === "DELETE" ? undefined : rest;
  if (person) return person.request(call.method, target, body);
  return here.meanwhile.fetch(
    new Request(`http://host.test/api/meanwhile${target}`, { method: call.method, ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }) }),
  );
}

/** Is the world another one now? Making a new one is most of the time that this takes. */
function changed(call: (typeof CALLS)[number], response: Response): boolean {
  return response.ok && call.method !== "GET";
}

const ACTORS = ["owner", "member", "guest", "other", "nobody"] as const;

describe("the permission matrix", () => {
  it("answers every call, for everybody, on public and on private things, as written down", { timeout: 300_000 }, async () => {
    const lines: string[] = [];
    for (const visibility of ["public", "private"] as const) {
      lines.push(`## On things in a ${visibility} channel of somebody else's`, "", `| call | ${ACTORS.join(" | ")} |`, `|---|${ACTORS.map(() => "---").join("|")}|`);
      let world = await seed(visibility);
      for (const call of CALLS) {
        const cells: number[] = [];
        for (const actor of ACTORS) {
          const { ids, people, here } = world;
          const response = await send(actor === "nobody" ? undefined : people[actor], here, call, ids);
          const text = await response.text();
          cells.push(response.status);
          const maySee = visibility === "public" && (actor === "owner" || actor === "member");
          if (!maySee) {
            expect(text, `${call.slice}.${call.name} told ${actor} of a ${visibility} thing`).not.toContain(SECRET);
            const known = JSON.stringify((INPUTS as unknown as Record<string, Record<string, (ids: Ids) => unknown>>)[call.slice]![call.name]!(ids));
            const told = Object.values(ids).filter((id) => id.includes("_") && text.includes(id) && !known.includes(id));
            const harmless = [ids.openChannelId, ids.groupId, ...(actor === "owner" ? [ids.peopleThreadId, ids.webhookId, ids.deliveryId] : [])];
            const leaked = told.filter((id) => actor === "guest" || actor === "other" || actor === "nobody" || !harmless.includes(id as never));
            expect(leaked, `${call.slice}.${call.name} gave ${actor} ids of ${visibility} things`).toEqual([]);
          }
          expect(text, "the thread about a restricted subject").not.toContain(ids.aboutThreadId);
          expect(response.status).toBeLessThan(500);
          if (changed(call, response)) world = await seed(visibility);
        }
        lines.push(`| ${call.slice}.${call.name} | ${cells.join(" | ")} |`);
      }
      lines.push("");
    }
    await expect(`# Who gets what answer\n\nMade by \`matrix.test.ts\`; the statuses of every call of the contract.\n\n${lines.join("\n")}`).toMatchFileSnapshot("matrix.md");
  });

  it("lets the insider do all of it", { timeout: 300_000 }, async () => {
    let world = await seed("private");
    for (const call of CALLS) {
      const { ids, insider, here } = world;
      const response = await send(insider, here, call, ids);
      const { status } = response;
      const isForOwners = ["members.upsert", "members.deactivate", "members.reactivate", "groups.put", "groups.remove", "threads.setSubjectAccess"].includes(`${call.slice}.${call.name}`) || call.slice === "webhooks";
      const isForProposers = ["proposals.extend", "proposals.withdraw"].includes(`${call.slice}.${call.name}`);
      expect(status, `${call.slice}.${call.name}`).toBe(isForOwners || isForProposers ? 403 : ["leave", "removeSaved", "setNever"].includes(call.name) ? 204 : 200);
      if (changed(call, response)) world = await seed("private");
    }
  });

  it("hides what a member may no longer see, in lists, counts and events alike", async () => {
    const { ids, insider, people, here } = await seed("private");
    const { member } = people;
    await insider.client.channels.addMembers({ channelId: ids.channelId, memberIds: ["member"] });
    expect((await member.client.threads.list({ channelId: ids.channelId })).data).toHaveLength(3);
    expect((await member.client.threads.count({ mentioned: true })).count).toBe(1);
    const before = await member.client.events.list({ after: 0 });
    expect(before.data.some((event) => event.threadId === ids.threadId)).toBe(true);
    await insider.client.channels.removeMember({ channelId: ids.channelId, memberId: "member" });
    expect((await member.client.threads.list({})).data.map((thread) => thread.id)).not.toContain(ids.threadId);
    expect((await member.client.threads.count({ mentioned: true })).count).toBe(0);
    const after = await member.client.events.list({ after: 0 });
    expect(after.data.some((event) => event.threadId === ids.threadId)).toBe(false);
    // They are told of their removal itself, by name.
    expect(after.data.at(-1)).toMatchObject({ type: "channel.changed", channelId: ids.channelId });
    const role: Role = "member";
    expect((await here.person("Member", role).request("GET", `/v1/threads/${ids.threadId}`)).status).toBe(404);
  });
});
