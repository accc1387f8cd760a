// How good the order is: see README.md.
//   pnpm bench:ranking --documents cran.all.1400 --queries cran.qry --judgements cranqrel
import { readFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildServer, installPeers } from "../threads/build.mjs";
import { miniSearch } from "./servers.mjs";

const { values: options } = parseArgs({ options: { documents: { type: "string" }, queries: { type: "string" }, judgements: { type: "string" } } });
const HERE = fileURLToPath(new URL(".", import.meta.url));
const BUILD = fileURLToPath(new URL("../../packages/node/.cache/bench-search", import.meta.url));
const DEPTH = 10;
const USER = { id: "ada", workspace: "ranking" };

const documents = (await smart(options.documents)).filter(({ text }) => text !== "");
const queries = await smart(options.queries);
const relevant = await judgements(options.judgements);

const numbered = [...relevant.keys()].every((query) => queries.some(({ id }) => id === query));

installPeers(HERE);
await buildServer(BUILD, { index: "index.ts", db: "db/index.ts" });
const load = (name) => import(pathToFileURL(join(BUILD, `${name}.js`)).href);
const { createMeanwhile } = await load("index");
const { openDb, sql, silentLogger } = await load("db").then(async (db) => ({ ...db, silentLogger: (await load("index")).silentLogger }));
const db = await openDb("memory://", { logger: silentLogger, production: false });

const engines = { "meanwhile, a thread each": await threads(), "websearch + ts_rank_cd, any word": await plain(), "MiniSearch": await mini() };
const rows = [];
for (const [name, search] of Object.entries(engines)) {
  const scores = [];
  for (const [i, { id, text }] of queries.entries()) {
    const right = relevant.get(numbered ? id : i + 1);
    if (right) scores.push(score(await search(text), right));
  }
  const mean = (key) => Number((scores.reduce((sum, one) => sum + one[key], 0) / scores.length).toFixed(4));
  rows.push({ engine: name, queries: scores.length, [`nDCG@${DEPTH}`]: mean("ndcg"), [`recall@${DEPTH}`]: mean("recall"), "found nothing": scores.filter(({ found }) => found === 0).length });
}
console.table(rows);
process.exit();

/** A thread each, in one channel. */
async function threads() {
  const meanwhile = createMeanwhile({ database: db, logger: silentLogger, jobs: false, resolveUser: () => null });
  await meanwhile.ready();
  const actor = { ...USER, name: "Ada" };
  const { id: channelId } = await meanwhile.api.channels.create({ name: "Collection" }, { actor });
  const ids = new Map();
  for (const { id, title, text } of documents) {
    const thread = await meanwhile.api.threads.create({ channelId, title: title || `Document ${id}`, markdown: text }, { actor });
    ids.set(thread.id, id);
  }
  return async (query) => (await meanwhile.api.search.list({ query: asWords(query) }, { actor })).data.map((hit) => ids.get(hit.threadId));
}

/** What one writes first: any of the words, in PostgreSQL's own order. */
async function plain() {
  await db.query(sql`create table plain (id int, words tsvector)`);
  for (const { id, title, text } of documents) await db.query(sql`insert into plain values (${id}, to_tsvector('english', ${`${title} ${text}`}))`);
  return async (query) =>
    (await db.query(sql`select id from plain, (select replace(plainto_tsquery('english', ${query})::text, '&', '|')::tsquery) as any_word (q) where words @@ q order by ts_rank_cd(words, q) desc limit ${DEPTH}`)).map(({ id }) => id);
}

async function mini() {
  const search = await miniSearch(documents);
  return async (query) => (await search(query)).map(({ id }) => id);
}

/** A question is words, and no operator is meant in it. */
function asWords(text) {
  return text.replace(/["\\:]/g, " ").replace(/(^|\s)-+/g, "$1").slice(0, 1000);
}

function score(found, right) {
  const first = found.slice(0, DEPTH);
  const gain = (ranks) => ranks.reduce((sum, rank) => sum + 1 / Math.log2(rank + 2), 0);
  const hits = first.flatMap((id, rank) => (right.has(id) ? [rank] : []));
  return { ndcg: gain(hits) / gain([...right].slice(0, DEPTH).map((_, rank) => rank)), recall: hits.length / right.size, found: first.length };
}

/** Collections in the format of SMART: `.I` a number, `.T` its title, `.W` its words. */
async function smart(path) {
  const parts = (await readFile(path, "utf8")).split(/^\.I\s+/m).slice(1);
  return parts.map((part) => {
    const field = (name) => (part.match(new RegExp(`^\\.${name}\\s*\\n([^]*?)(?=^\\.[A-Z]\\s*$|$(?![^]))`, "m"))?.[1] ?? "").replace(/\s+/g, " ").trim();
    return { id: Number.parseInt(part), title: field("T"), text: field("W") };
  });
}

/** Lines of query, document, and how well it answers. Some collections mean the query's number, some its place in its file. */
async function judgements(path) {
  const byQuery = new Map();
  for (const line of (await readFile(path, "utf8")).split("\n")) {
    const [query, document, grade] = line.trim().split(/\s+/).map(Number);
    if (!document || grade < 1) continue;
    byQuery.set(query, (byQuery.get(query) ?? new Set()).add(document));
  }
  return byQuery;
}
