import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The repository's folder, without a slash at the end. */
export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

const skipped = new Set(["node_modules", "dist", "storybook-static", "coverage", ".git", ".cache", ".meanwhile", ".next", "public"]);

/** Every source file of the project under `folders`, from the root with forward slashes. What a check has to have looked at. */
export function sources(folders = ["packages", "apps", "bench", "examples", "scripts", ".storybook", "."], extensions = /[.](ts|tsx|mts)$/) {
  const found = new Set();
  const walk = (folder, deep) => {
    for (const entry of readdirSync(`${root}/${folder}`, { withFileTypes: true })) {
      const path = folder === "." ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && deep && !skipped.has(entry.name)) walk(path, true);
      else if (entry.isFile() && extensions.test(entry.name) && !entry.name.endsWith(".d.ts")) found.add(path);
    }
  };
  for (const folder of folders) if (existsSync(`${root}/${folder}`)) walk(folder, folder !== ".");
  return [...found].sort();
}

/** Ends the process with what is wrong, one a line. */
export function fail(...lines) {
  console.error(lines.join("\n"));
  process.exit(1);
}

/** A check that looked at less than there is must not be green. */
export function mustCover(what, looked, expected) {
  const seen = new Set(looked);
  const missed = expected.filter((path) => !seen.has(path));
  if (expected.length === 0) fail(`${what}: found nothing to look at.`);
  if (missed.length > 0) fail(`${what} did not look at ${missed.length} of ${expected.length} files:`, ...missed.slice(0, 20).map((path) => `  ${path}`));
}
