// The whole repository type-checks as one program, each package also as it is published; no file is left out of either.
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { fail, mustCover, root, sources } from "./sources.mjs";

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const shipped = (name) => sources([`packages/${name}/src`]).filter((path) => !/[.](test|stories)[.]tsx?$/.test(path));
const programs = [
  { project: "tsconfig.json", expected: sources(["packages", "apps", "bench", "scripts", ".storybook", "."]) },
  ...["core", "node", "react"].map((name) => ({ project: `packages/${name}/tsconfig.json`, expected: shipped(name) })),
];

const run = promisify(execFile);
/** What the last run found out, so that the next one looks only at what changed. */
const cacheOf = (project) => `node_modules/.cache/types/${project.replaceAll("/", "-")}.tsbuildinfo`;
const isFile = (line) => /^([A-Z]:)?\//.test(line);

async function check({ project, expected }) {
  const { stdout, code = 0 } = await run(process.execPath, [tsc, "-p", project, "--noEmit", "--listFiles", "--incremental", "--tsBuildInfoFile", cacheOf(project)], { cwd: root, maxBuffer: 1 << 28 }).catch((error) => error);
  const lines = stdout.split(/\r?\n/);
  const said = lines.filter((line) => line !== "" && !isFile(line));
  if (code !== 0 || said.length > 0) return [`tsc -p ${project}:`, ...said.map((line) => `  ${line}`)];
  mustCover(`tsc -p ${project}`, lines.filter(isFile).map((line) => line.slice(root.length + 1)), expected);
  return [];
}

// Two at a time: the whole, beside the packages one after another.
const [whole, ...packages] = programs;
const inTurn = async () => {
  const problems = [];
  for (const program of packages) problems.push(...(await check(program)));
  return problems;
};
const problems = (await Promise.all([check(whole), inTurn()])).flat();
if (problems.length > 0) fail(...problems, "Types are wrong.");
console.log(`${programs.map(({ project, expected }) => `${project}: ${expected.length} files`).join(", ")}.`);
