/** What members' calendars elsewhere said when they were last read for a round: `[{ from, to }]`, and nothing of what it is. */
export const pairingCalendars = {
  name: "pairing_calendars",
  breaking: false,
  sql: `
create table meanwhile.pairing_busy (
  workspace text not null,
  program_id text collate "C" not null,
  member_id text not null,
  busy jsonb not null,
  primary key (workspace, program_id, member_id),
  foreign key (workspace, program_id) references meanwhile.pairing_programs (workspace, id),
  foreign key (workspace, member_id) references meanwhile.members (workspace, id)
);
alter table meanwhile.pairing_busy alter column workspace set (n_distinct = 1);
`,
};
