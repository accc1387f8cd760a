// Fills a database with the made-up workspace, the index through the statement that calls and imports use.
import { channels, makeComments, ME, MEMBERS, WORKSPACE } from "./data.mjs";

const BATCH = 2_000;

/** @returns a sample of comments the reader may see, for queries */
export async function fill(db, size, { sql, putDocuments, countAll }) {
  const start = new Date(Date.UTC(2024, 0, 1)).toISOString();
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
  const visible = [];
  let batch = [];
  let done = 0;
  const flush = async () => {
    const opening = batch.filter(({ number }) => number === 1);
    await db.tx(async (tx) => {
      await tx.query(sql`
        insert into meanwhile.threads (workspace, id, space_id, title, author_id, comment_count, last_author_id, created_at, active_at)
        select ${WORKSPACE}, t.id, t.space, t.title, t.author, t.count, t.author, t.at, t.at
        from unnest(${opening.map((c) => c.thread)}::text[], ${opening.map((c) => c.channel.id)}::text[], ${opening.map((c) => c.title)}::text[], ${opening.map((c) => c.author)}::text[],
          ${opening.map((c) => c.count)}::int[], ${opening.map((c) => new Date(c.at))}::timestamptz[]) t (id, space, title, author, count, at)`);
      await tx.query(putDocuments(WORKSPACE, batch.map((c) => ({
        ...(c.number === 1 ? { kind: "thread", id: c.thread, title: c.title } : { kind: "comment", id: c.id, title: "" }),
        threadId: c.thread, number: c.number, authorId: c.author, at: new Date(c.at).toISOString(), text: c.text,
      }))));
    });
    done += batch.length;
    batch = [];
    if (done % 100_000 === 0) console.log(`  ${done} comments`);
  };
  for (const comment of makeComments(size)) {
    batch.push(comment);
    if ((comment.channel.visibility === "public" || comment.channel.mine) && comment.id.endsWith("7")) visible.push(comment);
    if (batch.length === BATCH) await flush();
  }
  if (batch.length > 0) await flush();
  await countAll(db, WORKSPACE);
  // What autovacuum does in the night; one statement a call.
  for (const table of ["documents", "threads", "spaces", "search_words", "search_changes"]) await db.exec(`vacuum analyze meanwhile.${table}`);
  return visible;
}
