// What is asked: Meanwhile with everything its answer has, and two peers that give ids alone.
import { channels, ME, WORKSPACE } from "./data.mjs";

const actor = { id: ME, workspace: WORKSPACE };

export async function meanwhileSearch(db, { createMeanwhile, silentLogger }) {
  const meanwhile = createMeanwhile({ database: db, logger: silentLogger, jobs: false, resolveUser: () => null });
  await meanwhile.ready();
  return (query) => meanwhile.api.search.list({ query }, { actor });
}

/** What one writes first, over the same rows, with the same permission: every word must be there, twenty ids, no count, no snippet. Filters by name it does not know. */
export async function plainSearch(db, sql) {
  const visible = channels.filter(({ visibility, mine }) => visibility === "public" || mine).map(({ id }) => id);
  return (query) => db.query(sql`
    select id from meanwhile.documents, websearch_to_tsquery('english', ${query}) q
    where workspace = ${WORKSPACE} and words @@ q and space_id = any(${visible}::text[]) order by ts_rank_cd(words, q) desc limit 20`);
}

/** Without permission, filters and stems; a question's words are all looked for. */
export async function miniSearch(documents) {
  const { default: MiniSearch } = await import("minisearch");
  const index = new MiniSearch({ fields: ["title", "text"] });
  for (const document of documents) index.add(document);
  return async (query) => index.search(query).slice(0, 20);
}
