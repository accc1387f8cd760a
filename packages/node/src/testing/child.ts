import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "tsup";

const CACHE = fileURLToPath(new URL("../../node_modules/.cache/meanwhile/", import.meta.url));

/** A source file built to plain JavaScript with all it imports of ours, for a child process to run. `remove` when done. */
export async function bundle(source: URL): Promise<{ folder: string; file: string; remove(): Promise<void> }> {
  const folder = join(CACHE, randomUUID());
  await build({
    config: false,
    silent: true,
    entry: { main: fileURLToPath(source) },
    outDir: folder,
    format: ["esm"],
    target: "es2022",
    noExternal: [/^@meanwhile\//],
    external: ["@electric-sql/pglite", "@modelcontextprotocol/server", "pg", "yauzl"],
    esbuildOptions: (options) => void (options.conditions = ["@meanwhile/source"]),
  });
  return { folder, file: join(folder, "main.js"), remove: () => rm(folder, { recursive: true, force: true }) };
}

export interface Child {
  pid: number;
  /** The next line it writes to its standard output. */
  line(): Promise<string>;
  say(text: string): void;
  /** Closes its standard input. */
  end(): void;
  kill(signal: "SIGKILL" | "SIGTERM"): void;
  /** Its exit code, or the signal that ended it, and all it wrote. */
  ended: Promise<{ code: number | string | null; output: string; complaints: string }>;
}

/** Runs a script, in which `main` is the bundle's module, in a Node process of its own. */
export function runScript(bundled: string, script: string): Child {
  return child(spawn(process.execPath, ["--input-type=module", "-e", `const main = await import(${JSON.stringify(pathToFileURL(bundled).href)});\n${script}`]));
}

/** Runs a bundle itself, as a program. */
export function runProgram(bundled: string, args: string[], env: Record<string, string> = {}): Child {
  const { PATH = "" } = process.env;
  return child(spawn(process.execPath, [bundled, ...args], { env: { PATH, ...env } }));
}

function child(spawned: ChildProcess): Child {
  const lines: string[] = [];
  const waiting: ((line: string) => void)[] = [];
  let output = "";
  let complaints = "";
  let unfinished = "";
  spawned.stderr!.on("data", (chunk: Buffer) => (complaints += String(chunk)));
  spawned.stdout!.on("data", (chunk: Buffer) => {
    output += String(chunk);
    const parts = (unfinished + String(chunk)).split("\n");
    unfinished = parts.pop()!;
    for (const line of parts) (waiting.shift() ?? ((later: string) => lines.push(later)))(line);
  });
  const ended = new Promise<{ code: number | string | null; output: string; complaints: string }>((resolve) =>
    spawned.once("close", (code, signal) => resolve({ code: code ?? signal, output, complaints })),
  );
  return {
    pid: spawned.pid!,
    line: async () => {
      const dead = ended.then(({ code }): string => {
        throw new Error(`The child ended with ${code}: ${complaints}`);
      });
      dead.catch(() => undefined);
      return lines.shift() ?? Promise.race([new Promise<string>((resolve) => waiting.push(resolve)), dead]);
    },
    say: (text) => void spawned.stdin!.write(`${text}\n`),
    end: () => void spawned.stdin!.end(),
    kill: (signal) => void spawned.kill(signal),
    ended,
  };
}
