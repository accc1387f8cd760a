import { newId, type SearchHit } from "@meanwhile/core";
import { expect, it } from "vitest";
import { describeEachDb } from "../testing/databases.ts";
import { type Person, testWorkspace } from "../testing/workspace.ts";

const DAY = 86_400_000;

const marked = ({ text, highlights }: SearchHit["snippet"]) => highlights.map(({ start, end }) => text.slice(start, end));

async function inChannel(person: Person, name = "General", visibility: "public" | "private" = "public") {
  const channel = await person.client.channels.create({ name, visibility });
  const start = (title: string, markdown = title) => person.client.threads.create({ channelId: channel.id, title, markdown });
  return { channel, start };
}

const titles = async (person: Person, query: string, more = {}) => (await person.client.search.list({ query, ...more })).data.map((hit) => hit.title.text);

describeEachDb("search", (open) => {
  it("finds threads by title, opening comment and living context, and comments by their words, as soon as they are written", async () => {
    const ada = testWorkspace(await open()).person("Ada");
    const { start, channel } = await inChannel(ada, "Money");
    const thread = await start("Budget for 2027", "We need numbers from **every** team.");
    const comment = await ada.client.comments.create({ threadId: thread.id, markdown: "Ours: *forty* penguins" });
    await ada.client.threads.setContext({ threadId: thread.id, markdown: "Waiting for the lawyers", baseVersion: 0 });
    for (const query of ["budget", "numbers", "lawyer"]) {
      const [hit] = (await ada.client.search.list({ query })).data;
      expect(hit).toMatchObject({ kind: "thread", id: thread.id, threadId: thread.id, commentNumber: 1, channel: { id: channel.id, name: "Money" }, author: { id: "ada" } });
    }
    const { data } = await ada.client.search.list({ query: "penguin" });
    expect(data).toMatchObject([{ kind: "comment", id: comment.id, threadId: thread.id, commentNumber: 2, title: { text: "Budget for 2027" } }]);
    expect(marked(data[0]!.snippet)).toEqual(["penguins"]);
    await ada.client.threads.update({ threadId: thread.id, title: "Forecast" });
    expect(await titles(ada, "forecast penguins")).toEqual(["Forecast", "Forecast"]);
    expect(await titles(ada, "budget")).toEqual([]);
  });

  it("knows an edited comment by its new words alone, and a deleted one not at all", async () => {
    const ada = testWorkspace(await open()).person("Ada");
    const { start } = await inChannel(ada);
    const { id: threadId } = await start("Animals");
    const { id: commentId } = await ada.client.comments.create({ threadId, markdown: "penguins" });
    await ada.client.comments.edit({ commentId, markdown: "ostriches" });
    expect(await titles(ada, "penguins")).toEqual([]);
    expect(await titles(ada, "ostrich")).toHaveLength(1);
    await ada.client.comments.delete({ commentId });
    expect(await titles(ada, "ostrich")).toEqual([]);
    const opening = (await ada.client.comments.list({ threadId })).data[0]!;
    await ada.client.comments.edit({ commentId: opening.id, markdown: "zebras" });
    expect(await titles(ada, "zebra animals")).toEqual(["Animals"]);
  });

  it("finds what the member may see, and that changes at once with channel, thread and people", async () => {
    const { person } = testWorkspace(await open());
    const [ada, ben] = [person("Ada"), person("Ben")];
    await ben.client.members.me();
    const secret = await inChannel(ada, "Secret", "private");
    const common = await inChannel(ada, "Common");
    const thread = await secret.start("Zanzibar plans", "Zanzibar in May");
    await ada.client.comments.create({ threadId: thread.id, markdown: "Zanzibar it is" });
    expect(await titles(ben, "zanzibar")).toEqual([]);
    await ada.client.threads.move({ threadId: thread.id, channelId: common.channel.id });
    expect(await titles(ben, "zanzibar")).toHaveLength(2);
    await ada.client.channels.update({ channelId: common.channel.id, visibility: "private" });
    const hidden = await ben.client.search.list({ query: "zanzibar" });
    expect(hidden).toMatchObject({ data: [], count: { count: 0, more: false }, channels: [], kinds: [], didYouMean: null });
    await ada.client.channels.addMembers({ channelId: common.channel.id, memberIds: ["ben"] });
    expect(await titles(ben, "zanzibar")).toHaveLength(2);
    expect((await ben.client.search.list({ query: "zanzibar" })).count).toEqual({ count: 2, more: false });
  });

  it("gives nothing away by corrections, suggestions or topics", async () => {
    const { person } = testWorkspace(await open());
    const [ada, ben] = [person("Ada"), person("Ben")];
    await ben.client.members.me();
    const secret = await inChannel(ada, "Zanzibar", "private");
    await secret.start("Zanzibar plans", "Zanzibar in May");
    expect(await ada.client.search.list({ query: "zanzibra" })).toMatchObject({ corrected: true, didYouMean: "zanzibar", data: [{ title: { text: "Zanzibar plans" } }] });
    expect(await ben.client.search.list({ query: "zanzibra" })).toMatchObject({ corrected: false, didYouMean: null, data: [] });
    expect(await ben.client.search.suggest({ query: "zanz" })).toEqual({ channels: [], members: [], threads: [] });
    expect((await ada.client.search.suggest({ query: "zanz" })).threads).toHaveLength(1);
    expect((await ben.client.search.listTopics({})).data).toEqual([]);
    expect((await ben.client.search.listTopics({ private: true })).data).toEqual([]);
    expect((await ada.client.search.listTopics({ private: true })).data).toHaveLength(1);
    expect(await ben.client.search.list({ query: "in:zanzibar plans" })).toMatchObject({ data: [], issues: [{ code: "unknown_name", operator: "in", value: "zanzibar" }] });
  });

  it("finds nothing of another workspace", async () => {
    const db = await open();
    const [ada, eve] = [testWorkspace(db).person("Ada"), testWorkspace(db).person("Eve", "owner")];
    await (await inChannel(ada)).start("Xylophone", "Xylophone lessons");
    for (const query of ["xylophone", "xylofone", "from:ada", "in:general xylophone", '"xylophone lessons"', "lesson"]) {
      expect(await eve.client.search.list({ query })).toMatchObject({ data: [], count: { count: 0 }, didYouMean: null });
    }
    expect((await eve.client.search.listTopics({ private: true })).data).toEqual([]);
    expect((await eve.client.search.suggest({ query: "xyl" })).threads).toEqual([]);
  });

  it("takes filters by name and id, dates in the member's zone, phrases and exclusions", async () => {
    const { person, clock } = testWorkspace(await open());
    const [ada, ben] = [person("Ada Lovelace"), person("Ben")];
    await ben.client.members.me();
    const { start, channel } = await inChannel(ada, "Product Design");
    const old = await start("Plan A", "the old plan for icons");
    clock.advance(10 * DAY);
    const next = await start("Plan B", "the new plan for [Ben](mention:user/ben)");
    await ben.client.threads.create({ channelId: (await inChannel(ben, "Other")).channel.id, title: "Plan C", markdown: "a plan of icons, new" });
    await ada.client.threads.close({ threadId: old.id });
    const found = async (query: string) => (await titles(ada, query)).sort();
    expect(await found("plan")).toEqual(["Plan A", "Plan B", "Plan C"]);
    expect(await found("plan in:product-design")).toEqual(["Plan A", "Plan B"]);
    expect(await found(`plan in:${channel.id} in:other`)).toEqual(["Plan A", "Plan B", "Plan C"]);
    expect(await found("plan -in:#other")).toEqual(["Plan A", "Plan B"]);
    expect(await found('plan from:"Ada Lovelace"')).toEqual(["Plan A", "Plan B"]);
    expect(await found("plan from:lovelace is:open")).toEqual(["Plan B"]);
    expect(await found("from:me is:closed")).toEqual(["Plan A"]);
    expect(await found("plan to:ben")).toEqual(["Plan B"]);
    expect((await ben.client.search.list({ query: "mentions:me" })).data.map(({ id }) => id)).toEqual([next.id]);
    expect(await found("plan after:7d")).toEqual(["Plan B", "Plan C"]);
    expect(await found("plan before:7d")).toEqual(["Plan A"]);
    expect(await found('"new plan"')).toEqual(["Plan B"]);
    expect(await found("plan -icons")).toEqual(["Plan B"]);
    expect(await found('plan -"new plan"')).toEqual(["Plan A", "Plan C"]);
    expect(await found("plan has:video")).toEqual([]);
    expect((await ada.client.search.list({ query: "plan from:nobody form:ada in:" })).issues.map(({ code }) => code)).toEqual(["unknown_operator", "missing_value", "unknown_name"]);
  });

  it("completes the last word, and only that", async () => {
    const ada = testWorkspace(await open()).person("Ada");
    const { start } = await inChannel(ada);
    await start("Decisions about rhinoceroses", "They stay.");
    for (const query of ["rhi", "decisio", "decisions rhino", "rhinoceros"]) expect(await titles(ada, query)).toHaveLength(1);
    expect(await titles(ada, "rhino ")).toEqual([]);
  });

  it("asks for some of the words where too few have all, and ranks by how rare they are", async () => {
    const ada = testWorkspace(await open()).person("Ada");
    const { start } = await inChannel(ada);
    for (let i = 0; i < 12; i++) await start(`Status ${i}`, "the status of the migration is good");
    await start("Rollback", "how a rollback of the database is done");
    const answer = await ada.client.search.list({ query: "how do we do a rollback when the migration of a server fails?" });
    expect(answer.match).toBe("some");
    expect(answer.data[0]!.title.text).toBe("Rollback");
    expect(answer.data.length).toBeGreaterThan(5);
    expect((await ada.client.search.list({ query: "migration status" })).match).toBe("all");
    expect((await ada.client.search.list({ query: 'rollback migration "status of"' })).data.map((hit) => hit.title.text)).not.toContain("Rollback");
  });

  it("puts a mistyped word right where that finds something, in the words of what it finds", async () => {
    const ada = testWorkspace(await open()).person("Ada");
    const { start } = await inChannel(ada);
    await start("Pinguine", "Nothing here");
    await start("Quarterly forecasting", "The forecast of the quarter");
    expect(await ada.client.search.list({ query: "forcast" })).toMatchObject({ corrected: true, didYouMean: expect.stringMatching(/^forecast/) });
    expect(await ada.client.search.list({ query: "quarter forcast" })).toMatchObject({ corrected: false, didYouMean: expect.stringMatching(/^quarter forecast/) });
    expect(await ada.client.search.list({ query: "xqzt" })).toMatchObject({ data: [], corrected: false, didYouMean: null });
  });

  it.each([
    ["german", "Wir haben die Häuser in der Straße nicht gesehen und sind dann mit dem Auto gefahren.", ["haus", "strasse", "STRASSE gesehen", "autos"], "Häuser"],
    ["french", "Ils évitent les réunions qui sont trop longues, et nous aussi.", ["evitent", "réunion", "reunions longues"], "évitent"],
    ["japanese", "明日の会議で予算を決定します。", ["会議", "予算 会議", "決定"], "会議"],
    ["thai", "การประชุมวันนี้เลื่อนออกไป", ["ประชุม"], "ประชุม"],
    ["arabic", "قررنا نشر الميزانية الجديدة", ["الميزانية"], "الميزانية"],
    ["russian", "Мы приняли решение о бюджете на следующий год.", ["бюджет", "решения"], "бюджете"],
  ])("finds words of %s in other forms, and marks them as they are written", async (_language, text, queries, mark) => {
    const ada = testWorkspace(await open()).person("Ada");
    const { start } = await inChannel(ada);
    await start("English one", "We did not decide about the meetings and the houses of the street.");
    const thread = await start("T", text);
    for (const query of queries) expect((await ada.client.search.list({ query })).data.map(({ id }) => id), query).toContain(thread.id);
    const shown = (await ada.client.search.list({ query: queries[0]! })).data.find(({ id }) => id === thread.id)!;
    expect(marked(shown.snippet)).toContain(mark);
  });

  it("pages through hits by rank and by time, each once, whatever is written meanwhile", async () => {
    const { person, clock } = testWorkspace(await open());
    const ada = person("Ada");
    const { start } = await inChannel(ada);
    for (let i = 0; i < 25; i++) await start(`Note ${i}`, "elephants ".repeat((i % 5) + 1));
    for (const sort of ["relevance", "newest"] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await ada.client.search.list({ query: "elephant", sort, limit: 7, cursor });
        seen.push(...page.data.map(({ id }) => id));
        expect(page.count).toEqual(cursor === undefined ? { count: 25 + (sort === "newest" ? 3 : 0), more: false } : null);
        cursor = page.nextCursor ?? undefined;
        clock.advance(1000);
        if (cursor) await start("Later", "elephants");
      } while (cursor);
      expect(new Set(seen).size).toBe(sort === "newest" ? 28 : 25);
      expect(seen).toHaveLength(new Set(seen).size);
      clock.advance(1000);
    }
  });

  it("keeps a member's searches, theirs alone", async () => {
    const { person } = testWorkspace(await open());
    const [ada, ben] = [person("Ada"), person("Ben")];
    const savedSearchId = newId("srch", 1);
    await ada.client.search.save({ savedSearchId, name: "Open questions", query: "is:open ?" });
    await ada.client.search.save({ savedSearchId, name: "My questions", query: "from:me is:open" });
    expect((await ada.client.search.listSaved()).data).toMatchObject([{ id: savedSearchId, name: "My questions", query: "from:me is:open" }]);
    expect((await ben.client.search.listSaved()).data).toEqual([]);
    await ben.client.search.removeSaved({ savedSearchId });
    expect((await ada.client.search.listSaved()).data).toHaveLength(1);
    await ada.client.search.removeSaved({ savedSearchId });
    expect((await ada.client.search.listSaved()).data).toEqual([]);
  });

  it("lists topics by title and by activity, those of archived channels too", async () => {
    const { person, clock } = testWorkspace(await open());
    const ada = person("Ada");
    const { start, channel } = await inChannel(ada);
    for (const title of ["zebra", "Apple", "mango"]) {
      await start(title);
      clock.advance(DAY);
    }
    await ada.client.channels.archive({ channelId: channel.id });
    const all = async (input: object) => {
      const seen: string[] = [];
      for await (const topic of ada.client.search.iterateTopics({ limit: 2, ...input })) seen.push(topic.title);
      return seen;
    };
    expect(await all({ sort: "title" })).toEqual(["Apple", "mango", "zebra"]);
    expect(await all({ sort: "active", channelId: channel.id })).toEqual(["mango", "Apple", "zebra"]);
  });

  it("takes any text for a query", async () => {
    const ada = testWorkspace(await open()).person("Ada");
    const { start } = await inChannel(ada);
    await start("Quotes", "it's a 'quoted' \\ word");
    for (const query of ["'", "''\\", "it's", "a & b | !c <-> d:*", "\\'", "% _", "before:9999y", "after:9999y x", "—", "the of and", '"the of"', "-the", "x:".repeat(500), "ü".repeat(2000), "word ".repeat(390)]) {
      await expect(ada.client.search.list({ query })).resolves.toMatchObject({ data: expect.any(Array) });
      await expect(ada.client.search.list({ query, sort: "newest" })).resolves.toMatchObject({ data: expect.any(Array) });
      await ada.client.search.suggest({ query: query.slice(0, 200) });
    }
    await expect(ada.client.search.list({ query: "quoted", cursor: "e30" })).rejects.toMatchObject({ code: "shared/invalid_input" });
    expect(await titles(ada, "it's quoted")).toEqual(["Quotes"]);
  });
});
