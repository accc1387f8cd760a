/**
 * What reaches a member. `follows` holds choices for threads and spaces (level 0 nothing, 1 decisions only, 2 replies and mentions,
 * 3 everything) and who takes part in a thread. An item's reasons are bits, see node/inbox; `space_id` is its thread's, kept beside it so that
 * counting joins nothing. Items have no foreign keys: a comment that reaches a thousand people would check each of theirs. For the same
 * reason only two indexes hold the common item: its key, and the order in which it is listed.
 */
export const inbox = {
  name: "inbox",
  breaking: false,
  sql: `
alter table meanwhile.comments add column asks boolean not null default false;
alter table meanwhile.mentions add column direct boolean not null default true;
alter table meanwhile.threads add column assignee_id text, add column assigned_at timestamptz, add column assigned_by text;

create table meanwhile.follows (
  workspace text not null,
  target_id text collate "C" not null,
  member_id text not null,
  level smallint check (level between 0 and 3),
  muted_until timestamptz,
  participates boolean not null default false,
  primary key (workspace, target_id, member_id)
);
insert into meanwhile.follows (workspace, target_id, member_id, participates)
select distinct workspace, thread_id, author_id, true from meanwhile.comments;

create table meanwhile.inbox_items (
  workspace text not null,
  member_id text not null,
  subject_id text collate "C" not null,
  kind text not null,
  thread_id text collate "C",
  space_id text collate "C",
  state text not null check (state in ('unread', 'read', 'done')),
  reasons int not null,
  by_id text,
  reached int not null default 0,
  marked_at timestamptz,
  marked_by text,
  saved_at timestamptz,
  snooze text check (snooze in ('time', 'reply', 'decision', 'member')),
  snooze_at timestamptz,
  snooze_member text,
  woken text,
  woken_at timestamptz,
  changed_at timestamptz not null,
  version int not null default 1,
  primary key (workspace, member_id, subject_id)
);
create index inbox_by_state on meanwhile.inbox_items (workspace, member_id, state, changed_at desc, subject_id desc) include (space_id, reasons) where snooze is null;
create index inbox_saved on meanwhile.inbox_items (workspace, member_id, changed_at desc, subject_id desc) include (space_id, reasons) where saved_at is not null;
create index inbox_snoozed on meanwhile.inbox_items (workspace, member_id, changed_at desc, subject_id desc) include (space_id, reasons) where snooze is not null;
create index inbox_of_thread on meanwhile.inbox_items (workspace, thread_id) where kind <> 'thread';
create index inbox_snoozed_of_thread on meanwhile.inbox_items (workspace, thread_id) where snooze is not null;
create index inbox_waking on meanwhile.inbox_items (workspace, snooze_at) where snooze = 'time';
create index inbox_waiting on meanwhile.inbox_items (workspace, snooze_member) where snooze = 'member';

create table meanwhile.inbox_undos (
  workspace text not null,
  id text collate "C" not null,
  member_id text not null,
  expires_at timestamptz not null,
  changes jsonb not null,
  primary key (workspace, id)
);
create index inbox_undos_by_expiry on meanwhile.inbox_undos (expires_at);

create table meanwhile.inbox_preferences (
  workspace text not null,
  member_id text not null,
  choices jsonb not null,
  hidden int not null default 0,
  primary key (workspace, member_id)
);

${["follows", "inbox_items", "inbox_undos", "inbox_preferences"].map((table) => `alter table meanwhile.${table} alter column workspace set (n_distinct = 1);`).join("\n")}
alter table meanwhile.inbox_items alter column member_id set (n_distinct = 1);
`,
};
