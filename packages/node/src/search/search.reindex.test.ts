import { expect, it } from "vitest";
import { sql } from "../db/sql.ts";
import { silentLogger } from "../http/logger.ts";
import { runDue } from "../jobs/due.run.ts";
import { describeEachDb } from "../testing/databases.ts";
import { testWorkspace } from "../testing/workspace.ts";
import { countChanges } from "./search.count.ts";
import { followLog } from "./search.follow.ts";
import { reindex } from "./search.reindex.ts";
import { searchBackground } from "./search.background.ts";
import { searchSources } from "./search.sources.ts";

describeEachDb("the index of search", (open) => {
  const filled = async () => {
    const db = await open();
    const { person, workspace, clock } = testWorkspace(db);
    const ada = person("Ada");
    const { id: channelId } = await ada.client.channels.create({ name: "General" });
    const thread = await ada.client.threads.create({ channelId, title: "Budget plans", markdown: "the budget of the house" });
    const first = await ada.client.comments.create({ threadId: thread.id, markdown: "a house with budgets" });
    const second = await ada.client.comments.create({ threadId: thread.id, markdown: "only gardens" });
    const follow = () => followLog(db, workspace, searchSources);
    await follow();
    const words = async () => Object.fromEntries((await db.query<{ word: string; documents: number }>(sql`
      select word, documents from meanwhile.search_words where workspace = ${workspace} and documents > 0 order by word`)).map(({ word, documents }) => [word, documents]));
    const sizes = () => db.query(sql`select language, documents, length from meanwhile.search_statistics where workspace = ${workspace} and documents > 0`);
    return { db, ada, workspace, thread, first, second, words, sizes, clock, follow };
  };

  it("counts words in as many documents as have them, through edits and deletions, whenever it counts", async () => {
    const { db, ada, workspace, first, second, words, sizes, follow } = await filled();
    await ada.client.comments.edit({ commentId: second.id, markdown: "gardens of houses" });
    await follow();
    await countChanges(db, workspace);
    expect(await words()).toEqual({ budget: 2, garden: 1, hous: 3, plan: 1 });
    expect(await sizes()).toEqual([{ language: "english", documents: 3, length: 8 }]);
    await ada.client.comments.edit({ commentId: first.id, markdown: "a tent" });
    await follow();
    await ada.client.comments.edit({ commentId: first.id, markdown: "a large tent" });
    await ada.client.comments.delete({ commentId: second.id });
    await follow();
    await countChanges(db, workspace);
    expect(await words()).toEqual({ budget: 1, hous: 1, larg: 1, plan: 1, tent: 1 });
    expect(await countChanges(db, workspace)).toBe(0);
  });

  it("counts each change once, however many count at a time", async () => {
    const { db, workspace, words } = await filled();
    const counted = await Promise.all(Array.from({ length: 4 }, () => countChanges(db, workspace, 1)));
    while ((await countChanges(db, workspace)) > 0);
    expect(Math.max(...counted)).toBe(1);
    expect(await words()).toEqual({ budget: 2, garden: 1, hous: 2, plan: 1 });
  });

  it("is the same when it is made anew, whatever had become of it", async () => {
    const { db, ada, workspace, words, sizes } = await filled();
    while ((await countChanges(db, workspace)) > 0);
    const before = [await words(), await sizes(), await db.query(sql`select * from meanwhile.documents where workspace = ${workspace} order by id`)];
    await db.query(sql`update meanwhile.documents set words = '', text = 'lost' where workspace = ${workspace} and kind = 'comment'`);
    await db.query(sql`update meanwhile.documents set id = 'thr_0' where workspace = ${workspace} and kind = 'thread'`);
    await db.query(sql`update meanwhile.search_words set documents = 99 where workspace = ${workspace}`);
    expect(await reindex(db, { sources: searchSources, workspace })).toBe(3);
    expect([await words(), await sizes(), await db.query(sql`select * from meanwhile.documents where workspace = ${workspace} order by id`)]).toEqual(before);
    expect((await ada.client.search.list({ query: "gardens" })).data).toHaveLength(1);
  });

  it("comes to be for what was written before there was one, a batch at a time", async () => {
    const { db, ada, workspace } = await filled();
    await db.query(sql`delete from meanwhile.documents where workspace = ${workspace}`);
    const { due } = searchBackground({ db, bus: { subscribeAll: () => () => {} }, logger: silentLogger }, searchSources);
    const indexing = due.find(({ kind }) => kind === "search.index")!;
    await db.query(sql`
      insert into meanwhile.due (kind, key, next_due_at, payload) values ('search.index', ${workspace}, 'epoch', ${JSON.stringify({ workspace, kind: 0, after: "" })}::text::jsonb)`);
    let now = 0;
    while ((await runDue(db, indexing, (now += 60_000), { logger: silentLogger })).ran > 0);
    expect((await ada.client.search.list({ query: "gardens" })).data).toHaveLength(1);
    expect(await db.query(sql`select * from meanwhile.due where kind = 'search.index' and key = ${workspace}`)).toEqual([]);
  });
});
