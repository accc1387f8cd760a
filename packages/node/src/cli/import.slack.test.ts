import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { crewExport } from "../import/slack.crew.fixture.ts";
import { createDatabase, type EmptyDatabase } from "../testing/databases.ts";
import { run } from "./run.ts";

async function meanwhile(...line: string[]): Promise<{ code: number; output: string; complaints: string }> {
  let output = "";
  let complaints = "";
  const code = await run(line, { now: Date.UTC(2026, 0, 5), env: {}, write: async (text) => void (output += text), complain: (text) => void (complaints += text) });
  return { code, output, complaints };
}

describe("meanwhile import slack", () => {
  let home: string;
  let postgres: EmptyDatabase;
  let database: string[];
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "meanwhile-slack-"));
    postgres = await createDatabase("postgres");
    database = ["--database", postgres.raw as string];
    await writeFile(join(home, "crew.zip"), crewExport());
    await writeFile(join(home, "diary.zip"), "Dear diary\n");
    await writeFile(join(home, "members.json"), '{ "U1": "ada" }');
    await writeFile(join(home, "odd.json"), '{ "U1": "with space" }');
  });
  afterAll(async () => {
    await postgres.drop();
    await rm(home, { recursive: true });
  });

  it("fills a workspace, tells how far it is, what it skipped and why", async () => {
    const { code, output, complaints } = await meanwhile("import", "slack", join(home, "crew.zip"), "--members", join(home, "members.json"), ...database);
    expect(code).toBe(0);
    expect(output).toBe(`Opened 3 channels; 0 were here already.
Added 18 comments and 8 threads by 8 new members, of 2 direct conversations too.
Of 23 messages 0 were here already, 1 came twice, 4 were skipped:
  1 told of the channel itself: who came, went, renamed, pinned
  1 had no time by which to place them
  1 were deleted in Slack
  1 did not say who wrote them
2 files are links to Slack, which goes on deciding who may open them.
The contents of 1 files in the archive were not kept.
`);
    expect(complaints).toContain("Read 8 of 9 days, 23 messages.\n");
    expect(complaints).toContain("Note: garden/2024-03-06.json: The day was skipped.");
  });

  it("adds nothing the second time", async () => {
    const { output } = await meanwhile("import", "slack", join(home, "crew.zip"), "--members", join(home, "members.json"), ...database);
    expect(output).toContain("Opened 0 channels; 3 were here already.\nAdded 0 comments and 0 threads by 0 new members");
  });

  it("leaves direct messages out of another workspace", async () => {
    const { output } = await meanwhile("import", "slack", join(home, "crew.zip"), "--workspace", "other", "--skip-direct", ...database);
    expect(output).toContain("  4 were direct messages, left out as told\n");
  });

  it.each([
    [["diary.zip"], 1, "This is no zip archive"],
    [["nowhere.zip"], 1, "ENOENT"],
    [["crew.zip", "--workspace", "with space"], 2, "--workspace takes an id"],
    [["crew.zip", "--members", "diary.zip"], 2, "--members takes a JSON file"],
    [["crew.zip", "--members", "odd.json"], 2, 'What it gives for "U1" is no id.'],
    [[], 2, "Usage: meanwhile import slack FILE.zip"],
  ])("answers %j with exit code %i and why", async ([file, ...options], expected, complaint) => {
    const line = options.map((option) => (option.endsWith(".json") || option.endsWith(".zip") ? join(home, option) : option));
    const { code, output, complaints } = await meanwhile("import", "slack", ...(file === undefined ? [] : [join(home, file)]), ...line, ...database);
    expect([code, output]).toEqual([expected, ""]);
    expect(complaints).toContain(complaint);
  });
});
