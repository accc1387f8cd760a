import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build } from "tsup";
import { describe, expect, test } from "vitest";
import { rounds } from "./plan.vectors.fixture.ts";

/** Published: a change of any of them is another version of the algorithm. */
const PUBLISHED = {
  pairs: ["exact", "22acfc0d7a71fe52", "e260b7ee"],
  trio: ["trio", "124ccab0f53f5697", "c9e3b6fa"],
  groups: ["groups", "2f94f21228979346", "3f830c87"],
  bridge: ["bridge", "fead223c9f198d51", "d5156751"],
  blocks: ["blocks", "4987690c8f7eebc1", "7acea675"],
  odd: ["blocks", "e499622c43411133", "ba9d2235"],
  why: ["exact", "22acfc0d7a71fe52", "f065feb1"],
};

describe("published rounds", () => {
  test("are the same bytes as ever", () => {
    expect(rounds()).toEqual(PUBLISHED);
  });

  test("are the same without a compiler at run time", { timeout: 240_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), "meanwhile-rounds-"));
    try {
      const entry = fileURLToPath(new URL("plan.vectors.fixture.ts", import.meta.url));
      await build({ config: false, silent: true, entry: { rounds: entry }, outDir: folder, format: ["esm"], target: "es2022", outExtension: () => ({ js: ".mjs" }) });
      const script = `console.log(JSON.stringify((await import(${JSON.stringify(pathToFileURL(join(folder, "rounds.mjs")).href)})).rounds()));`;
      const { stdout } = await promisify(execFile)(process.execPath, ["--jitless", "--input-type=module", "-e", script]);
      expect(JSON.parse(stdout)).toEqual(PUBLISHED);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
