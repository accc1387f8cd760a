// Meanwhile behind node:http, on PostgreSQL or on PGlite, with everything a product's server has on: jobs, rate limit, events.
// Arguments: size, folder of the build, database.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ME, makeData, MEMBERS, TEXT, WORKSPACE } from "../data.mjs";
import { serve } from "./child.mjs";

const [size, build, database] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(build, `${name}.js`)).href);
const { createMeanwhile, silentLogger } = await load("index");
const { toNodeHandler } = await load("node");
const { openDb, sql } = await load("db");

const db = await openDb(database, { logger: silentLogger });
const meanwhile = createMeanwhile({
  database: db,
  logger: silentLogger,
  // Counted like any other limit, and never reached.
  rateLimit: { points: 1e9, seconds: 60, store: "memory" },
  resolveUser(request) {
    const id = request.headers.get("x-user");
    return { id, workspace: WORKSPACE, name: `Name of ${id}`, role: "member" };
  },
});
await meanwhile.ready();
await seed(Number(size));
serve(toNodeHandler(meanwhile), { postmaster: await postmaster() });

/** In bulk, with the checks of foreign keys off; then what autovacuum would have done in the night. */
async function seed(count) {
  const { channels, threads } = makeData(count);
  const body = JSON.stringify({ version: 1, content: [{ type: "paragraph", content: [{ type: "text", text: TEXT, marks: [] }] }] });
  const instant = (ms) => new Date(ms).toISOString();
  const start = instant(threads[0].createdAt - 60_000);
  await db.tx(async (tx) => {
    await tx.exec("set local session_replication_role = replica");
    await tx.query(sql`insert into meanwhile.workspaces (id, created_at) values (${WORKSPACE}, ${start})`);
    await tx.query(sql`
      insert into meanwhile.members (workspace, id, name, role, joined_at)
      select ${WORKSPACE}, id, 'Name of ' || id, 'member', ${start} from unnest(${MEMBERS}::text[]) id`);
    await tx.query(sql`
      insert into meanwhile.spaces (workspace, id, kind, visibility, name, created_at)
      select ${WORKSPACE}, id, 'channel', 'public', name, ${start} from unnest(${channels.map((c) => c.id)}::text[], ${channels.map((c) => c.name)}::text[]) c (id, name)`);
    await tx.query(sql`
      insert into meanwhile.space_members (workspace, space_id, member_id, joined_at)
      select ${WORKSPACE}, c, m, ${start} from unnest(${channels.map((c) => c.id)}::text[]) c, unnest(${MEMBERS}::text[]) m`);
    for (let from = 0; from < threads.length; from += 10_000) {
      const some = threads.slice(from, from + 10_000);
      const column = (read) => some.map(read);
      await tx.query(sql`
        insert into meanwhile.threads (workspace, id, space_id, title, author_id, comment_count, last_author_id, last_excerpt, created_at, active_at)
        select ${WORKSPACE}, id, space, 'Thread ' || id, author, comments, 'member-' || (comments % ${MEMBERS.length}), left(${TEXT}, 200), created, active
        from unnest(${column((t) => t.id)}::text[], ${column((t) => channels[t.channel].id)}::text[], ${column((t) => t.author)}::text[],
          ${column((t) => t.commentCount)}::int[], ${column((t) => instant(t.createdAt))}::timestamptz[], ${column((t) => instant(t.activeAt))}::timestamptz[])
          t (id, space, author, comments, created, active)`);
      await tx.query(sql`
        insert into meanwhile.comments (workspace, id, thread_id, number, author_id, markdown, body, audience, created_at)
        select ${WORKSPACE}, 'cmt_01' || substr(t.id, 11) || lpad(n::text, 4, '0'), t.id, n, case n when 1 then t.author_id else 'member-' || (n % ${MEMBERS.length}) end,
          ${TEXT}, ${body}::text::jsonb, '{"kind":"channel"}', t.created_at + n * interval '1 second'
        from meanwhile.threads t, generate_series(1, t.comment_count) n where t.workspace = ${WORKSPACE} and t.id = any(${column((t) => t.id)}::text[])`);
      const read = some.filter((t) => t.position !== null);
      await tx.query(sql`
        insert into meanwhile.thread_positions (workspace, member_id, thread_id, position)
        select ${WORKSPACE}, ${ME}, id, position from unnest(${read.map((t) => t.id)}::text[], ${read.map((t) => t.position)}::int[]) t (id, position)
        union all select ${WORKSPACE}, author_id, id, comment_count from meanwhile.threads
          where workspace = ${WORKSPACE} and id = any(${column((t) => t.id)}::text[]) and author_id <> ${ME}`);
      await tx.query(sql`
        insert into meanwhile.mentions (workspace, member_id, thread_id, number)
        select ${WORKSPACE}, ${ME}, unnest(${some.filter((t) => t.mentioned).map((t) => t.id)}::text[]), 1`);
    }
  });
  // One statement a call: VACUUM takes no transaction.
  for (const { name } of await db.query(sql`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'meanwhile'`)) await db.exec(`vacuum analyze ${name}`);
}

/** PostgreSQL's first process, parent of all its others; nothing for PGlite, which lives in this process. */
async function postmaster() {
  if (db.engine !== "postgres") return undefined;
  const [{ pid }] = await db.query(sql`select pg_backend_pid() as pid`);
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}
