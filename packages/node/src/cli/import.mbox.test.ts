import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { crewArchive } from "../import/archive.fixture.ts";
import { createDatabase, type EmptyDatabase } from "../testing/databases.ts";
import { run } from "./run.ts";

async function meanwhile(...line: string[]): Promise<{ code: number; output: string; complaints: string }> {
  let output = "";
  let complaints = "";
  const code = await run(line, { now: Date.UTC(2026, 0, 5), env: {}, write: async (text) => void (output += text), complain: (text) => void (complaints += text) });
  return { code, output, complaints };
}

describe("meanwhile import mbox", () => {
  let home: string;
  let postgres: EmptyDatabase;
  let database: string[];
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "meanwhile-mbox-"));
    postgres = await createDatabase("postgres");
    database = ["--database", postgres.raw as string];
    await writeFile(join(home, "crew.mbox"), crewArchive());
    // Two members of gzip, one after the other, as `cat *.gz` makes them.
    const [front, back] = [crewArchive().subarray(0, 900), crewArchive().subarray(900)];
    await writeFile(join(home, "packed"), Buffer.concat([gzipSync(front), gzipSync(back)]));
    await writeFile(join(home, "diary.txt"), "Dear diary\n");
  });
  afterAll(async () => {
    await postgres.drop();
    await rm(home, { recursive: true });
  });

  it("fills a workspace, tells how far it is, and lists what it could not read", async () => {
    const { code, output, complaints } = await meanwhile("import", "mbox", join(home, "crew.mbox"), ...database);
    expect(code).toBe(0);
    expect(output).toMatch(/^Opened the channel "crew" \(chn_\w+\)\.\nAdded 24 comments and 14 threads by 14 new members\.\nOf 27 messages 0 were here already, 1 came twice, 2 could not be read\.\n$/);
    expect(complaints).toContain("Read 27 messages.\n");
    expect(complaints).toContain("Wrote 24 of 24.\n");
    expect(complaints).toContain("Skipped: line 1 (byte 0): ");
    expect(complaints).toContain("Note: line 233 (byte 6514) <fifteen@garden.example.org>: ");
  });

  it("adds nothing the second time, packed or not", async () => {
    const { code, output } = await meanwhile("import", "mbox", join(home, "packed"), ...database);
    expect([code, output]).toEqual([0, expect.stringContaining("Added 0 comments")]);
  });

  it("fills another workspace and channel where told", async () => {
    const { output } = await meanwhile("import", "mbox", join(home, "packed"), "--workspace", "other", "--channel", "Old mail", ...database);
    expect(output).toMatch(/^Opened the channel "Old mail"/);
  });

  it.each([
    [["diary.txt"], 1, "There is no message in diary.txt."],
    [["nowhere.mbox"], 1, "ENOENT"],
    [["crew.mbox", "--workspace", "with space"], 2, "--workspace takes an id"],
    [["crew.mbox", "--channel", " "], 2, "--channel takes a name"],
    [[], 2, "Usage: meanwhile import mbox FILE"],
  ])("answers %j with exit code %i and why", async ([file, ...options], expected, complaint) => {
    const { code, output, complaints } = await meanwhile("import", "mbox", ...(file === undefined ? [] : [join(home, file)]), ...options, ...database);
    expect([code, output]).toEqual([expected, ""]);
    expect(complaints).toContain(complaint);
  });
});
