// What `pnpm new:slice` lays type-checks, lints and keeps the dependency rules once the lines it names are added. Tried in a copy.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { slice, withEdit } from "./slice-files.mjs";
import { fail, root } from "./sources.mjs";

const copy = realpathSync(mkdtempSync(join(tmpdir(), "meanwhile-slice-")));
process.on("exit", () => rmSync(copy, { recursive: true, force: true }));
const shell = process.platform === "win32";
const run = (command, ...args) => {
  try {
    return execFileSync(command, args, { cwd: copy, encoding: "utf8", shell });
  } catch (error) {
    return fail(`${command} ${args.join(" ")}:`, (error.stdout ?? "").replaceAll(/^([A-Z]:)?\/.*\n/gm, ""), error.stderr ?? error.message);
  }
};

// pnpm's links between packages are relative, so in a copy they lead to the copy.
for (const path of ["tsconfig.base.json", "tsconfig.json", ".oxlintrc.json", ".dependency-cruiser.cjs", "scripts/slices.cjs", "packages"]) {
  cpSync(join(root, path), join(copy, path), { recursive: true, verbatimSymlinks: true, filter: (source) => !/[\\/]dist$/.test(source) });
}
mkdirSync(join(copy, "node_modules/@meanwhile"), { recursive: true });
const installed = readdirSync(join(root, "node_modules")).filter((entry) => entry === ".pnpm" || !/^(@meanwhile$|[.])/.test(entry));
for (const entry of installed) {
  symlinkSync(join(root, "node_modules", entry), join(copy, "node_modules", entry), "junction");
}
for (const name of ["core", "node", "react"]) symlinkSync(join(copy, "packages", name), join(copy, "node_modules/@meanwhile", name), "junction");

// Two words, so that every form of the name differs.
const { files, edits } = slice({ name: "field-notes", one: "field-note", prefix: "fie", migration: 9999 });
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  writeFileSync(join(copy, path), text);
}
for (const edit of edits) {
  const path = join(copy, edit.file);
  writeFileSync(path, withEdit(readFileSync(path, "utf8"), edit));
}

const laid = Object.keys(files);
const touched = [...laid, ...edits.map(({ file }) => file).filter((file) => file.endsWith(".ts"))];
writeFileSync(join(copy, "tsconfig.slice.json"), JSON.stringify({ extends: "./tsconfig.json", include: [...touched, "packages/*/src/testing"] }));
const looked = run("tsc", "-p", "tsconfig.slice.json", "--noEmit", "--listFiles");
for (const path of laid) if (!looked.includes(`/${path}`)) fail(`tsc did not look at ${path}.`);
const lint = run("oxlint", "--deny-warnings", ...laid);
if (!lint.includes(` on ${laid.length} files`)) fail(`oxlint did not look at ${laid.length} files: ${lint}`);
run("depcruise", "--config", ".dependency-cruiser.cjs", ...laid);
console.log(`${laid.length} files of a new slice and ${edits.length} lines that make it known: types, lint and rules hold.`);
