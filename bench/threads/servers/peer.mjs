// @fuma-comment/server as its documentation sets it up: Express, Drizzle, SQLite. In its favour: indexes for every query it makes, and
// sessions and user names from memory. It keeps no read positions, so its lists tell nothing unread, and has neither transaction, event
// nor idempotency.
import { createDrizzleAdapter } from "@fuma-comment/server/adapters/drizzle";
import { ExpressComment } from "@fuma-comment/server/express";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import express from "express";
import { makeData, MEMBERS, TEXT } from "../data.mjs";
import { serve } from "./child.mjs";
import { openSqlite } from "./sqlite.mjs";

const comments = sqliteTable(
  "comments",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    page: text("page").notNull(),
    thread: integer("thread"),
    author: text("author").notNull(),
    content: text("content", { mode: "json" }).notNull(),
    timestamp: integer("timestamp", { mode: "timestamp_ms" }).notNull().$defaultFn(() => new Date()),
  },
  (table) => [index("by_page").on(table.page, table.thread, table.timestamp), index("by_thread").on(table.thread)],
);
const rates = sqliteTable(
  "rates",
  { userId: text("userId").notNull(), commentId: integer("commentId").notNull(), like: integer("like", { mode: "boolean" }).notNull() },
  (table) => [primaryKey({ columns: [table.commentId, table.userId] })],
);
const roles = sqliteTable("roles", { userId: text("userId").primaryKey(), name: text("name").notNull(), canDelete: integer("canDelete", { mode: "boolean" }).notNull() });

const sqlite = openSqlite();
sqlite.exec(`
  create table comments (id integer primary key autoincrement, page text not null, thread integer, author text not null, content text not null, timestamp integer not null);
  create table rates (userId text not null, commentId integer not null, "like" integer not null, primary key (commentId, userId));
  create table roles (userId text primary key, name text not null, canDelete integer not null);`);
seed(Number(process.argv[2]));
sqlite.exec(`
  create index by_page on comments (page, thread, timestamp);
  create index by_thread on comments (thread);
  analyze;`);

const users = new Map(MEMBERS.map((id) => [id, { id, name: `Name of ${id}` }]));
const app = express();
app.use(express.json());
ExpressComment({
  app,
  auth: { getSession: (request) => ({ id: request.headers.get("x-user") }) },
  storage: createDrizzleAdapter({
    db: drizzle(sqlite, { schema: { comments, rates, roles } }),
    schemas: { comments, rates, roles },
    auth: { getUsers: (ids) => [...new Set(ids)].map((id) => users.get(id)) },
  }),
});
serve(app);

/** A page for each channel, and one page with as many threads as there are in all. Thread i has the id i + 1. */
function seed(size) {
  const { threads } = makeData(size);
  const content = JSON.stringify({ type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: TEXT }] }] });
  const insert = sqlite.prepare("insert into comments (id, page, thread, author, content, timestamp) values (?, ?, ?, ?, ?, ?)");
  sqlite.transaction(() => {
    threads.forEach((thread, i) => insert.run(i + 1, `channel-${thread.channel}`, null, thread.author, content, thread.createdAt));
    threads.forEach((thread) => insert.run(null, "workspace", null, thread.author, content, thread.createdAt));
    threads.forEach((thread, i) => {
      for (let n = 2; n <= thread.commentCount; n++) insert.run(null, `channel-${thread.channel}`, i + 1, MEMBERS[(i + n) % MEMBERS.length], content, thread.createdAt + n);
    });
  })();
}
