/** What was decided, every wording of it, and what is proposed to be decided unless somebody objects. */
export const decisions = {
  name: "decisions",
  breaking: false,
  sql: `
create table meanwhile.decisions (
  workspace text not null,
  id text collate "C" not null,
  thread_id text collate "C" not null,
  statement text not null,
  body jsonb not null,
  excerpt text not null,
  decider_ids text[] not null,
  alternatives jsonb not null default '[]',
  dissent jsonb not null default '[]',
  review_on date,
  review_zone text,
  state text not null default 'current' check (state in ('current', 'review_due', 'confirmed', 'superseded', 'withdrawn')),
  proposal_id text collate "C",
  replaced_by text collate "C",
  superseded_at timestamptz,
  superseded_by text,
  confirmed_at timestamptz,
  confirmed_by text,
  withdrawn_at timestamptz,
  withdrawn_by text,
  reason text,
  author_id text not null,
  decided_at timestamptz not null,
  edited_at timestamptz,
  edited_by text,
  revision int not null default 1,
  version int not null default 1,
  primary key (workspace, id),
  foreign key (workspace, thread_id) references meanwhile.threads (workspace, id),
  foreign key (workspace, author_id) references meanwhile.members (workspace, id),
  check ((review_on is null) = (review_zone is null)),
  check ((state = 'superseded') = (replaced_by is not null))
);
create index decisions_by_time on meanwhile.decisions (workspace, decided_at desc, id desc);
create index decisions_of_thread on meanwhile.decisions (workspace, thread_id, decided_at desc, id desc);
create index decisions_by_successor on meanwhile.decisions (workspace, replaced_by) where replaced_by is not null;
-- One decision holds in a thread at a time.
create unique index decisions_that_hold on meanwhile.decisions (workspace, thread_id) where state in ('current', 'review_due', 'confirmed');

create table meanwhile.decision_versions (
  workspace text not null,
  decision_id text collate "C" not null,
  revision int not null,
  wording jsonb not null,
  changed jsonb not null,
  at timestamptz not null,
  by text,
  primary key (workspace, decision_id, revision),
  foreign key (workspace, decision_id) references meanwhile.decisions (workspace, id)
);

create table meanwhile.proposals (
  workspace text not null,
  id text collate "C" not null,
  thread_id text collate "C" not null,
  statement text not null,
  body jsonb not null,
  excerpt text not null,
  alternatives jsonb not null default '[]',
  review_on date,
  review_zone text,
  rules jsonb not null,
  state text not null default 'open' check (state in ('open', 'accepted', 'rejected', 'lapsed', 'escalated', 'withdrawn')),
  proposer_id text not null,
  opened_at timestamptz not null,
  closes_at timestamptz not null,
  closed_at timestamptz,
  closed_by text,
  reason text,
  extensions jsonb not null default '[]',
  decision_id text collate "C",
  version int not null default 1,
  primary key (workspace, id),
  foreign key (workspace, thread_id) references meanwhile.threads (workspace, id),
  foreign key (workspace, proposer_id) references meanwhile.members (workspace, id)
);
create index proposals_by_time on meanwhile.proposals (workspace, opened_at desc, id desc);
create index proposals_of_thread on meanwhile.proposals (workspace, thread_id, opened_at desc, id desc);
-- One is open in a thread at a time.
create unique index proposals_that_are_open on meanwhile.proposals (workspace, thread_id) where state = 'open';

-- While a proposal is open, deadlines are counted from what its voters say of themselves; here is what they came to in the end.
create table meanwhile.proposal_voters (
  workspace text not null,
  proposal_id text collate "C" not null,
  member_id text not null,
  deadline_on date,
  deadline_at timestamptz,
  deadline_zone text,
  gone boolean not null default false,
  choice text check (choice in ('agree', 'abstain', 'object')),
  text text,
  alternative text,
  voted_at timestamptz,
  voted_by text,
  primary key (workspace, proposal_id, member_id),
  foreign key (workspace, proposal_id) references meanwhile.proposals (workspace, id),
  foreign key (workspace, member_id) references meanwhile.members (workspace, id)
);
create index proposal_voters_by_member on meanwhile.proposal_voters (workspace, member_id);

alter table meanwhile.decisions alter column workspace set (n_distinct = 1);
alter table meanwhile.decision_versions alter column workspace set (n_distinct = 1);
alter table meanwhile.proposals alter column workspace set (n_distinct = 1);
alter table meanwhile.proposal_voters alter column workspace set (n_distinct = 1);
alter table meanwhile.proposal_voters alter column member_id set (n_distinct = 1);
`,
};
