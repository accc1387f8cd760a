/**
 * `due` is what has to happen at an instant, one row per thing and never a schedule in an engine: a digest of one member, a check-in of
 * one workspace, a duty of the server. A row without a workspace is the server's own. `ticks` lets one of many processes start a minute.
 */
export const jobs = {
  name: "jobs",
  breaking: false,
  sql: `
create table meanwhile.due (
  kind text not null,
  workspace text not null default '',
  key text not null,
  next_due_at timestamptz not null,
  payload jsonb,
  attempts int not null default 0,
  failure text,
  lease text,
  primary key (kind, workspace, key)
);
create index due_by_time on meanwhile.due (kind, next_due_at);

create table meanwhile.ticks (
  kind text primary key,
  minute timestamptz not null
);
`,
};
