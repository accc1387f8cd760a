import { mkdtemp, open as openFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MeanwhileClient } from "@meanwhile/core";
import { parseMarkdown } from "@meanwhile/core/body";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Db } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { describeEachDb } from "../testing/databases.ts";
import { testWorkspace } from "../testing/workspace.ts";
import { seeded } from "./import.fixture.ts";
import { importSlack, type ImportSlackOptions } from "./import.slack.ts";
import { CREW, crewExport } from "./slack.crew.fixture.ts";
import { madeExport, type MadeExport } from "./slack.fixture.ts";
import { zipWriter } from "./zip.fixture.ts";

const now = Date.UTC(2026, 0, 5, 9);

/** Every comment of the workspace, in order. */
async function comments(db: Db, workspace: string): Promise<{ id: string; thread_id: string; number: number; created_at: string; markdown: string }[]> {
  return db.query(sql`select id, thread_id, number, created_at, markdown from meanwhile.comments where workspace = ${workspace} order by thread_id, number`);
}

/** Numbers are dense, counts right, a list line shows the last comment, and what is stored as a tree is what its Markdown reads as. */
async function expectSound(db: Db, workspace: string): Promise<void> {
  const wrong = await db.query(sql`
    select t.id from meanwhile.threads t
    left join (
      select thread_id, count(*) as count, max(number) as last, min(number) as first, max(created_at) as latest, (array_agg(author_id order by number desc))[1] as author
      from meanwhile.comments where workspace = ${workspace} group by thread_id) c on c.thread_id = t.id
    where t.workspace = ${workspace} and (c.count, c.last, c.first, c.latest, c.author) is distinct from (t.comment_count, t.comment_count, 1, t.active_at, t.last_author_id)`);
  expect(wrong).toEqual([]);
  const bodies = await db.query<{ markdown: string; body: unknown }>(sql`select markdown, body from meanwhile.comments where workspace = ${workspace} order by id limit 300`);
  for (const { markdown, body } of bodies) expect(parseMarkdown(markdown)).toEqual(body);
}

async function read(client: MeanwhileClient): Promise<Record<string, string[]>> {
  const { data } = await client.threads.list({ limit: 100 });
  const threads = await Promise.all(
    data.map(async ({ id, title }) => [title, (await client.comments.list({ threadId: id, limit: 100 })).data.map(({ author, markdown }) => `${author.name}: ${markdown}`)] as const),
  );
  return Object.fromEntries(threads);
}

describeEachDb("an imported export of Slack's", (open) => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "meanwhile-slack-"));
  });
  afterAll(() => rm(home, { recursive: true }));

  const setUp = async () => {
    const db = await open();
    const here = testWorkspace(db);
    const run = async (archive: Buffer = crewExport(), options: Partial<ImportSlackOptions> = {}) => {
      const file = join(home, `${crypto.randomUUID()}.zip`);
      await writeFile(file, archive);
      return importSlack({ db, workspace: here.workspace, file, now, ...options });
    };
    return { ...here, db, run };
  };
  /** Ada and Ben of the host are the Ada and Ben of Slack. */
  const members = new Map([
    ["ada@garden.example.org", "ada"],
    ["U2", "ben"],
  ]);

  it("is channels of threads that read as they were written", async () => {
    const { db, run, person, workspace } = await setUp();
    const report = await run(undefined, { members });
    expect(report).toMatchObject({
      ...{ channels: { added: 3, known: 0 }, direct: 2, threads: { added: 8 }, files: { linked: 2, inArchive: 1 } },
      messages: { read: 23, added: 18, known: 0, doubles: 1, skipped: 4 },
      skipped: { "told of the channel itself: who came, went, renamed, pinned": 1, "did not say who wrote them": 1, "had no time by which to place them": 1, "were deleted in Slack": 1 },
    });
    expect(report.notes.map(({ place, note }) => `${place}: ${note}`)).toEqual([
      "channels.json: Entry 3 is no conversation: it has no id.",
      "left-over: No list of the export names this folder, so nobody knows who may see it.",
      expect.stringMatching(/^garden\/2024-03-06\.json: The day was skipped\. It is no JSON: /),
      expect.stringMatching(/^garden\/1709542800\.000100: 2 of its reactions/),
    ]);

    const { client } = person("Ada");
    const channels = (await client.channels.list({ archived: true })).data.concat((await client.channels.list()).data);
    expect(channels.map(({ name, visibility, memberCount, archived, description }) => [name, visibility, memberCount, archived !== null, description]).sort()).toEqual([
      ["budget", "private", 1, false, ""],
      ["garden", "public", 3, false, "All that grows & our page\n\nSpring"],
      ["old-beds", "public", 0, true, ""],
    ]);
    expect(await read(client)).toEqual({
      "Which beds, @Ben Moss? 2 * 3 👍:sprout-own:": ["Ada: Which **beds**, [Ben Moss](mention:user/ben)? 2 \\* 3 👍:sprout-own:", "Ben Moss: The south ones.", "Ada: Settled: south."],
      "2024-03-04: Anybody at the <gate>? @here #garden #private-channel the _plan_": [
        "Ben Moss: Anybody at the \\<gate>? @here #garden #private-channel [the \\_plan\\_](https://garden.example.org/a_b)",
        "Sprinkler: > [Bed 3 is dry](https://sprinkler.example.org/3)\n>\n> Moisture **12 %**\n>\n> **Since**\n> Monday",
        "Weather: Rain at 14:00",
        "Cleo Bark: See <https://garden.example.org/plan>",
        "Ada: [The plan](https://garden.slack.com/files/U1/F1/plan.pdf) (application/pdf, 52 kB)\n\n[photo.jpg](https://files.slack.com/F2/photo.jpg?x=1) (image/jpeg, 1.9 MB)\n\n*A file that was deleted.*",
        "Ben Moss: *waters the roses*",
        "Visitor Vi: Hello from next door",
      ],
      "Deleted message": ["Slackbot: ", "Ben Moss: Why did you delete it?"],
      "Asked before this export began": ["Ada: Asked before this export began"],
      "2024-03-04: Secret: 300 for the pond": ["Ada: Secret: 300 for the pond"],
      "2024-03: Just us two": ["Ada: Just us two", "Ben Moss: Still just us"],
      "2024-04: April!": ["Ben Moss: April!"],
      "2024-03: We three": ["Cleo Bark: We three"],
    });
    await expectSound(db, workspace);
    expect(JSON.stringify(await db.query(sql`select * from meanwhile.comments where workspace = ${workspace}`))).not.toContain("xoxe");
  });

  it("keeps times, edits, reactions, mentions, tombstones", async () => {
    const { run, person } = await setUp();
    await run(undefined, { members });
    const { client } = person("Ben");
    const { data } = await client.threads.list({ limit: 100 });
    const thread = data.find(({ title }) => title.startsWith("Which beds"))!;
    expect(thread).toMatchObject({ commentCount: 3, createdAt: "2024-03-04T09:00:00.000Z", activeAt: "2024-03-05T10:00:00.000Z" });
    const [first] = (await client.comments.list({ threadId: thread.id })).data;
    expect(first).toMatchObject({
      createdAt: "2024-03-04T09:00:00.000Z",
      edited: { at: "2024-03-04T09:05:00.000Z", by: "ada" },
      reactions: [
        { emoji: "👍🏼", memberIds: ["ben", "slack:U3"] },
        { emoji: "sprout-own", memberIds: ["ben"] },
      ],
    });
    const named = (await client.threads.list({ mentioned: true })).data;
    expect(named.map(({ id }) => id)).toEqual([thread.id]);
    const gone = data.find(({ title }) => title === "Deleted message")!;
    expect((await client.comments.list({ threadId: gone.id })).data[0]).toMatchObject({ deleted: { at: "2024-03-05T11:00:00.000Z", by: null }, body: { content: [] } });
  });

  it("brings members as they are: the host's own, gone, guests, bots, in their zones", async () => {
    const { db, run, workspace } = await setUp();
    await run(undefined, { members });
    const rows = await db.query(sql`
      select id, name, avatar_url, role, time_zone, deactivated_at is not null as gone from meanwhile.members where workspace = ${workspace} order by name, id`);
    expect(rows.map((row) => Object.values(row))).toEqual([
      ["ada", "Ada", "https://pictures.example.org/ada-72.png", "member", "Europe/Lisbon", false],
      ["ben", "Ben Moss", null, "member", "UTC", false],
      ["slack:U3", "Cleo Bark", null, "member", "UTC", true],
      ["slack:U4", "Gus Vale", null, "guest", "UTC", false],
      ["slack:USLACKBOT", "Slackbot", null, "member", "UTC", true],
      ["slack:U5", "Sprinkler", null, "member", "UTC", true],
      ["slack:U77", "Visitor Vi", null, "member", "UTC", true],
      [expect.stringMatching(/^slack:bot-\w{12}$/), "Weather", null, "member", "UTC", true],
    ]);
  });

  it("keeps private what was private", async () => {
    const { run, person } = await setUp();
    await run(undefined, { members });
    const seenBy = async (name: string) => Object.keys(await read(person(name).client)).filter((title) => /Secret|us two|April|three/.test(title));
    expect((await seenBy("Ada")).sort()).toEqual(["2024-03-04: Secret: 300 for the pond", "2024-03: Just us two", "2024-03: We three", "2024-04: April!"]);
    expect((await seenBy("Ben")).sort()).toEqual(["2024-03: Just us two", "2024-03: We three", "2024-04: April!"]);
    expect(await seenBy("Zoe")).toEqual([]);
    expect((await person("Zoe").client.channels.list()).data.map(({ name }) => name)).toEqual(["garden"]);
  });

  it("is found by those who may see it, and asks where it asks", async () => {
    const { db, run, person, workspace } = await setUp();
    await run(undefined, { members });
    const found = async (name: string, query: string) => (await person(name).client.search.list({ query })).data.map(({ kind, commentNumber }) => [kind, commentNumber]);
    expect(await found("Zoe", '"settled south"')).toEqual([["comment", 3]]);
    expect(await found("Ada", '"300 for the pond"')).toEqual([["thread", 1]]);
    expect(await found("Ben", '"300 for the pond"')).toEqual([]);
    expect(await db.query(sql`select count(*)::int as waiting from meanwhile.search_changes where workspace = ${workspace}`)).toEqual([{ waiting: 0 }]);
    const asking = await db.query<{ markdown: string }>(sql`select markdown from meanwhile.comments where workspace = ${workspace} and asks order by created_at`);
    expect(asking.map(({ markdown }) => markdown)).toContain("Why did you delete it?");
    expect(asking.map(({ markdown }) => markdown)).not.toContain("Settled: south.");
  });

  it("leaves direct messages out where told, and counts them", async () => {
    const { run, person } = await setUp();
    const report = await run(undefined, { members, skipDirect: true });
    expect(report.skipped["were direct messages, left out as told"]).toBe(4);
    expect(report.direct).toBe(0);
    expect((await person("Ada").client.threads.list({ private: true })).data).toEqual([]);
  });

  it("run twice adds nothing and says nothing", async () => {
    const { db, run, workspace, person } = await setUp();
    await run();
    const before = await comments(db, workspace);
    const events = await person("Zoe").client.events.list({ after: 0 });
    expect(await run()).toMatchObject({ channels: { added: 0, known: 3 }, messages: { added: 0, known: 18, doubles: 1, skipped: 4 }, threads: { added: 0 }, members: { added: 0 } });
    expect(await comments(db, workspace)).toEqual(before);
    expect(await person("Zoe").client.events.list({ after: 0 })).toEqual(events);
  });

  it("leaves what was changed here since as it is", async () => {
    const { run, person } = await setUp();
    await run(undefined, { members });
    const { client } = person("Ada", "owner");
    const garden = (await client.channels.list()).data.find(({ name }) => name === "garden")!;
    await client.channels.update({ channelId: garden.id, name: "The garden", visibility: "private" });
    await client.channels.removeMember({ channelId: garden.id, memberId: "ben" });
    await run(undefined, { members });
    expect((await client.channels.get({ channelId: garden.id })).name).toBe("The garden");
    expect((await person("Ben").client.channels.list()).data).toEqual([]);
  });

  it("that is later adds what is new, also in answer to what had stood alone", async () => {
    const { db, run, workspace, person } = await setUp();
    const [, root, single] = CREW["garden/2024-03-04.json"] as Record<string, unknown>[];
    await run(crewExport({ "garden/2024-03-05.json": undefined }), { members });
    const before = new Map((await comments(db, workspace)).map((comment) => [comment.id, comment]));
    const answered = { ...single, thread_ts: single!["ts"], reply_count: 1 };
    const later = [{ type: "message", user: "U1", text: "I am", ts: "1709600000.000001", thread_ts: single!["ts"] }];
    const report = await run(crewExport({ "garden/2024-03-04.json": [root, answered], "garden/2024-03-04-b.json": undefined, "garden/2024-03-07.json": later }), { members });
    expect(report.messages).toMatchObject({ added: 6 });
    for (const comment of await comments(db, workspace)) if (before.has(comment.id)) expect(comment).toEqual(before.get(comment.id));
    const threads = await read(person("Ada").client);
    expect(Object.entries(threads).find(([title]) => title.startsWith("2024-03-04: Anybody"))![1].at(-1)).toBe("Ada: I am");
    expect(Object.entries(threads).find(([title]) => title.startsWith("Which beds"))![1]).toHaveLength(3);
    await expectSound(db, workspace);
  });

  it("is told to whoever listens, of a private channel to those in it alone", async () => {
    const { run, person } = await setUp();
    const zoe = person("Zoe").client;
    await zoe.members.me();
    await run(undefined, { members });
    const told = async (client: MeanwhileClient) => (await client.events.list({ after: 0 })).data.map(({ type }) => type);
    const [atZoe, atAda] = [await told(zoe), await told(person("Ada").client)];
    expect(atZoe.filter((type) => type === "channel.created")).toHaveLength(2);
    expect(atAda.filter((type) => type === "channel.created")).toHaveLength(3);
    expect(atAda.filter((type) => type === "thread.changed").length).toBeGreaterThan(atZoe.filter((type) => type === "thread.changed").length);
  });

  it("greets nobody with old threads as unread", async () => {
    const { run, person, db, workspace } = await setUp();
    for (const name of ["Ada", "Zoe"]) await person(name).client.members.me();
    await db.query(sql`update meanwhile.members set joined_at = '2020-01-01' where workspace = ${workspace}`);
    await run(undefined, { members });
    // Ada, who wrote much of it and was here before; Ben, who came with it; Zoe, who has nothing to do with it.
    for (const name of ["Ada", "Ben", "Zoe"]) expect((await person(name).client.threads.list({ unread: true })).data, name).toEqual([]);
    expect(await db.query(sql`select 1 from meanwhile.inbox_items where workspace = ${workspace}`)).toEqual([]);
    // Whoever took part hears of what comes from now on.
    const thread = (await person("Ben").client.threads.list({ limit: 100 })).data.find(({ title }) => title.startsWith("Which beds"))!;
    await person("Ada").client.comments.create({ threadId: thread.id, markdown: "And the north ones?" });
    expect((await person("Ben").client.inbox.list()).data).toHaveLength(1);
  });

  it.each(["", "My export/"])("is found with %j around it", async (root) => {
    const { run } = await setUp();
    expect((await run(crewExport({}, root))).messages.added).toBe(18);
  });

  const made = (messages: number, seed: number): MadeExport => ({ messages, channels: 8, directs: 4, people: 30, days: 20, start: Date.UTC(2025, 5, 1), random: seeded(seed) });
  const madeFile = async (options: MadeExport) => {
    const file = join(home, `${crypto.randomUUID()}.zip`);
    const handle = await openFile(file, "w");
    const pieces: Uint8Array[] = [];
    const writer = zipWriter((bytes) => void pieces.push(bytes));
    for (const part of madeExport(options)) writer.add(part);
    writer.end();
    await handle.writeFile(Buffer.concat(pieces));
    await handle.close();
    return file;
  };

  it("of three thousand messages has each of them once, at its time", async () => {
    const { db, workspace } = await setUp();
    const file = await madeFile(made(3000, 1));
    const report = await importSlack({ db, workspace, file, now });
    expect(report.messages).toEqual({ read: 3000, added: 3000, known: 0, doubles: 0, skipped: 0 });
    await expectSound(db, workspace);
    const rows = await comments(db, workspace);
    const times = [...madeExport(made(3000, 1))]
      .filter(({ name }) => name.includes("/"))
      .flatMap(({ content }) => (JSON.parse(content as string) as { ts: string }[]).map(({ ts }) => new Date(Math.floor(Number(ts) * 1000 + 1e-4)).toISOString()));
    expect(rows.map((row) => row.created_at).sort()).toEqual(times.sort());
    for (const [i, row] of rows.entries()) if (row.number > 1) expect(row.created_at >= rows[i - 1]!.created_at).toBe(true);
  });

  it("that was cut off is completed by the next run", async () => {
    const { db, workspace } = await setUp();
    const file = await madeFile(made(2000, 7));
    let batches = 0;
    const breaking: Db = {
      ...db,
      tx: async (run, last) => {
        if (batches++ > 16) throw new Error("pulled the plug");
        return db.tx(run, last);
      },
    };
    await expect(importSlack({ db: breaking, workspace, file, now })).rejects.toThrow("pulled the plug");
    const half = (await comments(db, workspace)).length;
    expect(half).toBeGreaterThan(100);
    expect(half).toBeLessThan(1900);
    expect((await importSlack({ db, workspace, file, now })).messages).toMatchObject({ known: half, added: 2000 - half });
    await expectSound(db, workspace);
  });

  it("run by two at once is there once", async () => {
    const { db, workspace } = await setUp();
    const file = await madeFile(made(600, 3));
    const reports = await Promise.all([importSlack({ db, workspace, file, now }), importSlack({ db, workspace, file, now })]);
    expect(reports[0]!.messages.added + reports[1]!.messages.added).toBe(600);
    expect(await comments(db, workspace)).toHaveLength(600);
    await expectSound(db, workspace);
  });
});
