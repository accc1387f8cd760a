import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { MeanwhileError } from "@meanwhile/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundle, runScript } from "../testing/child.ts";
import { emptyDatabaseFile } from "../testing/snapshot.ts";
import { openPglite } from "./db.pglite.open.ts";
import { sql } from "./sql.ts";

describe("opening the embedded database", () => {
  let home: string;
  let built: Awaited<ReturnType<typeof bundle>>;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "meanwhile-pglite-"));
    built = await bundle(new URL("./db.pglite.open.ts", import.meta.url));
    await writeFile(join(built.folder, "snapshot.tgz"), gzipSync(await readFile(await emptyDatabaseFile()), { level: 1 }));
  });
  afterAll(async () => {
    await built.remove();
    await rm(home, { recursive: true });
  });

  const child = (dataDir: string, then: string) =>
    runScript(built.file, `const db = await main.openPglite({ dataDir: ${JSON.stringify(dataDir)} });\nconst run = (text) => db.query({ text, values: [] });\n${then}`);
  /** A folder with a table `n` in its database, made once and copied. */
  const made = async (name: string): Promise<string> => {
    const source = join(home, "made", "data");
    if (!existsSync(source)) expect(await child(source, "await db.exec('create table n (n integer)'); await db.close();").ended).toMatchObject({ code: 0, complaints: "" });
    const copy = join(home, name, "data");
    await cp(source, copy, { recursive: true });
    return copy;
  };

  it("refuses a second process, which says who has it, while the first goes on", async () => {
    const dataDir = await made("shared");
    const first = child(dataDir, "console.log('open'); for await (const _ of process.stdin) { await run('insert into n values (1)'); console.log('written'); }");
    expect(await first.line()).toBe("open");
    const second = await child(dataDir, "").ended;
    expect(second.code).toBe(1);
    expect(second.complaints).toContain("db/locked");
    expect(second.complaints).toContain(`is open in process ${first.pid}`);
    await expect(openPglite({ dataDir })).rejects.toSatisfy((error) => MeanwhileError.isInstance(error, "db/locked"));
    first.say("write");
    expect(await first.line()).toBe("written");
    first.kill("SIGKILL");
    expect((await first.ended).code).toBe("SIGKILL");
    expect(existsSync(`${dataDir}.lock`)).toBe(true);
    expect(await numbers(dataDir)).toEqual([1]);
    expect(existsSync(`${dataDir}.lock`)).toBe(false);
  });

  it("keeps every acknowledged write of a process that is killed in the middle", async () => {
    const dataDir = await made("killed");
    const writer = child(dataDir, "for (let n = 1; ; n++) { await run(`insert into n values (${n})`); console.log(n); }");
    let acknowledged = 0;
    while (acknowledged < 200) acknowledged = Number(await writer.line());
    writer.kill("SIGKILL");
    acknowledged = Number((await writer.ended).output.trimEnd().split("\n").at(-1));
    const kept = await numbers(dataDir);
    expect(kept.slice(0, acknowledged)).toEqual(Array.from({ length: acknowledged }, (_, i) => i + 1));
  });

  it("gives a folder up when its process ends without closing it", async () => {
    const dataDir = await made("ended");
    expect((await child(dataDir, "process.exit(0)").ended).code).toBe(0);
    expect(existsSync(`${dataDir}.lock`)).toBe(false);
  });

  it("opens a folder once in a process, and closes it with the last user", async () => {
    const dataDir = await made("twice");
    const [first, second] = await Promise.all([openPglite({ dataDir }), openPglite({ dataDir: join(dataDir, "../data/") })]);
    await first.query(sql`insert into n values (7)`);
    await first.close();
    await first.close();
    expect(await second.query(sql`select n from n`)).toEqual([{ n: 7 }]);
    // Opening again waits for the closing that is under way.
    const [, third] = await Promise.all([second.close(), openPglite({ dataDir })]);
    expect(await third.query(sql`select n from n`)).toEqual([{ n: 7 }]);
    await third.close();
    expect(existsSync(`${dataDir}.lock`)).toBe(false);
  });

  it("makes a new database from the snapshot of the build, in a folder kept out of version control", async () => {
    const dataDir = join(home, "new", "data");
    const { code, output } = await child(dataDir, "console.log((await run('select system_identifier as id from pg_control_system()'))[0].id); await db.close();").ended;
    const again = await child(join(home, "other", "data"), "console.log((await run('select system_identifier as id from pg_control_system()'))[0].id); await db.close();").ended;
    expect([code, output]).toEqual([0, again.output]);
    expect(await readFile(join(home, "new", ".gitignore"), "utf8")).toBe("*\n");
  });

  it("starts over where making the database was cut short", async () => {
    const dataDir = join(home, "short", "data");
    await mkdir(join(dataDir, "base"), { recursive: true });
    await writeFile(join(dataDir, "PG_VERSION"), "18\n");
    await writeFile(`${dataDir}.new`, "");
    expect((await child(dataDir, "await run('select 1'); await db.close();").ended).complaints).toBe("");
    expect(existsSync(`${dataDir}.new`)).toBe(false);
  });

  it("refuses a folder that holds something else", async () => {
    const dataDir = join(home, "photos");
    await mkdir(dataDir);
    await writeFile(join(dataDir, "holiday.jpg"), "");
    await expect(openPglite({ dataDir })).rejects.toSatisfy((error) => MeanwhileError.isInstance(error, "db/bad_database") && error.message.includes("a folder of its own"));
    expect(existsSync(`${dataDir}.lock`)).toBe(false);
  });

  it("refuses a folder it cannot make", async () => {
    await writeFile(join(home, "file"), "");
    await expect(openPglite({ dataDir: join(home, "file", "data") })).rejects.toSatisfy((error) => MeanwhileError.isInstance(error, "db/bad_database"));
  });

  it("gives the lock back when the database does not start", async () => {
    const dataDir = join(home, "broken");
    await mkdir(dataDir);
    await writeFile(join(dataDir, "PG_VERSION"), "11\n");
    await expect(openPglite({ dataDir })).rejects.toSatisfy((error) => MeanwhileError.isInstance(error, "db/bad_database"));
    expect(existsSync(`${dataDir}.lock`)).toBe(false);
  });

  it("says in production what it does not promise", async () => {
    const warnings: string[] = [];
    await writeFile(join(home, "warned.lock"), JSON.stringify({ pid: process.ppid, host: hostname() }));
    await expect(openPglite({ dataDir: join(home, "warned"), production: true, logger: { warn: (message) => warnings.push(message) } })).rejects.toThrow();
    expect(warnings).toEqual([expect.stringContaining("fsync")]);
  });
});

async function numbers(dataDir: string): Promise<number[]> {
  const db = await openPglite({ dataDir });
  const rows = await db.query<{ n: number }>(sql`select n from n order by n`);
  await db.close();
  return rows.map((row) => row.n);
}
