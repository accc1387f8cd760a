import { expect, it } from "vitest";
import { sql } from "../db/sql.ts";
import { silentLogger } from "../http/logger.ts";
import { runDue } from "../jobs/due.run.ts";
import { describeEachDb } from "../testing/databases.ts";
import { manualTime } from "../testing/time.ts";
import { testWorkspace } from "../testing/workspace.ts";
import { searchBackground } from "./search.background.ts";
import { followLog, workspacesBehind } from "./search.follow.ts";
import { reindex } from "./search.reindex.ts";
import { searchSources } from "./search.sources.ts";

describeEachDb("search follows the log", (open) => {
  const started = async () => {
    const db = await open();
    const { person, workspace, meanwhile } = testWorkspace(db);
    const ada = person("Ada");
    const { id: channelId } = await ada.client.channels.create({ name: "General" });
    const { id: threadId } = await ada.client.threads.create({ channelId, title: "Birds", markdown: "penguins" });
    const write = (markdown: string) => ada.client.comments.create({ threadId, markdown });
    const documents = () => db.query<{ id: string; text: string }>(sql`
      select kind, id, space_id, thread_id, number, author_id, at, title, text, language, words, length from meanwhile.documents where workspace = ${workspace} order by kind, id`);
    const texts = async () => (await documents()).map(({ text }) => text);
    const follow = () => followLog(db, workspace, searchSources);
    return { db, ada, workspace, threadId, channelId, meanwhile, write, documents, texts, follow };
  };

  it("writes nothing with a comment, and everything once it follows", async () => {
    const { write, texts, follow } = await started();
    await write("ostriches");
    expect(await texts()).toEqual([]);
    await follow();
    expect((await texts()).sort()).toEqual(["ostriches", "penguins"]);
  });

  it("comes to what an index made anew holds, however many write and follow at once", async () => {
    const { db, ada, workspace, channelId, write, documents, follow } = await started();
    const other = await ada.client.channels.create({ name: "Other" });
    await Promise.all(
      Array.from({ length: 8 }, async (_, i) => {
        const { id: commentId } = await write(`word${i} first`);
        await Promise.all([follow(), ada.client.comments.edit({ commentId, markdown: `word${i} second` }), follow()]);
        if (i % 3 === 0) await ada.client.comments.delete({ commentId });
        const thread = await ada.client.threads.create({ channelId, title: `Thread ${i}`, markdown: "opening" });
        await Promise.all([follow(), ada.client.threads.move({ threadId: thread.id, channelId: other.id })]);
        await Promise.all([ada.client.threads.update({ threadId: thread.id, title: `Moved ${i}` }), follow()]);
      }),
    );
    await follow();
    const followed = await documents();
    expect(followed).toHaveLength(1 + 8 + 8 - 3);
    await reindex(db, { sources: searchSources, workspace });
    expect(followed).toEqual(await documents());
  });

  it("does again what was cut off before its position was kept, and nothing of a position that somebody else moved on", async () => {
    const { db, workspace, write, texts, follow } = await started();
    await follow();
    await write("ostriches");
    const cut = { ...db, query: <Row>(statement: Parameters<typeof db.query>[0]) => (statement.text.includes("search_positions as p") ? Promise.reject(new Error("cut off")) : db.query<Row>(statement)) };
    await expect(followLog(cut, workspace, searchSources)).rejects.toThrow("cut off");
    expect(await texts()).toEqual(["penguins"]);
    const late = { ...db, query: async <Row>(statement: Parameters<typeof db.query>[0]) => {
      if (statement.text.includes("search_positions as p")) await follow();
      return db.query<Row>(statement);
    } };
    await followLog(late, workspace, searchSources);
    expect((await texts()).sort()).toEqual(["ostriches", "penguins"]);
    expect(await db.query(sql`select p.seq = w.seq as level from meanwhile.search_positions p join meanwhile.workspaces w on w.id = p.workspace where w.id = ${workspace}`)).toEqual([{ level: true }]);
  });

  it("is done in the background soon after a write, for all that was written meanwhile, and on the minute for what nobody told of", async () => {
    const { db, workspace, write, texts } = await started();
    const time = manualTime(0);
    let poke = (_workspace: string): void => undefined;
    const bus = { subscribeAll: (onGrowth: typeof poke) => ((poke = onGrowth), () => undefined) };
    const { due, start, stop } = searchBackground({ db, bus, logger: silentLogger, timer: time }, searchSources);
    start();
    await write("ostriches");
    poke(workspace);
    await write("emus");
    poke(workspace);
    time.advance(1_000);
    await stop();
    expect(await texts()).toHaveLength(3);
    await write("kiwis");
    expect(await workspacesBehind(db, 10_000)).toContain(workspace);
    const following = due.find(({ kind }) => kind === "search.follow")!;
    // A minute brings a hundred workspaces up to date, and other tests have left theirs behind.
    while ((await workspacesBehind(db, 10_000)).includes(workspace)) {
      await db.query(sql`insert into meanwhile.due (kind, key, next_due_at) values ('search.follow', ${workspace}, 'epoch')`);
      await runDue(db, { ...following, run: async () => null }, 60_000, { logger: silentLogger });
    }
    expect(await texts()).toHaveLength(4);
  });
});
