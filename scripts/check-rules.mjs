// Checks who imports whom (.dependency-cruiser.cjs), that every file was looked at, and that each rule still catches what it is for.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise } from "dependency-cruiser";
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import { foundations, slices } from "./slices.cjs";
import { fail, mustCover, root, sources } from "./sources.mjs";

const folders = ["packages", "apps", "bench", "examples", ".storybook"];
const options = await extractOptions(`${root}/.dependency-cruiser.cjs`);

async function look(baseDir, paths) {
  const { output } = await cruise(paths, { ...options, baseDir, validate: true, outputType: "json" }, options.enhancedResolveOptions);
  return JSON.parse(output);
}

const paths = sources(folders, /[.](ts|tsx|mts|mjs|cjs)$/);
const result = await look(root, paths);
mustCover("The dependency check", result.modules.map(({ source }) => source), paths);

const problems = result.summary.violations.map(({ rule, from, to, cycle }) => `  ${rule.name}: ${from} → ${cycle ? cycle.map(({ name }) => name).join(" → ") : to}`);

for (const [name, known] of Object.entries(foundations)) {
  const there = readdirSync(`${root}/packages/${name}/src`, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const folder of there) {
    if (![...known, ...slices].includes(folder.name)) problems.push(`  packages/${name}/src/${folder.name}: no such slice or foundation in scripts/slices.cjs, so no rule is about it`);
  }
}

problems.push(...loaded("packages/core/src/index.ts", /node_modules\/zod\//, "zod is too heavy for a browser: import its types only"));
problems.push(...loaded("packages/react/src/index.ts", /node_modules\/zod\//, "zod is too heavy for a browser: import its types only"));
problems.push(...loaded("packages/node/src/index.ts", /^(core:|.*node_modules\/(pg|pg-boss|@electric-sql\/pglite|postal-mime)\/)/, "the request path runs in a browser too: load it with import() where it is needed"));

problems.push(...(await toothless()));
if (problems.length > 0) fail("Dependency rules are broken (.dependency-cruiser.cjs says which are there and why):", ...problems);
console.log(`${paths.length} files import only what they may; ${new Set(options.ruleSet.forbidden.map(({ name }) => name)).size} rules each caught a counter-example.`);

/** What `entry` loads as soon as it is imported, and must not. Types and import() do not count. */
function loaded(entry, unwanted, why) {
  const byPath = new Map(result.modules.map((module) => [module.source, module]));
  const found = [];
  const seen = new Set();
  const follow = (path, trail) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { resolved, coreModule, dependencyTypes } of byPath.get(path)?.dependencies ?? []) {
      if (dependencyTypes.some((type) => type === "type-only" || type === "dynamic-import" || type === "type-import")) continue;
      const name = coreModule ? `core:${resolved}` : resolved;
      if (unwanted.test(name)) found.push(`  ${[...trail, path, name].join(" → ")}: ${why}`);
      else if (resolved.startsWith("packages/")) follow(resolved, [...trail, path]);
    }
  };
  follow(entry, []);
  if (seen.size < 10) found.push(`  ${entry}: only ${seen.size} files were followed`);
  return found;
}

/** A rule whose pattern matches nothing is green for ever, so each is shown one import that breaks it: `[folder, import]`. */
async function toothless() {
  const breaking = {
    "no-circular": ["packages/core/src/threads", "./no-circular.ts"],
    "no-unresolvable": ["packages/core/src/threads", "./nowhere.ts"],
    "core-is-alone": ["packages/core/src/threads", "@meanwhile/node"],
    "react-not-node": ["packages/react/src/threads", "@meanwhile/node"],
    "node-not-react": ["packages/node/src/threads", "react"],
    "package-by-name": ["packages/node/src/threads", "../../../core/src/index.ts"],
    "package-by-entry": ["packages/node/src/threads", "../../../core/src/channels/x.ts"],
    "host-by-entry": ["apps/demo/src", "../../../packages/node/src/db/x.ts"],
    declared: ["packages/react/src/threads", "pg"],
    "testing-in-tests": ["packages/node/src/threads", "../testing/x.ts"],
    "core-no-builtins": ["packages/core/src/threads", "node:fs"],
    "core-few-libraries": ["packages/core/src/threads", "react"],
    "core-foundations": ["packages/core/src/shared", "../channels/x.ts"],
    "core-composition": ["packages/core/src/threads", "../index.ts"],
    "node-db-is-lowest": ["packages/node/src/db", "../calls/x.ts"],
    "node-permissions": ["packages/node/src/permissions", "../calls/x.ts"],
    "node-events": ["packages/node/src/events", "../http/x.ts"],
    "node-slices-below": ["packages/node/src/threads", "../http/x.ts"],
    "node-one-composition": ["packages/node/src/calls", "../channels/x.ts"],
    "react-foundations": ["packages/react/src/theme", "../channels/x.ts"],
    "react-theme": ["packages/react/src/theme", "../body/x.ts"],
    ...Object.fromEntries(slices.map((name, index) => [`slice-order-${name}`, [`packages/core/src/${name}`, `../${slices[index + 1] ?? "events"}/x.ts`]])),
  };
  const dir = realpathSync(mkdtempSync(join(tmpdir(), "meanwhile-rules-")));
  const write = (path, text) => {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  };
  try {
    for (const name of Object.keys(foundations)) {
      write(`packages/${name}/package.json`, readFileSync(`${root}/packages/${name}/package.json`));
      write(`packages/${name}/src/index.ts`, "");
      mkdirSync(join(dir, "node_modules/@meanwhile"), { recursive: true });
      symlinkSync(join(dir, "packages", name), join(dir, "node_modules/@meanwhile", name), "junction");
    }
    for (const library of ["react", "pg"]) write(`node_modules/${library}/index.js`, "");
    for (const [name, [folder, target]] of Object.entries(breaking)) {
      if (target.endsWith("/x.ts")) write(join(folder, target), "");
      write(`${folder}/${name}.ts`, `import ${JSON.stringify(target)};\n`);
    }
    const { modules, summary } = await look(dir, ["packages", "apps"]);
    const caught = new Set(summary.violations.filter(({ rule, from }) => from.endsWith(`/${rule.name}.ts`)).map(({ rule }) => rule.name));
    if (modules.length < Object.keys(breaking).length) return ["  the counter-examples were not looked at"];
    return options.ruleSet.forbidden.filter(({ name }) => !caught.has(name)).map(({ name }) => `  ${name} does not catch its counter-example ${breaking[name]?.join(" → ") ?? "(there is none in scripts/check-rules.mjs)"}`);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
