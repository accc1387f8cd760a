import { parseArgs } from "node:util";
import { openDb } from "../db/open.ts";
import type { Db } from "../db/port.ts";
import { UsageError, type Command } from "./command.ts";
import { exportCommand } from "./export.ts";
import { exportWorkspaceCommand } from "./export.workspace.ts";
import { importMboxCommand } from "./import.mbox.ts";
import { importSlackCommand } from "./import.slack.ts";
import { importWorkspaceCommand } from "./import.workspace.ts";
import { loadCommand } from "./load.ts";
import { mcpCommand } from "./mcp.ts";
import { migrateCommand } from "./migrate.ts";
import { reindexCommand } from "./reindex.ts";

/** Every command by its name, which may be two words: `import mbox`. */
const COMMANDS: Record<string, Command> = {
  migrate: migrateCommand,
  export: exportCommand,
  load: loadCommand,
  "export workspace": exportWorkspaceCommand,
  "import workspace": importWorkspaceCommand,
  "import mbox": importMboxCommand,
  "import slack": importSlackCommand,
  mcp: mcpCommand,
  reindex: reindexCommand,
};

const COMMON = { database: { type: "string" }, help: { type: "boolean", short: "h" } } as const;

/** The parts of a process that the command line reaches. */
export interface Terminal {
  now: number;
  env: Readonly<Record<string, string | undefined>>;
  write(text: string): Promise<void>;
  complain(text: string): void;
}

/** Runs one command line, without the program's name, and answers with its exit code: 0 done, 1 failed, 2 not understood. */
export async function run(line: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  try {
    const found = find(line);
    if (!found) {
      if (line.length > 0 && !["help", "--help", "-h"].includes(line[0]!)) throw new UsageError(`There is no command "${line[0]}".`);
      await terminal.write(help());
      return 0;
    }
    await runCommand(found.name, found.command, found.rest, terminal);
    return 0;
  } catch (error) {
    const isUsage = error instanceof UsageError || (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS");
    terminal.complain(`${error instanceof Error ? error.message || error.name : String(error)}\n${isUsage ? `\n${help()}` : ""}`);
    return isUsage ? 2 : 1;
  }
}

async function runCommand(name: string, command: Command, args: string[], terminal: Terminal): Promise<void> {
  const { values, positionals } = parseArgs({ args, options: { ...COMMON, ...command.options }, allowPositionals: true });
  const options = values as Record<string, string | boolean | undefined>;
  if (options["help"]) return terminal.write(`Usage: meanwhile ${name} ${command.usage}\n${command.summary}\n`);
  if (positionals.length !== command.words) throw new UsageError(`Usage: meanwhile ${name} ${command.usage}`);
  let db: Db | undefined;
  const open = async (): Promise<Db> => {
    const logger = { warn: (message: string) => terminal.complain(`${message}\n`) };
    return (db ??= await openDb(options["database"] as string | undefined, { logger, production: false }));
  };
  try {
    await command.run({ words: positionals, options, open, write: terminal.write, complain: terminal.complain, now: terminal.now, env: terminal.env });
  } finally {
    await db?.close();
  }
}

function find(line: readonly string[]): { name: string; command: Command; rest: string[] } | undefined {
  for (const length of [2, 1]) {
    const name = line.slice(0, length).join(" ");
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command && line.length >= length) return { name, command, rest: line.slice(length) };
  }
  return undefined;
}

function help(): string {
  const lines = Object.entries(COMMANDS).map(([name, { usage, summary }]) => `  meanwhile ${`${name} ${usage}`.padEnd(32)} ${summary}`);
  return `Usage:
${lines.join("\n")}

  --database URL|FOLDER  a postgres:// URL, or the folder of the embedded database;
                         otherwise DATABASE_URL from the environment, otherwise ./.meanwhile
`;
}
