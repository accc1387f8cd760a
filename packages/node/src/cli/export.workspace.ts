import { mkdir, open as openFile, readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { migrate } from "../db/migrations.ts";
import { exportWorkspace, type Folder } from "../export/index.ts";
import { UsageError, type Command } from "./command.ts";

export const exportWorkspaceCommand: Command = {
  summary: "write all that a workspace owns as JSON lines and Markdown",
  usage: "ID --output FOLDER|-",
  options: { output: { type: "string" } },
  words: 1,
  async run({ words, options, open, write, now }) {
    const { output } = options as { output?: string };
    if (output === undefined) throw new UsageError("--output takes a folder that is empty or not there yet, or - for JSON lines alone.");
    const workspace = words[0]!;
    if (output !== "-" && (await namesIn(output)).length > 0) throw new UsageError(`${output} is not empty. Give another folder: an export beside the rest of an older one could not be told apart.`);
    const db = await open();
    await migrate(db, { now });
    if (output === "-") return exportWorkspace(db, workspace, write);
    try {
      await folderAt(output).file("workspace.jsonl", (lines) => exportWorkspace(db, workspace, lines, folderAt(join(output, "markdown"))));
    } catch (error) {
      // Half an export must not be taken for one, nor stand in the way of the next.
      for (const name of ["workspace.jsonl", "markdown"]) await rm(join(output, name), { recursive: true, force: true });
      throw error;
    }
    await write(`Written to ${output}: workspace.jsonl for programs, markdown for people.\n`);
  },
};

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function folderAt(root: string): Folder {
  return {
    async file(path, writeTo) {
      const name = join(root, path);
      await mkdir(dirname(name), { recursive: true });
      const file = await openFile(name, "w");
      try {
        await writeTo(async (text) => void (await file.writeFile(text)));
      } finally {
        await file.close();
      }
    },
  };
}
