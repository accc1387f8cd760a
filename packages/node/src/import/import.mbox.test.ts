import type { MeanwhileClient } from "@meanwhile/core";
import { expect, it } from "vitest";
import type { Db } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { describeEachDb } from "../testing/databases.ts";
import { testWorkspace } from "../testing/workspace.ts";
import { crewArchive, CREW } from "./archive.fixture.ts";
import { inChunks, madeLetters, seeded, toMbox } from "./import.fixture.ts";
import { importMbox, type ImportMboxOptions } from "./import.mbox.ts";

const now = Date.UTC(2026, 0, 5, 9);

/** Every comment of the workspace: id, thread, number, author, date, Markdown. */
async function comments(db: Db, workspace: string): Promise<{ id: string; thread_id: string; number: number; author_id: string; created_at: string; markdown: string }[]> {
  return db.query(sql`select id, thread_id, number, author_id, created_at, markdown from meanwhile.comments where workspace = ${workspace} order by thread_id, number`);
}

/** Numbers are dense, counts right, and a list line shows the last comment. */
async function expectSound(db: Db, workspace: string): Promise<void> {
  const wrong = await db.query(sql`
    select t.id from meanwhile.threads t
    left join (
      select thread_id, count(*) as count, max(number) as last, min(number) as first, max(created_at) as latest, (array_agg(author_id order by number desc))[1] as author
      from meanwhile.comments where workspace = ${workspace} group by thread_id) c on c.thread_id = t.id
    where t.workspace = ${workspace} and (c.count, c.last, c.first, c.latest, c.author) is distinct from (t.comment_count, t.comment_count, 1, t.active_at, t.last_author_id)`);
  expect(wrong).toEqual([]);
}

async function threadTitled(client: MeanwhileClient, title: string) {
  const { data } = await client.threads.list({ limit: 100 });
  const thread = data.find((one) => one.title === title)!;
  const { data: read } = await client.comments.list({ threadId: thread.id, limit: 100 });
  return { thread, comments: read.map((comment) => `${comment.author.name}: ${comment.markdown}`) };
}

describeEachDb("an imported archive", (open) => {
  const setUp = async () => {
    const db = await open();
    const here = testWorkspace(db);
    const run = (archive: Uint8Array | string = crewArchive(), options: Partial<ImportMboxOptions> = {}) =>
      importMbox({ db, workspace: here.workspace, open: inChunks(archive, 1000), fileName: "2024-March.txt.gz", now, ...options });
    return { ...here, db, run };
  };

  it("is a channel of threads that read as they were written", async () => {
    const { db, run, person, workspace } = await setUp();
    const { client } = person("Zoe");
    await client.members.me();
    const report = await run();
    expect(report).toMatchObject({ messages: { read: 27, added: 24, known: 0, doubles: 1, skipped: 2 }, threads: { added: 14 }, members: { added: 14 } });
    expect(report.channel).toMatchObject({ name: "crew", created: true });
    expect(report.skipped.map(({ line }) => line)).toEqual([1, 271]);
    expect(report.notes).toMatchObject([{ messageId: "fifteen@garden.example.org" }]);

    const [channel] = (await client.channels.list()).data;
    expect(channel).toMatchObject({ id: report.channel.id, description: "The garden crew. Mailing list crew.garden.example.org", memberCount: 14, createdAt: "2024-03-04T09:00:00.000Z" });
    const beds = await threadTitled(client, "Beds for café l'été");
    expect(beds.thread).toMatchObject({ commentCount: 3, createdAt: "2024-03-04T09:00:00.000Z", activeAt: "2024-03-04T11:00:00.000Z", lastComment: { excerpt: "こんにちは", author: { name: "千代" } } });
    expect(beds.comments[0]).toContain("since autumn. I would like to fill them before");
    expect(beds.comments[0]).toContain("- herbs for the kitchen, so that nobody has to drive to the market for a handful of mint\n- flowers only\n- nothing_at_all, \\_really\\_, and a bench #1");
    expect(beds.comments[0]).not.toMatch(/12345|listinfo/);
    expect(beds.comments[1]).toBe(
      "Ben Moss: On Monday, Ada Fern wrote:\n\n> the beds behind the café have been empty since autumn. I would like to fill them before the first guests sit outside\n\n“Herbs”, please – they cost about €20.\n\n> > an older line\n>\n> \\* flowers only\n\nNo.",
    );
    expect((await threadTitled(client, "Привет")).comments).toEqual(["Dana: Привет", "Ada Fern: Grüße!"]);
    expect((await threadTitled(client, "Plan of the beds")).comments).toEqual([
      "Eli Reed: Here is the plan — see <https://garden.example.org/plan_(2024)>.\n\n*Attachment, not kept: plan.pdf (22 bytes)*",
      "Fay Holt: I **like** it, & the [bench](https://garden.example.org/bench):\n- sunny\n- quiet\n  mostly\n\n> Here is the plan",
      "Eli Reed: > It is quiet there in the mornings.\n\nThis is one line that goes on here.\nAnd this is another.",
    ]);
    expect((await threadTitled(client, "[PATCH] watering: open the valve later")).comments).toEqual([
      expect.stringMatching(/all for it\.\n\n___\n\n```diff\n watering\.c \| 2 \+-\n\ndiff --git [^]*-open_at\(12\);\n\+open_at\(20\);\n done\(\);\n```$/),
      "Hal: > > > > > > deep\n> >\n> > two\n>\n> one\n\nTop.",
    ]);
    expect((await threadTitled(client, "Words at the beginning")).comments).toEqual(["Ada Fern: From here you see the pond.\n\nFrom what I read, this is no separator.\n\n> From the neighbour"]);
    expect((await threadTitled(client, "Who has the key?")).comments).toEqual(["Jan Beck: I have not.", "Kim: Nor have I.", "Ada Fern: I have it."]);
    expect((await threadTitled(client, "Broken")).comments[0]).toContain("Some words that are in no part.");
    expect((await threadTitled(client, "(no subject)")).comments).toEqual(["Kim: *This message has no text.*"]);
    expect((await threadTitled(client, "Odd signs")).comments).toEqual(["Mia: naïve red"]);
    expect((await threadTitled(client, "Hen")).thread.commentCount).toBe(2);
    expect((await threadTitled(client, "Litres")).comments[1]).toBe("Fay Holt: Too much.\n\n> From: Ned\n> Sent: Friday\n> Subject: Litres\n>\n> I counted:\n\n*Attachment, not kept: beds.png (52 kB)*");
    expect((await threadTitled(client, "Never set")).thread.createdAt).toBe("2024-03-06T14:00:00.000Z");
    expect((await threadTitled(client, "Much later")).thread.createdAt).toBe("2024-03-06T14:00:00.000Z");

    const members = (await client.members.list({ limit: 100 })).data;
    expect(members).toHaveLength(15);
    expect(JSON.stringify(members)).not.toMatch(/@|garden/);
    await expectSound(db, workspace);
  });

  it("run twice adds nothing and says nothing", async () => {
    const { db, run, workspace, person } = await setUp();
    await run();
    const before = await comments(db, workspace);
    const events = await person("Zoe").client.events.list({ after: 0 });
    const report = await run();
    expect(report).toMatchObject({ channel: { created: false }, messages: { added: 0, known: 24, doubles: 1, skipped: 2 }, threads: { added: 0 }, members: { added: 0 } });
    expect(await comments(db, workspace)).toEqual(before);
    expect(await person("Zoe").client.events.list({ after: 0 })).toEqual(events);
  });

  it("that has grown adds what is new, after what was there", async () => {
    const { db, run, workspace, person } = await setUp();
    // The middle first: threads whose beginnings are not known yet.
    await run(crewArchive([...CREW.slice(8, 12), CREW[16]!, CREW[2]!]));
    const before = new Map((await comments(db, workspace)).map((comment) => [comment.id, comment]));
    expect((await run()).messages).toMatchObject({ known: 6, added: 18 });
    const after = await comments(db, workspace);
    expect(after).toHaveLength(24);
    for (const comment of after) if (before.has(comment.id)) expect(comment).toEqual(before.get(comment.id));
    await expectSound(db, workspace);
    expect((await threadTitled(person("Zoe").client, "Who has the key?")).comments).toHaveLength(3);
  });

  it("that was cut off is completed by the next run", async () => {
    const { db, run, workspace } = await setUp();
    const letters = madeLetters(700, seeded(7));
    const archive = new TextEncoder().encode(toMbox(letters));
    let opened = 0;
    const breaking = async function* () {
      const whole = ++opened === 1;
      for (let at = 0; at < archive.length; at += 20_000) {
        if (!whole && at > archive.length / 2) throw new Error("pulled the plug");
        yield archive.subarray(at, at + 20_000);
      }
    };
    await expect(run("", { open: breaking })).rejects.toThrow("pulled the plug");
    const half = await comments(db, workspace);
    expect(half.length).toBeGreaterThan(100);
    expect(half.length).toBeLessThan(700);
    await expectSound(db, workspace);
    expect((await run(archive)).messages).toMatchObject({ known: half.length, added: 700 - half.length });
    await expectSound(db, workspace);
  });

  it("run by two at once is there once", async () => {
    const { db, run, workspace } = await setUp();
    const archive = toMbox(madeLetters(300, seeded(3)));
    const reports = await Promise.all([run(archive), run(archive)]);
    expect(reports[0]!.messages.added + reports[1]!.messages.added).toBe(300);
    expect(await comments(db, workspace)).toHaveLength(300);
    await expectSound(db, workspace);
  });

  it("of three thousand letters has each of them once, in its thread, by its author", async () => {
    const { db, run, workspace } = await setUp();
    const letters = madeLetters(3000, seeded(1));
    // Out of order, as when months were put together by their names.
    const shuffled = [...letters.slice(2000), ...letters.slice(500, 1000).reverse(), ...letters.slice(0, 500), ...letters.slice(1000, 2000)];
    const report = await run(toMbox(shuffled));
    expect(report.messages).toEqual({ read: 3000, added: 3000, known: 0, doubles: 0, skipped: 0 });
    await expectSound(db, workspace);

    const rows = await comments(db, workspace);
    const rootOf = (id: string): string => {
      const { parent } = byId.get(id)!;
      return parent === null ? id : rootOf(parent);
    };
    const byId = new Map(letters.map((letter) => [letter.id, letter]));
    const roots = new Set(letters.map((letter) => rootOf(letter.id)));
    expect(report.threads.added).toBe(roots.size);
    const sizes = (groups: Map<unknown, number>) => [...groups.values()].sort((a, b) => a - b);
    const count = <T>(items: readonly T[], key: (item: T) => unknown) => items.reduce((counts, item) => counts.set(key(item), (counts.get(key(item)) ?? 0) + 1), new Map<unknown, number>());
    expect(sizes(count(rows, (row) => row.thread_id))).toEqual(sizes(count(letters, (letter) => rootOf(letter.id))));
    expect(sizes(count(rows, (row) => row.author_id))).toEqual(sizes(count(letters, (letter) => letter.from.address)));
    expect(rows.map((row) => row.created_at).sort()).toEqual(letters.map((letter) => `${new Date(letter.at).toISOString().slice(0, 19)}.000Z`).sort());
    for (const [i, row] of rows.entries()) if (row.number > 1) expect(row.created_at >= rows[i - 1]!.created_at).toBe(true);
  });

  it("greets nobody with old threads as unread, but with what came lately", async () => {
    const { run, person, clock } = await setUp();
    const old = person("Olga").client;
    await old.members.me();
    const letters = madeLetters(60, seeded(5));
    const week = 7 * 86_400_000;
    // Olga joined before all of it was written; the last letters are of this week.
    const start = clock.now() + 60_000;
    const timed = letters.map((letter, i) => ({ ...letter, at: start + i * 60_000 + (i >= 50 ? 3 * week : 0) }));
    const report = await run(toMbox(timed), { now: start + 3 * week + 3_600_000 });
    const [channel] = (await old.channels.list()).data;
    const unread = (await old.threads.list({ unread: true, limit: 100 })).data;
    expect(channel!.me.unreadThreads).toBe(unread.length);
    expect(unread.reduce((sum, thread) => sum + thread.me.unreadCount, 0)).toBe(10);
    expect(report.messages.added).toBe(60);
    expect((await old.inbox.list()).data).toEqual([]);
    clock.advance(4 * week);
    const newcomer = person("Nora").client;
    await newcomer.members.me();
    expect((await newcomer.threads.list({ unread: true })).data).toEqual([]);
  });

  it("is told to whoever listens, in few events", async () => {
    const { run, person } = await setUp();
    const { client } = person("Zoe");
    await client.members.me();
    const { channel } = await run();
    const { data } = await client.events.list({ after: 0 });
    expect(data.slice(1).map(({ type, channelId }) => [type, channelId])).toEqual([
      ["channel.created", channel.id],
      ["member.changed", undefined],
      ["thread.changed", channel.id],
    ]);
  });

  it("goes to the channel that is named, or has the list's name already", async () => {
    const { run, person } = await setUp();
    const { client } = person("Zoe");
    const crew = await client.channels.create({ name: "Crew" });
    expect((await run()).channel).toEqual({ id: crew.id, name: "Crew", created: false });
    expect((await run(crewArchive(), { channel: "Old mail" })).channel).toMatchObject({ name: "Old mail", created: true });
    expect((await run(crewArchive(), { channel: "old mail" })).messages.added).toBe(0);
    expect((await run(crewArchive([CREW[4]!]))).channel).toMatchObject({ name: "2024-March", created: true });
  });

  it("can be written in afterwards like any other", async () => {
    const { run, person, db, workspace } = await setUp();
    const { client } = person("Zoe");
    await run();
    const { thread } = await threadTitled(client, "Hen");
    expect(await client.comments.create({ threadId: thread.id, markdown: "Both." })).toMatchObject({ number: 3 });
    expect((await run()).messages.added).toBe(0);
    await expectSound(db, workspace);
  });

  it("without a message in it is refused, and leaves no channel", async () => {
    const { run, person } = await setUp();
    await expect(run("Dear diary,\n\nFrom now on …\n")).rejects.toMatchObject({ code: "import/no_messages" });
    expect((await person("Zoe").client.channels.list()).data).toEqual([]);
  });
});
