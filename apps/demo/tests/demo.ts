import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inject } from "vitest";

const main = fileURLToPath(new URL("../dist/server/main.js", import.meta.url));

/** The built demo in a process of its own. */
export interface Demo {
  url: string;
  pid: number;
  /** Asks it to end, and waits until it did; its exit code. */
  stop(): Promise<number | null>;
  /** Ends it at once, as a crash would: kill -9. */
  crash(): Promise<void>;
}

/** What a process wrote, and how it ended. */
export interface Ended {
  code: number | null;
  output: string;
}

/** Starts the demo on a data folder, on a free port unless told, and waits until it prints its address. */
export async function startDemo(folder: string, port = 0): Promise<Demo> {
  const { child, ended, read } = spawnDemo(folder, port);
  const url = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const found = /^Demo: (\S+)$/m.exec(read());
      if (found) resolve(found[1]!);
    };
    child.stdout!.on("data", look);
    void ended.then(({ code, output }) => reject(new Error(`The demo ended with ${code} before it was ready: ${output}`)));
  });
  return {
    url,
    pid: child.pid!,
    async stop() {
      child.kill("SIGTERM");
      return (await ended).code;
    },
    async crash() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Runs the demo where it is expected to end by itself. */
export function runDemo(folder: string): Promise<Ended> {
  return spawnDemo(folder, 0).ended;
}

/** Starts the demo, and ends it as a crash would once it wrote `text`. */
export async function crashDemo(folder: string, text: string): Promise<void> {
  const { child, ended, read } = spawnDemo(folder, 0);
  child.stdout!.on("data", () => read().includes(text) && child.kill("SIGKILL"));
  await ended;
}

function spawnDemo(folder: string, port: number): { child: ChildProcess; ended: Promise<Ended>; read: () => string } {
  const child = spawn(process.execPath, [main], { env: { ...process.env, MEANWHILE_DATA: folder, PORT: String(port), NODE_ENV: "development" }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream!.on("data", (chunk: Buffer) => (output += String(chunk)));
  const ended = new Promise<Ended>((resolve) => child.once("close", (code) => resolve({ code, output })));
  return { child, ended, read: () => output };
}

/** A copy of the seeded data folder, for one test file to write in. */
export async function copyOfSeed(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "meanwhile-demo-"));
  await cp(inject("seededData"), folder, { recursive: true });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
