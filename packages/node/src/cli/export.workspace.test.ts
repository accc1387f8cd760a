import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
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

describe("meanwhile export workspace", () => {
  let home: string;
  let postgres: EmptyDatabase;
  let url: string;
  const at = (name: string) => join(home, name);
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "meanwhile-export-"));
    postgres = await createDatabase("postgres");
    url = postgres.raw as string;
    await writeFile(at("crew.zip"), crewExport());
    await meanwhile("import", "slack", at("crew.zip"), "--workspace", "crew", "--database", url);
  });
  afterAll(async () => {
    await postgres.drop();
    await rm(home, { recursive: true });
  });

  it("moves a workspace to another database and back without a byte's difference", async () => {
    expect(await meanwhile("export", "workspace", "crew", "--output", at("out"), "--database", url)).toEqual({ code: 0, complaints: "", output: `Written to ${at("out")}: workspace.jsonl for programs, markdown for people.\n` });
    const lines = await readFile(at("out/workspace.jsonl"), "utf8");
    const read = await meanwhile("import", "workspace", at("out"), "--database", at("data"));
    expect(read).toMatchObject({ code: 0, output: expect.stringMatching(/^Read \d+ lines into the workspace "crew"\.\n$/) });
    expect((await meanwhile("export", "workspace", "crew", "--output", "-", "--database", at("data"))).output).toBe(lines);
    expect(await meanwhile("import", "workspace", at("out/workspace.jsonl"), "--workspace", "copy", "--database", url)).toMatchObject({ code: 0 });
    // What came from Slack is known again after the move.
    expect((await meanwhile("import", "slack", at("crew.zip"), "--workspace", "crew", "--database", at("data"))).output).toContain("Added 0 comments");
  });

  it("writes files that people can read", async () => {
    const names = await readdir(at("out/markdown"), { recursive: true });
    expect(names.filter((name) => name.endsWith(".md")).length).toBe(12);
    const thread = names.find((name) => name.includes("which-beds"))!;
    expect(await readFile(at(join("out/markdown", thread)), "utf8")).toMatch(/^---\nid: "thr_[^]*\n---\n\n# Which beds, [^]*\n## 3\. Ada, 2024-03-05T10:00:00\.000Z\n\nSettled: south\.\n/);
  });

  it("leaves nothing of an export that failed", async () => {
    for (const workspace of ["nobody", "nobody", "crew"]) await meanwhile("export", "workspace", workspace, "--output", at("again"), "--database", url);
    expect((await readdir(at("again"))).sort()).toEqual(["markdown", "workspace.jsonl"]);
  });

  it.each<[string[], number, string]>([
    [["export", "workspace", "crew"], 2, "--output takes a folder"],
    [["export", "workspace"], 2, "Usage: meanwhile export workspace ID --output FOLDER|-"],
    [["export", "workspace", "crew", "--output", "OUT"], 2, "is not empty"],
    [["export", "workspace", "nobody", "--output", "-"], 1, 'There is no workspace "nobody" in this database.'],
    [["import", "workspace", "OUT"], 1, 'The workspace "crew" holds something already (members).'],
    [["import", "workspace", "OUT", "--workspace", "a b"], 2, "--workspace takes an id"],
    [["import", "workspace", "nowhere"], 1, "ENOENT"],
  ])("answers %j with exit code %i and why", async (line, expected, complaint) => {
    const { code, output, complaints } = await meanwhile(...line.map((word) => (word === "OUT" ? at("out") : word)), "--database", url);
    expect([code, output]).toEqual([expected, ""]);
    expect(complaints).toContain(complaint);
  });
});
