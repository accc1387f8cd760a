import { MeanwhileError } from "@meanwhile/core";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeEachDb, type EmptyDatabase } from "../testing/databases.ts";
import { isSqlState } from "./errors.ts";
import type { Db } from "./port.ts";
import { sql } from "./sql.ts";

describeEachDb("db", (_open, { engine, create }) => {
  let database: EmptyDatabase;
  let db: Db;
  beforeAll(async () => {
    database = await create();
    db = await database.open();
    await db.exec("create table notes (id bigint primary key, body text); create table words (word text)");
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  const one = async (statement: ReturnType<typeof sql>): Promise<unknown> => Object.values((await db.query(statement))[0]!)[0];

  it("says which engine it is", () => {
    expect(db.engine).toBe(engine);
  });

  it.each([
    ["int8", sql`select 9007199254740991::int8`, 9_007_199_254_740_991],
    ["numeric", sql`select 12.50::numeric`, 12.5],
    ["float8", sql`select 0.1::float8`, 0.1],
    ["bool", sql`select true`, true],
    ["count", sql`select count(*) from notes where false`, 0],
    ["null", sql`select null::int8`, null],
    ["text", sql`select 'ünï'::text`, "ünï"],
    ["json", sql`select '{"a":[1,null]}'::json`, { a: [1, null] }],
    ["jsonb", sql`select '"text"'::jsonb`, "text"],
    ["date", sql`select '2026-03-29'::date`, "2026-03-29"],
    ["timestamptz", sql`select '2026-11-23 09:00:00Z'::timestamptz`, "2026-11-23T09:00:00.000Z"],
    ["timestamptz with an offset", sql`select '2026-11-23 09:00:00.123456+05:45'::timestamptz`, "2026-11-23T03:15:00.123Z"],
    ["timestamptz before offsets were whole", sql`select '1850-01-01 00:00:00Z'::timestamptz`, "1850-01-01T00:00:00.000Z"],
    ["an endless timestamptz", sql`select 'infinity'::timestamptz`, "infinity"],
    ["timestamp", sql`select '2026-11-23 09:00:00'::timestamp`, "2026-11-23 09:00:00"],
    ["bytea", sql`select '\\x00ff10'::bytea`, new Uint8Array([0, 255, 16])],
    ["uuid", sql`select '00000000-0000-7000-8000-000000000000'::uuid`, "00000000-0000-7000-8000-000000000000"],
    ["text[]", sql`select array['a "b"', 'c\\d', '{e,f}', null, '', 'NULL']`, ['a "b"', "c\\d", "{e,f}", null, "", "NULL"]],
    ["int8[]", sql`select array[1, null]::int8[]`, [1, null]],
    ["int4[][]", sql`select '{{1,2},{3,4}}'::int4[][]`, [[1, 2], [3, 4]]],
    ["an empty array", sql`select '{}'::text[]`, []],
    ["jsonb[]", sql`select array['{"a":"b,c"}'::jsonb, '1']`, [{ a: "b,c" }, 1]],
    ["timestamptz[]", sql`select array['2026-11-23 09:00Z'::timestamptz]`, ["2026-11-23T09:00:00.000Z"]],
  ])("reads %s in its one shape", async (_type, statement, expected) => {
    // Strictly: a Buffer is no Uint8Array here.
    expect(await one(statement)).toStrictEqual(expected);
  });

  it("reads instants the same whatever the session's time zone", async () => {
    const read = await db.tx(async (tx) => {
      await tx.exec("set local timezone = 'America/St_Johns'");
      return tx.query<{ at: string }>(sql`select '2026-07-01T12:00:00.5Z'::timestamptz as at`);
    });
    expect(read).toEqual([{ at: "2026-07-01T12:00:00.500Z" }]);
  });

  it.each<[string, ReturnType<typeof sql>, unknown]>([
    ["a string", sql`select ${"it's $1"}::text`, "it's $1"],
    ["a number", sql`select ${1.5}::numeric`, 1.5],
    ["a large number", sql`select ${9_007_199_254_740_991}::int8`, 9_007_199_254_740_991],
    ["a bigint", sql`select ${12n}::int8`, 12],
    ["a boolean", sql`select ${false}::boolean`, false],
    ["null", sql`select ${null}::text is null`, true],
    ["undefined as null", sql`select ${undefined}::text is null`, true],
    ["a Date", sql`select ${new Date(Date.UTC(2026, 0, 5))}::timestamptz`, "2026-01-05T00:00:00.000Z"],
    ["an ISO string", sql`select ${"2026-01-05T00:00:00.000Z"}::timestamptz`, "2026-01-05T00:00:00.000Z"],
    ["bytes", sql`select ${new Uint8Array([1, 0, 255])}::bytea`, new Uint8Array([1, 0, 255])],
    ["an object as JSON", sql`select ${{ a: ["x", { b: null }] }}::jsonb`, { a: ["x", { b: null }] }],
    ["JSON text", sql`select ${JSON.stringify([])}::jsonb`, []],
    ["a list of strings", sql`select ${['a"b', "c\\", "{,}", "NULL", ""]}::text[]`, ['a"b', "c\\", "{,}", "NULL", ""]],
    ["a list to look in", sql`select 2 = any(${[1, 2]}::int8[])`, true],
    ["a list of objects", sql`select ${[{ a: 1 }, { b: '"' }]}::jsonb[]`, [{ a: 1 }, { b: '"' }]],
    ["an empty list", sql`select ${[]}::text[]`, []],
  ])("sends %s", async (_what, statement, expected) => {
    expect(await one(statement)).toEqual(expected);
  });

  it("brings any text back as it went in, alone and in lists", async () => {
    const text = fc.string({ unit: "binary" }).map((s) => s.replaceAll("\0", ""));
    await fc.assert(
      fc.asyncProperty(fc.array(text), async (words) => {
        expect(await one(sql`select ${words}::text[]`)).toEqual(words);
        expect(await one(sql`select ${{ words }}::jsonb`)).toEqual({ words });
      }),
      { numRuns: 50 },
    );
  });

  it("refuses a parameter that has no meaning in SQL", async () => {
    await expect(db.query(sql`select ${() => 1}`)).rejects.toThrow("A function cannot be a parameter");
  });

  it("refuses a second statement in a query", async () => {
    await expect(db.query(sql`select 1; select 2`)).rejects.toSatisfy((error) => isSqlState(error, "42601"));
  });

  it("runs several statements with exec, all or none", async () => {
    await expect(db.exec("insert into words values ('kept'); insert into nowhere values (1)")).rejects.toSatisfy((error) => isSqlState(error, "42P01"));
    expect(await db.query(sql`select word from words where word = 'kept'`)).toEqual([]);
  });

  it("names the broken constraint in the same way", async () => {
    await db.query(sql`insert into notes values (1, 'one')`);
    await expect(db.query(sql`insert into notes values (1, 'again')`)).rejects.toSatisfy((error) => isSqlState(error, "23505", "notes_pkey"));
    expect(isSqlState(null, "23505")).toBe(false);
  });

  it("answers with the rows a writing statement returns", async () => {
    expect(await db.query(sql`insert into notes values (2, 'two'), (3, null) returning id, body`)).toEqual([
      { id: 2, body: "two" },
      { id: 3, body: null },
    ]);
    expect(await db.query(sql`delete from notes where id = 3`)).toEqual([]);
  });

  it("commits a transaction and answers with what its function returns", async () => {
    const answer = await db.tx(async (tx) => {
      await tx.query(sql`insert into words values ('committed')`);
      return "done";
    });
    expect(answer).toBe("done");
    expect(await db.query(sql`select word from words where word = 'committed'`)).toHaveLength(1);
  });

  it("rolls back and passes the error on when the function throws", async () => {
    const failing = db.tx(async (tx) => {
      await tx.query(sql`insert into words values ('undone')`);
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    expect(await db.query(sql`select word from words where word = 'undone'`)).toEqual([]);
  });

  it("does not pretend to have committed when a failed statement was swallowed", async () => {
    const swallowing = db.tx(async (tx) => {
      await tx.query(sql`insert into words values ('swallowed')`);
      await tx.query(sql`select 1 / 0`).catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow();
    expect(await db.query(sql`select word from words where word = 'swallowed'`)).toEqual([]);
    expect(await one(sql`select 1`)).toBe(1);
  });

  it("commits closing statements, made from what the function returned, with the rest", async () => {
    const word = "first of two";
    expect(
      await db.tx(
        async (tx) => (await tx.query<{ word: string }>(sql`insert into words values (${word}) returning word`))[0]!.word,
        (result) => [sql`insert into words values (${`after ${result}`})`, sql`insert into words values (${`last after ${result}`})`],
      ),
    ).toBe(word);
    expect(await db.query(sql`select word from words where word like ${`%after ${word}`} order by word`)).toEqual([{ word: `after ${word}` }, { word: `last after ${word}` }]);
  });

  it.each<[string, () => ReturnType<typeof sql>]>([
    ["fails", () => sql`insert into nowhere values (1)`],
    ["cannot be sent", () => sql`insert into words values (${() => 1})`],
    ["cannot be made", () => expect.unreachable("cannot be made")],
  ])("rolls back when a closing statement %s", async (what, closing) => {
    const failing = db.tx(
      (tx) => tx.query(sql`insert into words values (${`undone, for one ${what}`})`),
      () => [sql`insert into words values (${`undone too, for one ${what}`})`, closing()],
    );
    await expect(failing).rejects.toThrow(/nowhere|function|made/);
    expect(await db.query(sql`select word from words where word like 'undone%'`)).toEqual([]);
  });

  it("refuses a transaction that has ended", async () => {
    const tx = await db.tx(async (open) => open);
    await expect(tx.query(sql`select 1`)).rejects.toThrow(/closed|ended/);
  });

  it("keeps transactions that run at once apart", async () => {
    await db.query(sql`insert into notes values (10, '0')`);
    const add = () =>
      db.tx(async (tx) => {
        const [note] = await tx.query<{ body: string }>(sql`select body from notes where id = 10 for update`);
        await tx.query(sql`update notes set body = ${String(Number(note!.body) + 1)} where id = 10`);
      });
    await Promise.all(Array.from({ length: 20 }, add));
    expect(await one(sql`select body from notes where id = 10`)).toBe("20");
  });

  it("runs the statements of a transaction in the order asked, awaited or not", async () => {
    const answers = await db.tx((tx) => Promise.all(Array.from({ length: 5 }, (_, n) => tx.query(sql`insert into words values (${`turn ${n}`}) returning (select count(*) from words where word like 'turn %') as before`))));
    expect(answers.flat()).toEqual([0, 1, 2, 3, 4].map((before) => ({ before })));
  });

  it("hears what is notified, once it is committed, until it stops listening", async () => {
    const heard: string[] = [];
    const next = waiter();
    const stop = await db.listen("meanwhile_test", (payload) => {
      heard.push(payload);
      next.done();
    });
    await db.tx(async (tx) => {
      await tx.query(sql`select pg_notify('meanwhile_test', 'first')`);
      expect(heard).toEqual([]);
    });
    await next.promise;
    expect(heard).toEqual(["first"]);
    await stop();
    const other = waiter();
    const stopOther = await db.listen("meanwhile_test", other.done);
    await db.query(sql`select pg_notify('meanwhile_test', 'second')`);
    await other.promise;
    await stopOther();
    expect(heard).toEqual(["first"]);
  });

  it("refuses a channel name that would need quotes", async () => {
    await expect(async () => db.listen('a"; drop table notes', () => {})).rejects.toThrow("is no channel");
  });

  it("joins a transaction that the host commits or rolls back", async () => {
    await hostTransaction(database.raw, "commit", async (client) => {
      await db.join(client).query(sql`insert into words values ('with the host')`);
    });
    await hostTransaction(database.raw, "rollback", async (client) => {
      await db.join(client).query(sql`insert into words values ('without the host')`);
    });
    expect(await db.query(sql`select word from words where word like '%the host'`)).toEqual([{ word: "with the host" }]);
  });

  it("joins a transaction of its own", async () => {
    await db.tx(async (tx) => {
      expect(db.join(tx)).toBe(tx);
    });
  });

  it("refuses to join what is no transaction", () => {
    for (const wrong of [undefined, {}, 5]) {
      expect(() => db.join(wrong)).toThrow(expect.toSatisfy((error: unknown) => MeanwhileError.isInstance(error, "db/bad_transaction")));
    }
  });

  it("keeps working through maintenance", async () => {
    await db.query(sql`insert into words select 'word ' || n from generate_series(1, 1500) n`);
    await db.maintain();
    await db.maintain();
    expect(await one(sql`select count(*) from words where word like 'word %'`)).toBe(1500);
  });
});

function waiter(): { promise: Promise<void>; done: () => void } {
  const waiting: (() => void)[] = [];
  return { promise: new Promise((resolve) => waiting.push(resolve)), done: () => waiting[0]!() };
}

async function hostTransaction(raw: string | PGlite, end: "commit" | "rollback", run: (client: unknown) => Promise<void>): Promise<void> {
  if (raw instanceof PGlite) {
    await raw.transaction(async (tx) => {
      await run(tx);
      if (end === "rollback") await tx.rollback();
    });
    return;
  }
  const client = new pg.Client(raw);
  await client.connect();
  await client.query("begin");
  await run(client);
  await client.query(end);
  await client.end();
}
