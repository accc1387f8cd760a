/**
 * `documents` is everything search finds, a row a thing, in step with what it was made from. `words` is made of `title` and `text` as
 * `searchText` in core writes them, stemmed by `language`. Who sees a document is decided by its space when it is searched for.
 *
 * `search_words` counts in how many documents a word is, `search_statistics` how many documents there are and how long they are together.
 * Ranking needs both only roughly, so a write leaves a line in `search_changes` and the minute's tick counts. A line keeps the words as they
 * were when they were counted last; none where they were not counted yet.
 *
 * The language is text and no `regconfig`: a column of that type keeps pg_upgrade from running.
 */
export const search = {
  name: "search",
  breaking: false,
  sql: `
create table meanwhile.documents (
  workspace text not null,
  kind text not null,
  id text collate "C" not null,
  space_id text collate "C" not null,
  thread_id text collate "C",
  number int,
  author_id text,
  at timestamptz not null,
  title text not null,
  text text not null,
  language text not null,
  words tsvector not null,
  length int not null,
  primary key (workspace, kind, id),
  foreign key (workspace, space_id) references meanwhile.spaces (workspace, id)
);
-- By words within a workspace, without an extension for it.
create index documents_by_words on meanwhile.documents using gin ((array[workspace]), words);
create index documents_by_time on meanwhile.documents (workspace, at desc, id desc);
create index documents_of_thread on meanwhile.documents (workspace, thread_id);
create index topics_by_title on meanwhile.documents (workspace, lower(title) collate "C", id) where kind = 'thread';

create table meanwhile.search_words (
  workspace text not null,
  word text collate "C" not null,
  documents int not null,
  primary key (workspace, word)
);

create table meanwhile.search_statistics (
  workspace text not null,
  language text not null,
  documents bigint not null default 0,
  length bigint not null default 0,
  primary key (workspace, language)
);

create table meanwhile.search_changes (
  workspace text not null,
  kind text not null,
  id text collate "C" not null,
  language text,
  words tsvector,
  primary key (workspace, kind, id)
);

create table meanwhile.saved_searches (
  workspace text not null,
  member_id text not null,
  id text collate "C" not null,
  name text not null,
  query text not null,
  created_at timestamptz not null,
  primary key (workspace, member_id, id),
  foreign key (workspace, member_id) references meanwhile.members (workspace, id)
);

${["documents", "search_words", "search_statistics", "search_changes", "saved_searches"].map((table) => `alter table meanwhile.${table} alter column workspace set (n_distinct = 1);`).join("\n")}
`,
};
