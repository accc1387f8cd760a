import { newId } from "@meanwhile/core";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { sql } from "./db/index.ts";
import { silentLogger } from "./http/logger.ts";
import { createMeanwhile } from "./meanwhile.ts";
import { BASE, resolveTestUser, testWorkspace } from "./testing/workspace.ts";
import { createDatabase, describeEachDb } from "./testing/databases.ts";

describeEachDb("a Meanwhile server", (open) => {
  it("makes the same calls in its own process, on somebody's behalf", async () => {
    const { meanwhile, person, workspace } = testWorkspace(await open());
    const actor = { id: "bot", workspace, name: "Release bot" };
    const channel = await meanwhile.api.channels.create({ name: "Releases" }, { actor });
    const thread = await meanwhile.api.threads.create({ channelId: channel.id, title: "1.2", markdown: "It is **out**." }, { actor, idempotencyKey: "release-1.2" });
    const again = await meanwhile.api.threads.create({ channelId: channel.id, title: "1.2", markdown: "It is **out**." }, { actor, idempotencyKey: "release-1.2" });
    expect(again.id).toBe(thread.id);
    expect((await person("Ada").client.threads.get({ threadId: thread.id })).author.name).toBe("Release bot");
    await expect(meanwhile.api.threads.get({ threadId: "thr_nonsense" as never }, { actor })).rejects.toMatchObject({ code: "shared/invalid_input" });
  });

  it("writes in a transaction of the caller's: kept with it, or lost with it", async () => {
    const db = await open();
    const { meanwhile, person, workspace } = testWorkspace(db);
    const ada = person("Ada");
    await ada.client.members.me();
    const actor = { id: "ada", workspace };
    const before = (await ada.client.events.list({})).lastSeq;
    const attempt = db.tx(async (tx) => {
      await meanwhile.api.channels.create({ name: "Undone" }, { actor, tx });
      throw new Error("the host changed its mind");
    });
    await expect(attempt).rejects.toThrow("changed its mind");
    expect((await ada.client.channels.list()).data).toEqual([]);
    expect((await ada.client.events.list({})).lastSeq).toBe(before);
    await db.tx((tx) => meanwhile.api.channels.create({ name: "Kept" }, { actor, tx }));
    expect((await ada.client.channels.list()).data).toMatchObject([{ name: "Kept" }]);
  });

  it("takes ids from the host's own maker", async () => {
    const { person } = testWorkspace(await open(), { newId: (prefix) => newId(prefix, Date.UTC(2030, 0, 1)) });
    const channel = await person("Ada").client.channels.create({ name: "Later" });
    expect(channel.id > newId("chn", Date.UTC(2029, 0, 1))).toBe(true);
  });
});

describe("a Meanwhile server's life", () => {
  it("begins with the first request, which waits for the database and its migrations", async () => {
    const database = await createDatabase("postgres");
    const meanwhile = createMeanwhile({ database: database.raw as string, jobs: "table", logger: silentLogger, resolveUser: resolveTestUser });
    const user = encodeURIComponent(JSON.stringify({ id: "ada", workspace: "w", name: "Ada" }));
    const answers = await Promise.all([1, 2, 3].map(() => meanwhile.fetch(new Request(`${BASE}/v1/me`, { headers: { "x-test-user": user } }))));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    await meanwhile.close();
    expect((await meanwhile.fetch(new Request(`${BASE}/health`))).status).toBe(500);
    await database.drop();
  });

  it("lives on the host's own pool, and leaves it open", async () => {
    const database = await createDatabase("postgres");
    const pool = new pg.Pool({ connectionString: database.raw as string });
    // `pool.end()` resolves before its connections are gone, and dropping the database cuts those.
    pool.on("connect", (client) => client.on("error", () => undefined));
    const meanwhile = createMeanwhile({ database: pool, jobs: "table", logger: silentLogger });
    await pool.query("create table invoices (id text primary key)");
    const actor = { id: "ada", workspace: "w", name: "Ada" };
    await meanwhile.api.members.me({}, { actor });
    const client = await pool.connect();
    await client.query("begin");
    await client.query("insert into invoices values ('42')");
    await meanwhile.api.threads.create({ subject: { type: "invoice", id: "42" }, markdown: "Please check" }, { actor, tx: client });
    await client.query("rollback");
    client.release();
    expect((await meanwhile.api.threads.list({}, { actor })).data).toEqual([]);
    await meanwhile.close();
    expect((await pool.query("select count(*)::int as n from invoices")).rows).toEqual([{ n: 0 }]);
    await pool.end();
    await database.drop();
  });

  it("says what to do when the database cannot be reached, and tries again with the next request", async () => {
    const database = await createDatabase("postgres");
    const lines: string[] = [];
    const meanwhile = createMeanwhile({
      database: (database.raw as string).replace(/\/[^/]+$/, "/not_there_yet"),
      jobs: false,
      logger: { ...silentLogger, error: (message, fields) => void lines.push(message + JSON.stringify(fields)) },
    });
    expect((await meanwhile.fetch(new Request(`${BASE}/health`))).status).toBe(500);
    expect(lines.join()).toContain("not_there_yet");
    expect(lines.join()).not.toMatch(/postgres:\/\/[^@]*:[^@]*@/);
    const admin = new pg.Client({ connectionString: database.raw as string });
    await admin.connect();
    await admin.query("create database not_there_yet");
    expect((await meanwhile.fetch(new Request(`${BASE}/health`))).status).toBe(200);
    await meanwhile.close();
    await admin.query("drop database not_there_yet with (force)");
    await admin.end();
    await database.drop();
  });

  it("runs what is due when the host's own cron says so", async () => {
    const database = await createDatabase("pglite");
    const db = await database.open();
    const { meanwhile, person, clock, workspace } = testWorkspace(db, { migrate: true });
    await person("Ada").request("POST", "/v1/channels", { name: "C" }, { "idempotency-key": "k" });
    await meanwhile.jobs.tick(clock.now());
    clock.advance(31 * 24 * 60 * 60 * 1000);
    await meanwhile.jobs.tick(clock.now());
    const [left] = await db.query<{ keys: number; events: number }>(sql`
      select (select count(*)::int from meanwhile.idempotency_keys where workspace = ${workspace}) as keys,
             (select count(*)::int from meanwhile.events where workspace = ${workspace}) as events`);
    expect(left).toEqual({ keys: 0, events: 0 });
    expect((await person("Ada").client.events.list({ after: 0 })).reset).toBe(true);
    await database.drop();
  });
});
