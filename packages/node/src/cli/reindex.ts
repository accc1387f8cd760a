import { hostIdSchema } from "@meanwhile/core/contract";
import { searchSources } from "../calls/background.ts";
import { migrate } from "../db/migrations.ts";
import { reindex } from "../search/search.reindex.ts";
import { type Command, UsageError } from "./command.ts";

const SAID_EVERY = 10_000;

export const reindexCommand: Command = {
  summary: "make the search index anew, while the server goes on",
  usage: "[--workspace ID]",
  options: { workspace: { type: "string" } },
  words: 0,
  async run({ options, open, write, complain, now }) {
    const { workspace } = options as { workspace?: string };
    if (workspace !== undefined && !hostIdSchema.safeParse(workspace).success) throw new UsageError("--workspace takes an id of 1 to 128 visible characters.");
    const db = await open();
    await migrate(db, { now });
    let said = 0;
    const documents = await reindex(db, {
      sources: searchSources,
      workspace,
      onProgress({ documents: done }) {
        if (done < said + SAID_EVERY) return;
        said = done;
        complain(`Indexed ${done}.\n`);
      },
    });
    await write(`Indexed ${documents} threads and comments.\n`);
  },
};
