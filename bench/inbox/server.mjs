// Meanwhile behind node:http with one member's large inbox, and a thread that many follow. Arguments: items, followers, folder of the build, database.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { serve } from "../threads/servers/child.mjs";
import { CHANNELS, FOLLOWED, followers, ME, START, TEXT, WORKSPACE } from "./data.mjs";

const [items, following, build, database] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(build, `${name}.js`)).href);
const { createMeanwhile, silentLogger } = await load("index");
const { toNodeHandler } = await load("node");
const { openDb, sql } = await load("db");
const { deliverComment } = await load("deliver");

const db = await openDb(database, { logger: silentLogger });
const resolveUser = (request) => ({ id: request.headers.get("x-user"), workspace: WORKSPACE, role: "member" });
const meanwhile = createMeanwhile({ database: db, logger: silentLogger, rateLimit: { points: 1e9, seconds: 60, store: "memory" }, resolveUser });
await meanwhile.ready();
await seed(Number(items), Number(following));
serve(toNodeHandler(meanwhile), { postmaster: await postmaster() });
process.removeAllListeners("message");
process.on("message", async (message) => {
  if (message === "fanOut") return process.send({ times: await fanOut(30) });
  const { user, system } = process.cpuUsage();
  process.send({ cpuMs: (user + system) / 1000 });
});

/** A thread for each item: a fifth unread, one in fifty with a mention, a tenth of a tenth saved or snoozed, a third done. */
async function seed(count, many) {
  const at = new Date(START).toISOString();
  const body = JSON.stringify({ version: 1, content: [{ type: "paragraph", content: [{ type: "text", text: TEXT, marks: [] }] }] });
  await db.tx(async (tx) => {
    await tx.exec("set local session_replication_role = replica");
    await tx.query(sql`insert into meanwhile.workspaces (id, created_at) values (${WORKSPACE}, ${at})`);
    await tx.query(sql`
      insert into meanwhile.members (workspace, id, name, role, joined_at)
      select ${WORKSPACE}, id, 'Name of ' || id, 'member', ${at} from unnest(${[ME, "writer", ...followers(many)]}::text[]) id`);
    await tx.query(sql`
      insert into meanwhile.spaces (workspace, id, kind, visibility, name, created_at)
      select ${WORKSPACE}, id, 'channel', case when n % 2 = 0 then 'public' else 'private' end, id, ${at} from unnest(${CHANNELS}::text[]) with ordinality c (id, n)`);
    await tx.query(sql`
      insert into meanwhile.space_members (workspace, space_id, member_id, joined_at)
      select ${WORKSPACE}, c, m, ${at} from unnest(${CHANNELS}::text[]) c, unnest(${[ME, "writer"]}::text[]) m`);
    await tx.query(sql`
      insert into meanwhile.threads (workspace, id, space_id, title, author_id, comment_count, last_author_id, last_excerpt, created_at, active_at)
      select ${WORKSPACE}, 'thr_01' || lpad(n::text, 24, '0'), (${CHANNELS}::text[])[1 + n % ${CHANNELS.length}], 'Thread ' || n, 'writer', 3, 'writer', left(${TEXT}, 140),
        ${at}::timestamptz + n * interval '1 minute', ${at}::timestamptz + n * interval '1 minute' from generate_series(0, ${count}) n`);
    await tx.query(sql`
      insert into meanwhile.thread_positions (workspace, member_id, thread_id, position)
      select ${WORKSPACE}, ${ME}, 'thr_01' || lpad(n::text, 24, '0'), case when n % 5 = 0 then 1 else 3 end from generate_series(1, ${count}) n`);
    await tx.query(sql`
      insert into meanwhile.inbox_items (workspace, member_id, subject_id, kind, thread_id, space_id, state, reasons, by_id, reached, saved_at, snooze, changed_at)
      select t.workspace, ${ME}, t.id, 'thread', t.id, t.space_id,
        case when n % 5 = 0 then 'unread' when n % 3 = 0 then 'done' else 'read' end,
        case when n % 50 = 0 then 132 when n % 7 = 0 then 2 else 4 end, 'writer', 3,
        case when n % 100 = 1 then ${at}::timestamptz end, case when n % 100 = 2 then 'reply' end, t.active_at
      from generate_series(1, ${count}) n join meanwhile.threads t on t.workspace = ${WORKSPACE} and t.id = 'thr_01' || lpad(n::text, 24, '0')`);
    // Thread 0 has one comment and is followed by many, in a public channel.
    await tx.query(sql`update meanwhile.threads set comment_count = 1 where workspace = ${WORKSPACE} and id = ${FOLLOWED}`);
    await tx.query(sql`update meanwhile.spaces set visibility = 'public' where workspace = ${WORKSPACE} and id = ${CHANNELS[0]}`);
    await tx.query(sql`
      insert into meanwhile.comments (workspace, id, thread_id, number, author_id, markdown, body, audience, created_at)
      values (${WORKSPACE}, 'cmt_01000000000000000000000000', ${FOLLOWED}, 1, 'writer', ${TEXT}, ${body}::text::jsonb, '{"kind":"thread"}', ${at})`);
    await tx.query(sql`
      insert into meanwhile.follows (workspace, target_id, member_id, participates) select ${WORKSPACE}, ${FOLLOWED}, id, true from unnest(${followers(many)}::text[]) id`);
  });
  for (const { name } of await db.query(sql`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'meanwhile'`)) await db.exec(`vacuum analyze ${name}`);
}

/** How long the one statement takes: first where nobody has an item yet, then again and again as for further replies. Milliseconds of wall time. */
async function fanOut(times) {
  const taken = [];
  for (let i = 0; i < times; i++) {
    const delivery = {
      because: "posted",
      threadId: FOLLOWED,
      spaceId: CHANNELS[0],
      spaceKind: "channel",
      number: i + 2,
      byId: "writer",
      before: "writer",
      participants: ["writer"],
      audience: { kind: "thread" },
      mentions: { users: [], groups: [] },
    };
    const begin = performance.now();
    // What is timed is the delivery alone, without the comment.
    await db.tx(async () => {}, () => [deliverComment(WORKSPACE, delivery, new Date(START + i * 1000).toISOString())]);
    taken.push(performance.now() - begin);
  }
  const [{ count }] = await db.query(sql`select count(*) as count from meanwhile.inbox_items where workspace = ${WORKSPACE} and subject_id = ${FOLLOWED} and state = 'unread'`);
  if (count !== Number(following)) throw new Error(`${count} of ${following} followers have it in their inbox.`);
  return taken;
}

/** PostgreSQL's first process, parent of all its others; nothing for PGlite, which lives in this process. */
async function postmaster() {
  if (db.engine !== "postgres") return undefined;
  const [{ pid }] = await db.query(sql`select pg_backend_pid() as pid`);
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}
