// Lays the files of a new slice in all three packages, and says which lines make it known:
//   pnpm new:slice check-ins
//   pnpm new:slice inquiries inquiry    where the singular is not the plural without its s
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { slice } from "./slice-files.mjs";
import { slices } from "./slices.cjs";
import { fail, root } from "./sources.mjs";

const [name, one = name?.replace(/s$/, "")] = process.argv.slice(2);
const kebab = /^[a-z]+(-[a-z]+)*$/;
if (!kebab.test(name ?? "") || !kebab.test(one)) fail("A slice is a product noun, most often in the plural: pnpm new:slice check-ins");
if (slices.includes(name)) fail(`There is a slice called ${name}.`);

const ids = readFileSync(`${root}/packages/core/src/shared/ids.ts`, "utf8");
const prefix = one.replaceAll("-", "").slice(0, 3);
if (ids.includes(`"${prefix}"`)) fail(`Ids that begin with ${prefix}_ name something else. Choose another noun, or lay the files by hand.`);
const migration = Math.max(...readdirSync(`${root}/packages/node/src/db/migrations`).map((file) => Number.parseInt(file, 10) || 0)) + 1;

const { files, edits } = slice({ name, one, prefix, migration });
const taken = Object.keys(files).filter((path) => existsSync(`${root}/${path}`));
if (taken.length > 0) fail("These are there already; nothing was written:", ...taken.map((path) => `  ${path}`));

for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(`${root}/${path}`), { recursive: true });
  writeFileSync(`${root}/${path}`, text);
  console.log(`laid ${path}`);
}
console.log("\nNothing knows the slice yet, and its types say so. Add where the slices meet:");
for (const [index, { file, imports, after, before, line }] of edits.entries()) {
  if (index === 3) console.log("\nand what it says, stores and stands on:");
  console.log(`\n  ${file}`);
  if (imports) console.log(`    ${imports}`);
  console.log(`    ${after ? "after" : "before"} \`${after ?? before}\`:`);
  for (const part of line.split("\n")) console.log(`      ${part.trim()}`);
}
console.log(`\nThen: pnpm exec vitest run --project node ${name}, and pnpm check:run types lint rules.`);
