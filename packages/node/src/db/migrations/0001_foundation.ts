/**
 * Every table leads with the workspace, in its key and in every query. A *space* is where a thread lives and what is visible or not:
 * a channel (`chn_…`), an object of the host's (`subject:type/id`), or a set of people (`people:thr_…`).
 */
export const foundation = {
  name: "foundation",
  breaking: false,
  sql: `
create schema if not exists meanwhile;

create table meanwhile.workspaces (
  id text primary key,
  seq bigint not null default 0,
  trimmed_seq bigint not null default 0,
  created_at timestamptz not null
);

create table meanwhile.members (
  workspace text not null references meanwhile.workspaces (id),
  id text not null,
  name text not null,
  avatar_url text,
  role text not null check (role in ('owner', 'member', 'guest')),
  time_zone text not null default 'UTC',
  working_hours jsonb,
  off_days jsonb not null default '[]',
  away jsonb,
  joined_at timestamptz not null,
  deactivated_at timestamptz,
  deactivated_by text,
  version int not null default 1,
  primary key (workspace, id)
);
create index members_by_name on meanwhile.members (workspace, lower(name) collate "C", id collate "C");

create table meanwhile.groups (
  workspace text not null references meanwhile.workspaces (id),
  id text collate "C" not null,
  name text not null,
  version int not null default 1,
  primary key (workspace, id)
);

create table meanwhile.group_members (
  workspace text not null,
  group_id text collate "C" not null,
  member_id text not null,
  primary key (workspace, group_id, member_id),
  foreign key (workspace, group_id) references meanwhile.groups (workspace, id) on delete cascade,
  foreign key (workspace, member_id) references meanwhile.members (workspace, id)
);
create index group_members_by_member on meanwhile.group_members (workspace, member_id);

create table meanwhile.spaces (
  workspace text not null references meanwhile.workspaces (id),
  id text collate "C" not null,
  kind text not null check (kind in ('channel', 'subject', 'people')),
  visibility text not null check (visibility in ('public', 'private')),
  name text not null default '',
  description text not null default '',
  subject_type text,
  subject_id text,
  archived_at timestamptz,
  archived_by text,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (workspace, id),
  check ((kind = 'subject') = (subject_type is not null and subject_id is not null))
);
create index channels_by_name on meanwhile.spaces (workspace, lower(name) collate "C", id) where kind = 'channel';

create table meanwhile.space_members (
  workspace text not null,
  space_id text collate "C" not null,
  member_id text not null,
  joined_at timestamptz not null,
  primary key (workspace, space_id, member_id),
  foreign key (workspace, space_id) references meanwhile.spaces (workspace, id),
  foreign key (workspace, member_id) references meanwhile.members (workspace, id)
);
create index space_members_by_member on meanwhile.space_members (workspace, member_id);

create table meanwhile.favourites (
  workspace text not null,
  member_id text not null,
  space_id text collate "C" not null,
  primary key (workspace, member_id, space_id),
  foreign key (workspace, space_id) references meanwhile.spaces (workspace, id)
);

create table meanwhile.threads (
  workspace text not null,
  id text collate "C" not null,
  space_id text collate "C" not null,
  title text not null,
  author_id text not null,
  metadata jsonb not null default '{}',
  comment_count int not null default 0,
  last_author_id text not null,
  last_excerpt text not null default '',
  pinned_at timestamptz,
  pinned_by text,
  closed_at timestamptz,
  closed_by text,
  context_markdown text,
  context_body jsonb,
  context_version int not null default 0,
  context_at timestamptz,
  context_by text,
  created_at timestamptz not null,
  active_at timestamptz not null,
  version int not null default 1,
  primary key (workspace, id),
  foreign key (workspace, space_id) references meanwhile.spaces (workspace, id),
  foreign key (workspace, author_id) references meanwhile.members (workspace, id)
);
create index threads_by_activity on meanwhile.threads (workspace, active_at desc, id desc);
create index threads_by_creation on meanwhile.threads (workspace, created_at desc, id desc);
create index threads_of_space_by_activity on meanwhile.threads (workspace, space_id, active_at desc, id desc);
create index threads_of_space_by_creation on meanwhile.threads (workspace, space_id, created_at desc, id desc);
create index threads_of_author on meanwhile.threads (workspace, author_id, active_at desc, id desc);
create index threads_pinned on meanwhile.threads (workspace, space_id) where pinned_at is not null;

create table meanwhile.thread_contexts (
  workspace text not null,
  thread_id text collate "C" not null,
  version int not null,
  markdown text not null,
  body jsonb not null,
  at timestamptz not null,
  by text not null,
  primary key (workspace, thread_id, version),
  foreign key (workspace, thread_id) references meanwhile.threads (workspace, id)
);

create table meanwhile.thread_positions (
  workspace text not null,
  member_id text not null,
  thread_id text collate "C" not null,
  position int not null,
  primary key (workspace, member_id, thread_id),
  foreign key (workspace, thread_id) references meanwhile.threads (workspace, id)
);

create table meanwhile.comments (
  workspace text not null,
  id text collate "C" not null,
  thread_id text collate "C" not null,
  number int not null,
  author_id text not null,
  markdown text not null,
  body jsonb not null,
  action text check (action in ('closed', 'reopened')),
  audience jsonb not null,
  metadata jsonb not null default '{}',
  reactions jsonb not null default '[]',
  acknowledgements jsonb not null default '[]',
  created_at timestamptz not null,
  edited_at timestamptz,
  edited_by text,
  deleted_at timestamptz,
  deleted_by text,
  version int not null default 1,
  primary key (workspace, id),
  unique (workspace, thread_id, number),
  foreign key (workspace, thread_id) references meanwhile.threads (workspace, id),
  foreign key (workspace, author_id) references meanwhile.members (workspace, id)
);

create table meanwhile.comment_versions (
  workspace text not null,
  comment_id text collate "C" not null,
  version int not null,
  markdown text not null,
  body jsonb not null,
  at timestamptz not null,
  primary key (workspace, comment_id, version),
  foreign key (workspace, comment_id) references meanwhile.comments (workspace, id)
);

create table meanwhile.mentions (
  workspace text not null,
  member_id text not null,
  thread_id text collate "C" not null,
  number int not null,
  primary key (workspace, member_id, thread_id, number),
  foreign key (workspace, thread_id) references meanwhile.threads (workspace, id)
);
create index mentions_of_comment on meanwhile.mentions (workspace, thread_id, number);

create table meanwhile.events (
  workspace text not null,
  seq bigint not null,
  type text not null,
  at timestamptz not null,
  actor_id text,
  space_id text collate "C",
  recipient_id text,
  payload jsonb not null,
  primary key (workspace, seq)
);
create index events_by_time on meanwhile.events (at);

create table meanwhile.idempotency_keys (
  workspace text not null,
  actor_id text not null,
  key text not null,
  fingerprint text not null,
  response jsonb,
  expires_at timestamptz not null,
  primary key (workspace, actor_id, key)
);
-- As the rate limiter's library wants it; expire is in milliseconds.
create table meanwhile.rate_limits (
  key varchar(255) primary key,
  points int not null default 0,
  expire bigint
);

create index idempotency_keys_by_expiry on meanwhile.idempotency_keys (expires_at);
`,
};
