/**
 * How far into a workspace's log search has read: everything up to there is in `documents`, as it was then or is now. What was written
 * before there were positions was indexed with each write.
 */
export const searchPositions = {
  name: "search_positions",
  breaking: false,
  sql: `
create table meanwhile.search_positions (
  workspace text not null references meanwhile.workspaces (id),
  seq bigint not null,
  primary key (workspace)
);
insert into meanwhile.search_positions (workspace, seq) select id, seq from meanwhile.workspaces;
alter table meanwhile.search_positions alter column workspace set (n_distinct = 1);
`,
};
