import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { MeanwhileError } from "@meanwhile/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockFolder } from "./db.pglite.lock.ts";

describe("the lock of an embedded database", () => {
  let home: string;
  let folder: string;
  let lock: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), "meanwhile-lock-"));
    folder = join(home, "data");
    lock = `${folder}.lock`;
  });
  afterEach(() => rm(home, { recursive: true }));

  const hold = (holder: object) => writeFile(lock, JSON.stringify({ host: hostname(), token: "theirs", ...holder }));
  const refusal = async (): Promise<MeanwhileError> => {
    const error: unknown = await lockFolder(folder).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!MeanwhileError.isInstance(error, "db/locked")) throw new Error(`not refused: ${String(error)}`);
    return error;
  };

  it("stands beside the folder while it is held, and is gone afterwards", async () => {
    const held = await lockFolder(folder);
    expect(JSON.parse(await readFile(lock, "utf8"))).toMatchObject({ pid: process.pid, host: hostname() });
    await held.release();
    expect(existsSync(lock)).toBe(false);
  });

  it("refuses while a living process holds it, and names the process, the folder and a way out", async () => {
    await hold({ pid: process.ppid });
    const error = await refusal();
    expect(error.message).toContain(`process ${process.ppid}`);
    expect(error.message).toContain(folder);
    expect(error.message).toContain("DATABASE_URL");
    expect(error.details).toEqual({ folder, lock, pid: process.ppid, host: hostname() });
  });

  it("refuses a second opener in the same process", async () => {
    const held = await lockFolder(folder);
    expect((await refusal()).message).toContain("another thread of this process");
    await held.release();
  });

  it("takes over from a process that is dead", async () => {
    await hold({ pid: 2 ** 22 + 1 });
    await (await lockFolder(folder)).release();
    expect(existsSync(lock)).toBe(false);
    expect(existsSync(`${lock}.takeover`)).toBe(false);
  });

  it.runIf(existsSync("/proc/self/stat"))("takes over from a dead process whose number another process has now, as in a container that restarted", async () => {
    await hold({ pid: process.pid, started: "an-earlier-boot/17" });
    await (await lockFolder(folder)).release();
    expect(existsSync(lock)).toBe(false);
  });

  it("lets one of many that find a dead holder at once take over", async () => {
    await hold({ pid: 2 ** 22 + 1 });
    const tries = await Promise.allSettled(Array.from({ length: 12 }, () => lockFolder(folder)));
    const taken = tries.filter((attempt) => attempt.status === "fulfilled");
    expect(taken).toHaveLength(1);
    expect(tries.filter((attempt) => attempt.status === "rejected" && MeanwhileError.isInstance(attempt.reason, "db/locked"))).toHaveLength(11);
  });

  it("refuses when the holder is on another machine, dead or not", async () => {
    await hold({ pid: 2 ** 22 + 1, host: "elsewhere" });
    expect((await refusal()).message).toContain("on elsewhere");
  });

  it("refuses a lock it cannot read, and says which file to delete", async () => {
    await writeFile(lock, '{"pid":');
    expect((await refusal()).message).toContain(`delete ${lock}`);
  });

  it("leaves alone a lock that has become somebody else's", async () => {
    const held = await lockFolder(folder);
    await hold({ pid: process.ppid });
    await held.release();
    expect(existsSync(lock)).toBe(true);
  });
});
