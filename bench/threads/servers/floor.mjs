// The least that could be called a server for this: node:http, SQLite, one table of threads with counters, one of comments, one of read
// positions, paging by key. No framework, validation, permission, event, idempotency or Markdown. Not a product: a floor to measure from.
import { randomUUID } from "node:crypto";
import { makeData, ME, MEMBERS, TEXT } from "../data.mjs";
import { serve } from "./child.mjs";
import { openSqlite } from "./sqlite.mjs";

const sqlite = openSqlite();
sqlite.exec(`
  create table members (id text primary key, name text not null) without rowid;
  create table threads (id text primary key, channel text not null, title text not null, author text not null, comment_count integer not null,
    last_author text not null, last_text text not null, created_at integer not null, active_at integer not null);
  create table comments (id text primary key, thread text not null, number integer not null, author text not null, text text not null, created_at integer not null,
    unique (thread, number));
  create table positions (member text not null, thread text not null, position integer not null, primary key (member, thread)) without rowid;
  create index by_activity on threads (active_at desc, id desc);
  create index of_channel_by_activity on threads (channel, active_at desc, id desc);`);
seed(Number(process.argv[2]));
sqlite.exec("analyze");

const COLUMNS = `t.id, t.channel, t.title, a.name as author, t.comment_count as commentCount, l.name as lastAuthor, t.last_text as lastText, t.created_at as createdAt,
  t.active_at as activeAt, t.comment_count - coalesce(p.position, 0) as unread
  from threads t join members a on a.id = t.author join members l on l.id = t.last_author left join positions p on p.member = ? and p.thread = t.id`;
const listAll = sqlite.prepare(`select ${COLUMNS} where (t.active_at, t.id) < (?, ?) order by t.active_at desc, t.id desc limit ?`);
const listChannel = sqlite.prepare(`select ${COLUMNS} where t.channel = ? and (t.active_at, t.id) < (?, ?) order by t.active_at desc, t.id desc limit ?`);
const grow = sqlite.prepare("update threads set comment_count = comment_count + 1, last_author = ?, last_text = ?, active_at = ? where id = ? returning comment_count as number");
const insertComment = sqlite.prepare("insert into comments (id, thread, number, author, text, created_at) values (?, ?, ?, ?, ?, ?)");
const read = sqlite.prepare("insert into positions (member, thread, position) values (?, ?, ?) on conflict (member, thread) do update set position = excluded.position");
const create = sqlite.transaction((thread, author, text) => {
  const now = Date.now();
  const id = randomUUID();
  const { number } = grow.get(author, text.slice(0, 200), now, thread);
  insertComment.run(id, thread, number, author, text, now);
  read.run(author, thread, number);
  return { id, thread, number, author, text, createdAt: now };
});

serve((request, response) => {
  const url = new URL(request.url, "http://localhost");
  const me = request.headers["x-user"];
  const answer = (value) => {
    const body = JSON.stringify(value);
    response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) }).end(body);
  };
  if (request.method === "GET") {
    const limit = Number(url.searchParams.get("limit") ?? 40);
    const [time, id] = url.searchParams.get("cursor")?.split("_", 2) ?? [Number.MAX_SAFE_INTEGER, ""];
    const channel = url.searchParams.get("channel");
    answer(channel === null ? listAll.all(me, time, id, limit) : listChannel.all(me, channel, time, id, limit));
    return;
  }
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => answer(create(url.pathname.split("/")[2], me, JSON.parse(Buffer.concat(chunks).toString()).text)));
});

function seed(size) {
  const { channels, threads } = makeData(size);
  const member = sqlite.prepare("insert into members values (?, ?)");
  const thread = sqlite.prepare("insert into threads values (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const comment = sqlite.prepare("insert into comments values (?, ?, ?, ?, ?, ?)");
  const position = sqlite.prepare("insert or replace into positions values (?, ?, ?)");
  sqlite.transaction(() => {
    for (const id of MEMBERS) member.run(id, `Name of ${id}`);
    threads.forEach((t, i) => {
      const last = MEMBERS[(i + t.commentCount) % MEMBERS.length];
      thread.run(t.id, channels[t.channel].id, `Thread ${i}`, t.author, t.commentCount, last, TEXT.slice(0, 200), t.createdAt, t.activeAt);
      for (let n = 1; n <= t.commentCount; n++) comment.run(`${t.id}/${n}`, t.id, n, n === 1 ? t.author : MEMBERS[(i + n) % MEMBERS.length], TEXT, t.createdAt + n);
      position.run(t.author, t.id, t.commentCount);
      if (t.position !== null) position.run(ME, t.id, t.position);
    });
  })();
}
