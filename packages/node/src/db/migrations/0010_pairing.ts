/**
 * Programs in which people are put together, and what came of it. A round keeps all it was made from, so that it can be made again; it and what
 * it brings are written in one transaction. `pairing_people` has one row for each member of a pairing: what they bear, what they answered.
 */
export const pairing = {
  name: "pairing",
  breaking: false,
  sql: `
create table meanwhile.pairing_programs (
  workspace text not null,
  id text collate "C" not null,
  name text not null,
  space_id text collate "C",
  group_id text collate "C",
  settings jsonb not null,
  state text not null default 'running' check (state in ('running', 'paused', 'ended')),
  host_id text not null,
  next_round_at timestamptz,
  rounds int not null default 0,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (workspace, id),
  foreign key (workspace, host_id) references meanwhile.members (workspace, id),
  check (space_id is null or group_id is null)
);
create index pairing_programs_by_name on meanwhile.pairing_programs (workspace, lower(name) collate "C", id);

-- What a member chose for one program, and how long nothing was heard of them. Whoever is as the audience says has no row.
create table meanwhile.pairing_memberships (
  workspace text not null,
  program_id text collate "C" not null,
  member_id text not null,
  takes_part boolean,
  pause jsonb,
  silent int not null default 0,
  quiet text check (quiet in ('asked', 'paused')),
  primary key (workspace, program_id, member_id),
  foreign key (workspace, program_id) references meanwhile.pairing_programs (workspace, id),
  foreign key (workspace, member_id) references meanwhile.members (workspace, id)
);

create table meanwhile.pairing_preferences (
  workspace text not null,
  member_id text not null,
  hours jsonb,
  liked_topics text[] not null default '{}',
  avoided_topics text[] not null default '{}',
  pause jsonb,
  primary key (workspace, member_id),
  foreign key (workspace, member_id) references meanwhile.members (workspace, id)
);

create table meanwhile.pairing_never (
  workspace text not null,
  a_id text not null,
  b_id text not null,
  reason text,
  noted_at timestamptz not null,
  noted_by text not null,
  primary key (workspace, a_id, b_id, noted_by),
  foreign key (workspace, a_id) references meanwhile.members (workspace, id),
  foreign key (workspace, b_id) references meanwhile.members (workspace, id),
  check (a_id < b_id)
);

create table meanwhile.pairing_rounds (
  workspace text not null,
  id text collate "C" not null,
  program_id text collate "C" not null,
  number int not null,
  draw int not null,
  planned_for timestamptz not null,
  drawn_at timestamptz not null,
  ends_at timestamptz not null,
  algorithm text not null,
  seed text not null,
  input jsonb not null,
  input_hash text not null,
  result jsonb not null,
  result_hash text not null,
  placed int not null,
  unplaced int not null,
  audience int not null,
  replaced_at timestamptz,
  replaced_by text,
  replaced_because text,
  primary key (workspace, id),
  foreign key (workspace, program_id) references meanwhile.pairing_programs (workspace, id),
  unique (workspace, program_id, number, draw)
);
-- Of the draws of a round, one stands.
create unique index pairing_rounds_that_stand on meanwhile.pairing_rounds (workspace, program_id, number) where replaced_at is null;

create table meanwhile.pairings (
  workspace text not null,
  id text collate "C" not null,
  program_id text collate "C" not null,
  round_id text collate "C" not null,
  thread_id text collate "C" not null,
  place int not null,
  member_ids text[] not null,
  reasons jsonb not null,
  prompts jsonb not null,
  times jsonb not null,
  meeting_from timestamptz,
  meeting_to timestamptz,
  meeting_by text,
  sequence int not null default 0,
  created_at timestamptz not null,
  ends_at timestamptz not null,
  reminded_at timestamptz,
  asked_at timestamptz,
  replaced boolean not null default false,
  version int not null default 1,
  primary key (workspace, id),
  foreign key (workspace, round_id) references meanwhile.pairing_rounds (workspace, id),
  foreign key (workspace, thread_id) references meanwhile.threads (workspace, id)
);
create index pairings_of_round on meanwhile.pairings (workspace, round_id);
create index pairings_of_thread on meanwhile.pairings (workspace, thread_id);

create table meanwhile.pairing_people (
  workspace text not null,
  pairing_id text collate "C" not null,
  member_id text not null,
  time_zone text not null,
  team_id text collate "C",
  newcomer boolean not null,
  burden int not null default 0,
  met text check (met in ('yes', 'rescheduled', 'no')),
  note text,
  picture_url text,
  answered_at timestamptz,
  primary key (workspace, pairing_id, member_id),
  foreign key (workspace, pairing_id) references meanwhile.pairings (workspace, id),
  foreign key (workspace, member_id) references meanwhile.members (workspace, id)
);
create index pairing_people_by_member on meanwhile.pairing_people (workspace, member_id, pairing_id desc);

-- What is about no thread brings its own title.
alter table meanwhile.inbox_items add column label text;

${["pairing_programs", "pairing_memberships", "pairing_preferences", "pairing_never", "pairing_rounds", "pairings", "pairing_people"].map((table) => `alter table meanwhile.${table} alter column workspace set (n_distinct = 1);`).join("\n")}
alter table meanwhile.pairing_people alter column member_id set (n_distinct = 1);
`,
};
