import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { startDemo } from "./demo.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A data folder in which the demo has written its stories; each test file works on a copy. */
    seededData: string;
  }
}

const root = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);

/** Builds the demo as `npm run demo` does, from the packages as they are published, and seeds a folder once. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  for (const name of ["core", "node", "react"]) {
    if (!existsSync(join(root, `../../packages/${name}/dist/index.js`))) throw new Error(`The demo is tested with the packages as they are published, and @meanwhile/${name} is not built: run \`pnpm build\` first.`);
  }
  // Vitest says "test", and React would come in its slow, talkative build.
  const options = { cwd: root, env: { ...process.env, NODE_ENV: "production" } };
  await Promise.all([
    run(process.execPath, [binOf("vite", "bin/vite.js"), "build", "--logLevel", "warn"], options),
    run(process.execPath, [binOf("tsup", "dist/cli-default.js"), "--silent"], options),
  ]);

  const folder = await mkdtemp(join(tmpdir(), "meanwhile-demo-"));
  const demo = await startDemo(folder);
  await demo.stop();
  project.provide("seededData", folder);
  return () => rm(folder, { recursive: true, force: true });
}

function binOf(name: string, path: string): string {
  return join(dirname(createRequire(join(root, "package.json")).resolve(`${name}/package.json`)), path);
}
