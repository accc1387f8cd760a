import { migrate, printMigrations } from "../db/migrations.ts";
import { UsageError, type Command } from "./command.ts";

export const migrateCommand: Command = {
  summary: "bring the database up to this version, or print the SQL that does",
  usage: "[--print [--after N]]",
  options: { print: { type: "boolean" }, after: { type: "string" } },
  words: 0,
  async run({ options, open, write, now }) {
    if (options["print"]) return write(printMigrations({ now, after: countOf(options["after"]) }));
    const applied = await migrate(await open(), { now });
    await write(applied.length === 0 ? "The database is up to date.\n" : `Applied: ${applied.join(", ")}.\n`);
  },
};

function countOf(after: string | boolean | undefined): number {
  const count = Number(after ?? 0);
  if (!Number.isInteger(count) || count < 0) throw new UsageError("--after takes the number of migrations that the database has already.");
  return count;
}
