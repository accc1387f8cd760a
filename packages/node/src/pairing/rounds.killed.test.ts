import { afterAll, beforeAll, expect, it } from "vitest";
import { migrate } from "../db/migrations.ts";
import type { Db } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { bundle, runScript } from "../testing/child.ts";
import { createDatabase, type EmptyDatabase } from "../testing/databases.ts";
import { membersOf, newest, pairing } from "./pairing.fixture.ts";

/** How many workers are killed; set it to try more. A run with 50 takes some minutes. */
const KILLS = Number(process.env["KILLED_WORKERS"] ?? 6);
/** A round of twelve people is a few statements fewer. */
const STATEMENTS = 28;

let program: Awaited<ReturnType<typeof bundle>>;
let database: EmptyDatabase;
let db: Db;

beforeAll(async () => {
  program = await bundle(new URL("./rounds.killed.fixture.ts", import.meta.url));
  database = await createDatabase("postgres");
  db = await database.open();
  await migrate(db, { now: Date.UTC(2026, 0, 5) });
}, 120_000);

afterAll(async () => {
  await program?.remove();
  await db?.close();
  await database?.drop();
});

/** Two workers at once, each of which dies at some statement. Who was killed? */
async function twoWorkers(now: number, dieAt: readonly [number, number]): Promise<number> {
  const workers = dieAt.map((at) => runScript(program.file, `await main.tickAndDie(${JSON.stringify(database.raw)}, ${now}, ${at});\nprocess.exit(0);`));
  const ended = await Promise.all(workers.map((worker) => worker.ended));
  for (const { code, complaints } of ended) if (code !== 0 && code !== "SIGKILL") throw new Error(`A worker ended with ${code}: ${complaints}`);
  return ended.filter(({ code }) => code === "SIGKILL").length;
}

it("a round that two workers draw, killed at any moment, is one round, with one thread for each group and one message for each member", { timeout: 1_200_000 }, async () => {
  let killed = 0;
  for (let life = 1; killed < KILLS; life++) {
    const { here, host, people, program: coffee } = await pairing(db, 12);
    here.clock.advance(3_600_000);
    const now = here.clock.now();
    // Every moment comes once before any comes again, and the two workers die at different ones.
    for (let go = 0; go < 3; go++) killed += await twoWorkers(now, [((life * 7 + go * 3) % STATEMENTS) + 1, ((life * 11 + go * 5) % STATEMENTS) + 1]);
    await here.meanwhile.jobs.tick(now);

    expect((await host.client.rounds.list({ programId: coffee.id })).data).toHaveLength(1);
    const round = await newest(host, coffee.id);
    expect(membersOf(round.groups).flat().sort()).toEqual(people.map(({ user }) => user.id).sort());
    expect((await host.client.rounds.verify({ roundId: round.id })).same).toBe(true);
    const [left] = await db.query(sql`
      select (select count(*)::int from meanwhile.pairing_rounds where workspace = ${here.workspace}) as rounds,
        (select count(*)::int from meanwhile.pairings where workspace = ${here.workspace}) as groups,
        (select count(*)::int from meanwhile.pairing_people where workspace = ${here.workspace}) as people,
        (select count(*)::int from meanwhile.threads where workspace = ${here.workspace}) as threads,
        (select count(*)::int from meanwhile.comments where workspace = ${here.workspace}) as comments,
        (select count(*)::int from meanwhile.inbox_items where workspace = ${here.workspace}) as items`);
    expect(left).toEqual({ rounds: 1, groups: 6, people: 12, threads: 6, comments: 6, items: 12 });
    const due = await db.query<{ kind: string; count: number }>(sql`
      select kind, count(*)::int as count from meanwhile.due where workspace = ${here.workspace} group by kind order by kind`);
    expect(due).toEqual([{ kind: "pairing.ask", count: 6 }, { kind: "pairing.calendars", count: 1 }, { kind: "pairing.remind", count: 6 }, { kind: "pairing.round", count: 1 }]);
    const events = await db.query<{ type: string; count: number }>(sql`
      select type, count(*)::int as count from meanwhile.events where workspace = ${here.workspace} and type in ('thread.created', 'pairing.changed') group by type order by type`);
    expect(events).toEqual([{ type: "pairing.changed", count: 6 }, { type: "thread.created", count: 6 }]);
  }
  expect(killed).toBeGreaterThanOrEqual(KILLS);
});
