import type { MeanwhileClient } from "@meanwhile/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Db } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { countChanges } from "../search/search.count.ts";
import { describeEachDb, sharedDb } from "../testing/databases.ts";
import { testWorkspace } from "../testing/workspace.ts";
import { fillWorkspace } from "./export.fixture.ts";
import { LEFT_OUT, OWNED } from "./export.tables.ts";
import { exportWorkspace, type Folder, readExport } from "./index.ts";

async function exported(db: Db, workspace: string): Promise<string> {
  let text = "";
  await exportWorkspace(db, workspace, (part) => void (text += part));
  return text;
}

async function* linesOf(text: string): AsyncGenerator<string> {
  yield* text.split("\n");
}

async function filesOf(db: Db, workspace: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const folder: Folder = {
    async file(path, write) {
      let text = "";
      await write(async (part) => void (text += part));
      expect(files.has(path), path).toBe(false);
      files.set(path, text);
    },
  };
  await exportWorkspace(db, workspace, () => {}, folder);
  return files;
}

describeEachDb("the tables of a workspace", (open) => {
  it("are each exported, or left out for a reason", async () => {
    const db = await open();
    const tables = await db.query<{ name: string }>(sql`
      select table_name as name from information_schema.columns where table_schema = 'meanwhile' and column_name = 'workspace' order by 1`);
    const named = [...OWNED.map(({ table }) => table), ...Object.keys(LEFT_OUT)];
    expect(new Set(named).size).toBe(named.length);
    // A table that is missing here needs its line in export.tables.ts.
    expect(tables.map(({ name }) => name)).toEqual(named.sort());
  });

  it("leave out only columns that have a default", async () => {
    const db = await open();
    for (const { table, omit = [] } of OWNED) {
      const columns = await db.query<{ name: string; free: boolean }>(sql`
        select column_name as name, is_nullable = 'YES' or column_default is not null as free from information_schema.columns
        where table_schema = 'meanwhile' and table_name = ${table} and column_name = any(${[...omit]}::text[])`);
      expect(columns.map(({ free }) => free), table).toEqual(omit.map(() => true));
    }
  });
});

describeEachDb("a workspace's export", (open, { engine }) => {
  const setUp = async () => {
    const db = await open();
    const here = testWorkspace(db);
    return { db, here, elsewhere: await sharedDb(engine === "pglite" ? "postgres" : "pglite") };
  };

  it("read into another database gives the same bytes again, whatever the API made", async () => {
    const { db, here, elsewhere } = await setUp();
    await fillWorkspace(here);
    const lines = await exported(db, here.workspace);
    const kinds = new Set(lines.trimEnd().split("\n").map((line) => (JSON.parse(line) as { type: string }).type));
    expect([...kinds]).toEqual(["workspace", ...OWNED.map(({ type }) => type)]);
    const report = await readExport({ db: elsewhere, lines: linesOf(lines) });
    expect(report).toEqual({ workspace: here.workspace, rows: lines.trimEnd().split("\n").length - 1 });
    expect(await exported(elsewhere, here.workspace)).toBe(lines);
    expect(await filesOf(elsewhere, here.workspace)).toEqual(await filesOf(db, here.workspace));
  });

  it("is a workspace one can go on in", async () => {
    const { db, here, elsewhere } = await setUp();
    await fillWorkspace(here);
    await readExport({ db: elsewhere, lines: linesOf(await exported(db, here.workspace)) });
    const ben = here.person("Ben").client;
    const moved = testWorkspace(elsewhere, { clock: here.clock }, here.workspace).person("Ben").client;
    const lists: ((client: MeanwhileClient) => Promise<unknown>)[] = [
      (client) => client.threads.list(),
      (client) => client.channels.list(),
      (client) => client.decisions.list(),
      (client) => client.proposals.list(),
      (client) => client.search.listSaved(),
      (client) => client.search.list({ query: "bench" }),
      (client) => client.search.list({ query: "south in:Garden" }),
    ];
    while ((await countChanges(db, here.workspace)) > 0);
    expect((await moved.search.list({ query: "south" })).data).not.toEqual([]);
    for (const list of lists) expect(await list(moved)).toEqual(await list(ben));
    const { lastSeq } = await ben.events.list({ after: 0 });
    await moved.comments.create({ threadId: (await moved.threads.list({ state: "open" })).data[0]!.id, markdown: "Still here" });
    const { data, reset } = await moved.events.list({ after: lastSeq });
    expect([data.map(({ type }) => type), reset]).toEqual([["comment.created"], false]);
    expect((await moved.events.list({ after: 1 })).reset).toBe(true);
  });

  it("keeps to one workspace, and to one that is empty", async () => {
    const { db, here, elsewhere } = await setUp();
    await fillWorkspace(here);
    const other = testWorkspace(db);
    await other.person("Zoe").client.channels.create({ name: "Elsewhere" });
    const lines = await exported(db, here.workspace);
    expect(lines).not.toMatch(/zoe|Elsewhere/);
    expect(lines.split("\n").filter((line) => line.includes(here.workspace))).toHaveLength(1);
    await expect(readExport({ db, lines: linesOf(lines) })).rejects.toMatchObject({ code: "import/not_empty" });
    const workspace = `copy-${crypto.randomUUID()}`;
    await readExport({ db: elsewhere, lines: linesOf(lines), workspace });
    expect(await exported(elsewhere, workspace)).toBe(lines.replace(here.workspace, workspace));
    await expect(exported(db, "nobody's")).rejects.toMatchObject({ code: "export/unknown_workspace" });
  });

  it("holds no keys of calls that were made", async () => {
    const { db, here } = await setUp();
    await fillWorkspace(here);
    const key = crypto.randomUUID();
    expect((await here.person("Ada", "owner").request("POST", "/v1/channels", { name: "Keyed" }, { "idempotency-key": key })).status).toBeLessThan(300);
    const keys = await db.query<{ key: string }>(sql`select key from meanwhile.idempotency_keys where workspace = ${here.workspace}`);
    const lines = await exported(db, here.workspace);
    expect(keys).toEqual([{ key }]);
    expect(lines).toContain("Keyed");
    expect(lines).not.toContain(key);
  });

  it.each<[string, (lines: string[]) => string[], string]>([
    ["is empty", () => [], "import/bad_export"],
    ["begins in the middle", (lines) => lines.slice(1), "import/bad_export"],
    ["was cut short", (lines) => [...lines.slice(0, 8), lines[8]!.slice(0, -9)], "import/bad_export"],
    ["has a format of the future", ([head, ...lines]) => [head!.replace('"format":1', '"format":2'), ...lines], "import/bad_export"],
    ["has lines of the future", (lines) => [...lines.slice(0, 3), '{"type":"meeting","id":"1"}'], "import/bad_export"],
    ["has fields of the future", (lines) => lines.map((line) => line.replace('"type":"member",', '"type":"member","shoeSize":43,')), "import/bad_export"],
    ["has a link that would run", (lines) => lines.map((line) => line.replace('"https://example.org/42"', '"javascript:alert(1)"')), "import/bad_export"],
    ["has a tree that is none", (lines) => lines.map((line) => line.replace('"content": [{"type": "paragraph"', '"content": [{"type": "script"')), "import/bad_export"],
  ])("that %s is refused, and leaves nothing", async (_, spoil, code) => {
    const { db, here, elsewhere } = await setUp();
    await fillWorkspace(here);
    const lines = spoil((await exported(db, here.workspace)).trimEnd().split("\n"));
    await expect(readExport({ db: elsewhere, lines: linesOf(lines.join("\n")) })).rejects.toMatchObject({ code });
    expect(await elsewhere.query(sql`select 1 from meanwhile.workspaces where id = ${here.workspace}`)).toEqual([]);
  });

  it("of an older version gets what is new by its default", async () => {
    const { db, here, elsewhere } = await setUp();
    await fillWorkspace(here);
    const lines = await exported(db, here.workspace);
    const older = lines.split("\n").map((line) => (line.startsWith('{"type":"member"') ? line.replace(/,"version":\d+/, "") : line));
    expect(older.join("\n")).not.toBe(lines);
    await readExport({ db: elsewhere, lines: linesOf(older.join("\n")) });
    const rows = await elsewhere.query<{ version: number }>(sql`select distinct version from meanwhile.members where workspace = ${here.workspace}`);
    expect(rows).toEqual([{ version: 1 }]);
  });

  it("in Markdown reads like what people wrote", async () => {
    const { db, here } = await setUp();
    await fillWorkspace(here);
    const files = await filesOf(db, here.workspace);
    expect([...files.keys()].map((name) => name.replace(/-[0-9a-z]{10}(?=\/|\.md)/g, "-…")).sort()).toEqual([
      "channels/budget-…/2026-01-05-pond-….md",
      "channels/budget-…/README.md",
      "channels/garden-…/2026-01-05-a-bench-….md",
      "channels/garden-…/2026-01-05-a-quoted-line-with-tags-שלום-日本語-and-….md",
      "channels/garden-…/README.md",
      "channels/garden-…/README.md",
      "members.md",
      expect.stringMatching(/^people\/2026-01-05-between-us-….md$/),
      expect.stringMatching(/^people\/2026-01-05-coffee-[^/]*-….md$/),
      expect.stringMatching(/^subjects\/invoice-42-a-[^/]*\/2026-01-05-paid-twice-….md$/),
      expect.stringMatching(/^subjects\/invoice-42-a-[^/]*\/README.md$/),
    ]);
    const thread = [...files].find(([name]) => name.includes("日本語"))![1];
    expect(thread).toMatch(/^---\nid: "thr_\w+"\ntitle: "A \\"quoted\\" /);
    expect(thread).toContain('channel: "Garden"\n');
    expect(thread).toContain("## Context (version 2)\n\nKnown **better**\n");
    expect(thread).toContain("## Decision (current)\n\nSouth, and a bench\n");
    const proposed = [...files].find(([name]) => name.includes("a-bench"))![1];
    expect(proposed).toMatch(/## Proposal \(accepted\)\n\nA bench by the pond\n\n\*Ben, \S+; closed \S+\*\n\nAda agrees\n\n## 1\. Ben/);
    expect(thread).toMatch(/## 2\. Ben, 2026-01-05T\S+ \(edited \S+\)\n\nThe \*\*south\*\* ones\n\n👍🏽 Ada\n\nNoted by Cleo\n/);
    expect(thread).toMatch(/## 3\. Cleo, \S+\n\n\*Deleted\.\*\n/);
  });

  const step = fc.oneof(
    fc.record({ call: fc.constant("thread" as const), by: fc.constantFrom("Ada", "Ben"), title: fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }), markdown: fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }) }),
    fc.record({ call: fc.constant("comment" as const), by: fc.constantFrom("Ada", "Ben"), nth: fc.nat(9), markdown: fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }), metadata: fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }) }),
    fc.record({ call: fc.constant("edit" as const), by: fc.constantFrom("Ada", "Ben"), nth: fc.nat(9), markdown: fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }) }),
    fc.record({ call: fc.constantFrom("react" as const, "close" as const, "delete" as const, "pin" as const), by: fc.constantFrom("Ada", "Ben"), nth: fc.nat(9) }),
  );

  it("of any sequence of calls gives the same bytes again", async () => {
    const { db, elsewhere } = await setUp();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const here = testWorkspace(db);
        const channel = await here.person("Ada", "owner").client.channels.create({ name: "Any" });
        const threads: string[] = [];
        const comments: string[] = [];
        for (const one of steps) {
          const { client } = here.person(one.by, one.by === "Ada" ? "owner" : "member");
          const pick = (ids: string[]) => ids["nth" in one ? one.nth % Math.max(ids.length, 1) : 0] as never;
          // What the API refuses, it has not made.
          const quietly = (promise: Promise<unknown>) => promise.catch(() => undefined);
          if (one.call === "thread") await quietly(client.threads.create({ channelId: channel.id, title: one.title, markdown: one.markdown }).then(({ id }) => threads.push(id)));
          else if (one.call === "comment") await quietly(client.comments.create({ threadId: pick(threads), markdown: one.markdown, metadata: one.metadata as never }).then(({ id }) => comments.push(id)));
          else if (one.call === "edit") await quietly(client.comments.edit({ commentId: pick(comments), markdown: one.markdown }));
          else if (one.call === "react") await quietly(client.comments.setReaction({ commentId: pick(comments), emoji: "🎉", on: true }));
          else if (one.call === "delete") await quietly(client.comments.delete({ commentId: pick(comments) }));
          else if (one.call === "close") await quietly(client.threads.close({ threadId: pick(threads) }));
          else await quietly(client.threads.setPinned({ threadId: pick(threads), pinned: true }));
          here.clock.advance(1);
        }
        const lines = await exported(db, here.workspace);
        await readExport({ db: elsewhere, lines: linesOf(lines) });
        expect(await exported(elsewhere, here.workspace)).toBe(lines);
      }),
      { numRuns: 15 },
    );
  });
});

describe("a workspace's export while others write", () => {
  it("is of one moment", async () => {
    const db = await sharedDb("postgres");
    const here = testWorkspace(db);
    await fillWorkspace(here);
    const before = await exported(db, here.workspace);
    const { client } = here.person("Ada", "owner");
    let text = "";
    await exportWorkspace(db, here.workspace, async (part) => {
      if (text === "") await client.channels.create({ name: "Too late" });
      text += part;
    });
    expect(text).toBe(before);
    expect(await exported(db, here.workspace)).toContain("Too late");
  });
});
