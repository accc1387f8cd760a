// oxlint over everything, and the house rules that no linter has.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fail, root, sources } from "./sources.mjs";

const windows = process.platform === "win32";
const { status, stdout, stderr, error } = spawnSync("oxlint", ["--deny-warnings", "--report-unused-disable-directives"], { cwd: root, encoding: "utf8", shell: windows });
if (error) throw error;
process.stdout.write(stdout);
process.stderr.write(stderr);
const looked = Number(/ on (\d+) files/.exec(stdout)?.[1] ?? 0);
const expected = sources(undefined, /[.](ts|tsx|mts|mjs|cjs|js)$/);
const problems = [];
if (looked < expected.length) problems.push(`oxlint looked at ${looked} of ${expected.length} files.`);

const shipped = (path) => /^packages\/(core|node)\/src\//.test(path) && !/[.](test|fixture|setup)[.]|\/testing\//.test(path);
const rules = [
  { on: (path) => shipped(path) && !/\/(clock|ports)[.]ts$/.test(path), word: /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b/, why: "take `now` and `random` as arguments: only the ports (clock.ts, ports.ts) read them" },
  { on: (path) => path.startsWith("packages/node/src/") && shipped(path), word: /\bat time zone\b|\b(now|clock_timestamp|statement_timestamp)\(\)(?=[^=]*`)|\bcurrent_(date|timestamp)\b/i, why: "SQL receives the time as a parameter" },
  { on: (path) => /[.](test|stories)[.]tsx?$/.test(path), word: /\b(it|test|describe)\.(skip|only|todo|fails)\b|\bretry: *[1-9]/, why: "a test that does not run, or runs until it passes, proves nothing" },
];
for (const path of expected) {
  if (/\/(utils?|helpers?|types|misc)[.]tsx?$/.test(path)) problems.push(`${path}: name the file after what it holds`);
  const apply = rules.filter(({ on }) => on(path));
  if (apply.length === 0) continue;
  for (const [index, line] of readFileSync(`${root}/${path}`, "utf8").split("\n").entries()) {
    if (/^\s*(\/\/|\*|\/\*)/.test(line)) continue;
    for (const { word, why } of apply) if (word.test(line)) problems.push(`${path}:${index + 1}: ${why}`);
  }
}
if (status !== 0 || problems.length > 0) fail(...problems, "Lint failed.");
