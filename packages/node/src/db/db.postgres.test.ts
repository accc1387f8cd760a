import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDatabase, type EmptyDatabase } from "../testing/databases.ts";
import { openPostgres, postgresDb } from "./db.postgres.ts";
import type { Db } from "./port.ts";
import { sql } from "./sql.ts";

describe("the PostgreSQL driver", () => {
  let database: EmptyDatabase;
  let url: string;
  let pool: pg.Pool;
  let db: Db;
  const warnings: string[] = [];
  const logger = { warn: (message: string) => void warnings.push(message) };
  beforeEach(async () => {
    database = await createDatabase("postgres");
    url = database.raw as string;
    // As a host would have it: with a password that is not among the visible options, and a name we can find it by.
    pool = new pg.Pool({ connectionString: url, application_name: "host" });
    pool.on("error", () => {});
    db = postgresDb(pool as never, { logger });
    warnings.length = 0;
  });
  afterEach(async () => {
    await db.close();
    await pool.end();
    await database.drop();
  });

  const killAll = (except: string) =>
    db.query(sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and query ilike ${except}`);
  /** Says it again and again: what is said while nobody is connected is lost. */
  const notifyUntil = async (arrival: Promise<string>, payload: string): Promise<string> => {
    for (;;) {
      const beat = db.query(sql`select pg_notify('meanwhile_events', ${payload}), pg_sleep(0.02)`);
      const heard = await Promise.race([arrival, beat]);
      await beat;
      if (typeof heard === "string") return heard;
    }
  };

  it("listens again after its connection was cut", async () => {
    const ear = makeEar();
    const other = makeEar();
    await db.listen("meanwhile_events", ear.onNotify);
    await db.listen("meanwhile_other", other.onNotify);
    const first = ear.next();
    await db.query(sql`select pg_notify('meanwhile_events', 'before')`);
    expect(await first).toBe("before");
    const afterwards = ear.next();
    expect(await killAll("listen %")).toHaveLength(1);
    expect(await notifyUntil(afterwards, "after")).toBe("after");
    const elsewhere = other.next();
    await db.query(sql`select pg_notify('meanwhile_other', 'too')`);
    expect(await elsewhere).toBe("too");
  });

  it("keeps one connection for all listeners, and none of the pool's", async () => {
    const stops = await Promise.all(["one", "two", "three"].map((channel) => db.listen(channel, () => {})));
    expect(pool.totalCount).toBe(0);
    const [{ count }] = (await db.query<{ count: number }>(sql`select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`)) as [{ count: number }];
    expect(count).toBe(1);
    for (const stop of stops) await stop();
    await db.close();
    expect(await db.query(sql`select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`)).toEqual([{ count: 0 }]);
  });

  it("tells the listener who asked when the server cannot be reached", async () => {
    const nowhere = await openPostgres("postgres://nobody@127.0.0.1:1/none", { logger });
    await expect(nowhere.listen("meanwhile_events", () => {})).rejects.toMatchObject({ code: "ECONNREFUSED" });
    await nowhere.close();
  });

  it("survives a connection that breaks while it idles in its own pool", async () => {
    const own = await openPostgres(url, { logger });
    await own.query(sql`select 'idle in our pool'`);
    await killAll("%idle in our pool%");
    // The answer of the next query shows that the pool has noticed, or notices now, and goes on.
    await own.query(sql`select 1`).catch(() => undefined);
    expect(await own.query(sql`select 1 as one`)).toEqual([{ one: 1 }]);
    await own.close();
  });

  it("survives a connection that breaks inside a transaction", async () => {
    const cut = db.tx(async (tx) => {
      await tx.query(sql`select 'in a transaction'`);
      const killer = await openPostgres(url, { logger });
      await killer.query(sql`select pg_terminate_backend(pid) from pg_stat_activity where query like '%in a transaction%' and pid <> pg_backend_pid()`);
      await killer.close();
      await tx.query(sql`select 1`);
    });
    await expect(cut).rejects.toThrow();
    expect(await db.query(sql`select 1 as one`)).toEqual([{ one: 1 }]);
    expect(pool.totalCount).toBe(1);
  });

  describe("with prepared statements", () => {
    const statement = (n: number) => sql`select ${n}::int as n, * from kept`;
    const names = async (own: Db) => (await own.query<{ name: string }>(sql`select name from pg_prepared_statements where statement like '%from kept'`)).map(({ name }) => name);
    let own: Db;
    beforeEach(async () => {
      own = await openPostgres(url, { logger });
      await own.exec("create table kept (a int); insert into kept values (1)");
      for (const n of [1, 2, 3, 4]) expect(await own.query(statement(n))).toEqual([{ n, a: 1 }]);
    });
    afterEach(() => own.close());

    it("prepares what is asked for the third time", async () => {
      expect(await names(own)).toEqual([expect.stringMatching(/^meanwhile_/)]);
      await own.query(sql`select 'once' from kept`);
      expect(await names(own)).toHaveLength(1);
    });

    it("leaves a host's connections without any", async () => {
      for (const n of [1, 2, 3, 4]) await db.query(statement(n));
      expect(await names(db)).toEqual([]);
    });

    it("does without where a pooler hands out a connection that knows nothing of them", async () => {
      await own.exec("deallocate all");
      expect(await own.query(statement(5))).toEqual([{ n: 5, a: 1 }]);
      expect(await own.tx((tx) => tx.query(statement(6)))).toEqual([{ n: 6, a: 1 }]);
    });

    it("does without after a migration changed what they give", async () => {
      await own.exec("alter table kept add column b int");
      await expect(own.tx((tx) => tx.query(statement(5)))).rejects.toMatchObject({ code: "0A000" });
      expect(await own.tx((tx) => tx.query(statement(6)))).toEqual([{ n: 6, a: 1, b: null }]);
    });
  });

  it("refuses to join a pool, whose queries may each go elsewhere", () => {
    expect(() => db.join(pool)).toThrow("not the pool");
  });

  it("commits the host's rows and ours together", async () => {
    await db.exec("create table orders (id integer primary key); create table notes (id integer primary key)");
    const client = await pool.connect();
    await client.query("begin");
    await client.query("insert into orders values (1)");
    await db.join(client).query(sql`insert into notes values (1)`);
    expect(await db.query(sql`select * from notes`)).toEqual([]);
    await client.query("commit");
    client.release();
    expect(await db.query(sql`select orders.id from orders join notes using (id)`)).toEqual([{ id: 1 }]);
  });
});

/** Something to listen with; `next` resolves with the next payload heard. */
function makeEar() {
  const waiting: ((payload: string) => void)[] = [];
  return { onNotify: (payload: string) => void waiting.shift()?.(payload), next: () => new Promise<string>((resolve) => waiting.push(resolve)) };
}
