import type { Db } from "../db/port.ts";

/** What a command is given; nothing else of the process is its business. */
export interface CommandContext {
  /** What follows the command's name and is no option. */
  words: string[];
  options: Record<string, string | boolean | undefined>;
  /** Opens the database of `--database`; it is closed when the command is done. */
  open(): Promise<Db>;
  write(text: string): Promise<void>;
  /** Writes beside the output: how far it is, and what is to be known. */
  complain(text: string): void;
  now: number;
  env: Readonly<Record<string, string | undefined>>;
}

export interface Command {
  /** One line for the list of commands. */
  summary: string;
  /** What may follow the name: `FILE [--draft]`. */
  usage: string;
  options?: Record<string, { type: "string" | "boolean" }>;
  /** How many words it takes. */
  words: number;
  run(context: CommandContext): Promise<void>;
}

/** The command line itself was wrong; the message says how. */
export class UsageError extends Error {}
