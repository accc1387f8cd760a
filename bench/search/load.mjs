// Fills a database with the made-up workspace: in bulk, with the indexes made afterwards, then what autovacuum does in the night.
import { channels, makeComments, ME, MEMBERS, START, WORKSPACE } from "./data.mjs";

const BATCH = 10_000;
/** Batches on their way: one is stemmed by PostgreSQL while the next is made here. */
const AHEAD = 2;

/** @returns a sample of the comments the reader may see, for queries */
export async function fill(db, size, sql) {
  if ((await db.query(sql`select 1 from meanwhile.documents limit 1`)).length > 0) return sampleOf(size);
  const start = new Date(START).toISOString();
  await db.query(sql`insert into meanwhile.workspaces (id, created_at) values (${WORKSPACE}, ${start})`);
  await db.query(sql`
    insert into meanwhile.members (workspace, id, name, role, joined_at)
    select ${WORKSPACE}, id, 'Name of ' || id, 'member', ${start}::timestamptz from unnest(${MEMBERS}::text[]) id`);
  await db.query(sql`
    insert into meanwhile.spaces (workspace, id, kind, visibility, name, created_at)
    select ${WORKSPACE}, id, 'channel', visibility, name, ${start}::timestamptz
    from unnest(${channels.map((c) => c.id)}::text[], ${channels.map((c) => c.visibility)}::text[], ${channels.map((c) => c.name)}::text[]) c (id, visibility, name)`);
  await db.query(sql`
    insert into meanwhile.space_members (workspace, space_id, member_id, joined_at)
    select ${WORKSPACE}, unnest(${channels.filter((c) => c.mine || c.visibility === "public").map((c) => c.id)}::text[]), ${ME}, ${start}::timestamptz`);
  const indexes = await db.query(sql`
    select format('%I.%I', schemaname, indexname) as name, indexdef as made from pg_indexes
    where schemaname = 'meanwhile' and tablename = 'documents' and indexname not like '%_pkey'`);
  for (const { name } of indexes) await db.exec(`drop index ${name}`);
  const visible = await fillDocuments(db, size, sql);
  await db.exec(["set maintenance_work_mem = '512MB'", ...indexes.map(({ made }) => made), "reset maintenance_work_mem"].join(";"));
  await count(db, sql);
  for (const table of ["documents", "threads", "spaces", "members", "space_members", "search_words", "search_statistics"]) await db.exec(`vacuum analyze meanwhile.${table}`);
  return visible;
}

async function fillDocuments(db, size, sql) {
  const visible = [];
  const sent = [];
  let batch = [];
  const flush = async () => {
    if (sent.length >= AHEAD) await sent.shift();
    sent.push(put(db, batch, sql));
    batch = [];
  };
  for (const comment of makeComments(size)) {
    batch.push(comment);
    if (isSample(comment)) visible.push(comment);
    if (batch.length === BATCH) await flush();
  }
  if (batch.length > 0) await flush();
  await Promise.all(sent);
  return visible;
}

/** The sample alone, of a database that was filled before. */
function sampleOf(size) {
  const visible = [];
  for (const comment of makeComments(size)) if (isSample(comment)) visible.push(comment);
  return visible;
}

function isSample({ id, channel }) {
  return (channel.visibility === "public" || channel.mine) && id.endsWith("7");
}

/** What calls and imports write, without the checks of foreign keys. That the words are no language's has `putDocuments` take them for English. */
function put(db, batch, sql) {
  const column = (read, of = batch) => of.map(read);
  const opening = batch.filter(({ number }) => number === 1);
  const at = (c) => new Date(c.at).toISOString();
  return db.tx(async (tx) => {
    await tx.exec("set local session_replication_role = replica; set local synchronous_commit = off");
    await tx.query(sql`
      insert into meanwhile.threads (workspace, id, space_id, title, author_id, comment_count, last_author_id, created_at, active_at)
      select ${WORKSPACE}, t.id, t.space, t.title, t.author, t.count, t.author, t.at, t.at
      from unnest(${column((c) => c.thread, opening)}::text[], ${column((c) => c.channel.id, opening)}::text[], ${column((c) => c.title, opening)}::text[],
        ${column((c) => c.author, opening)}::text[], ${column((c) => c.count, opening)}::int[], ${column(at, opening)}::timestamptz[]) t (id, space, title, author, count, at)`);
    await tx.query(sql`
      insert into meanwhile.documents (workspace, kind, id, space_id, thread_id, number, author_id, at, title, text, language, words, length)
      select ${WORKSPACE}, case g.number when 1 then 'thread' else 'comment' end, g.id, g.space, g.thread, g.number, g.author, g.at, g.title, g.text, 'english', v.words,
        (select coalesce(sum(cardinality(positions)), 0) from unnest(v.words))
      from unnest(${column((c) => (c.number === 1 ? c.thread : c.id))}::text[], ${column((c) => c.channel.id)}::text[], ${column((c) => c.thread)}::text[],
        ${column((c) => c.number)}::int[], ${column((c) => c.author)}::text[], ${column(at)}::timestamptz[],
        ${column((c) => (c.number === 1 ? c.title : ""))}::text[], ${column((c) => c.text)}::text[]) g (id, space, thread, number, author, at, title, text)
      cross join lateral (select to_tsvector('english', g.title || E'\n' || g.text) as words offset 0) v`);
  });
}

/** What the minute's tick would have counted by and by. */
async function count(db, sql) {
  await db.query(sql`
    insert into meanwhile.search_words (workspace, word, documents)
    select ${WORKSPACE}, word, ndoc from ts_stat('select words from meanwhile.documents') order by word collate "C"`);
  await db.query(sql`
    insert into meanwhile.search_statistics (workspace, language, documents, length)
    select ${WORKSPACE}, 'english', count(*), sum(length) from meanwhile.documents`);
}
