/**
 * A plan that is kept for a prepared statement is made without knowing whose workspace it will be for. PostgreSQL then counts on the average
 * one: among many small workspaces it would rather sort all threads than read forty along an index, which takes seconds in the largest.
 * Told that a column has one value, it counts on the most common one instead: on the largest workspace, where plans matter. From the next
 * ANALYZE on.
 */
const OF_A_WORKSPACE = [
  "members",
  "groups",
  "group_members",
  "spaces",
  "space_members",
  "favourites",
  "threads",
  "thread_contexts",
  "thread_positions",
  "comments",
  "comment_versions",
  "mentions",
  "events",
  "idempotency_keys",
];

export const planning = {
  name: "planning",
  breaking: false,
  sql: `
${OF_A_WORKSPACE.map((table) => `alter table meanwhile.${table} alter column workspace set (n_distinct = 1);`).join("\n")}
-- Likewise the largest channel, and the member who reads, is named and belongs the most.
alter table meanwhile.threads alter column space_id set (n_distinct = 1);
alter table meanwhile.thread_positions alter column member_id set (n_distinct = 1);
alter table meanwhile.mentions alter column member_id set (n_distinct = 1);
alter table meanwhile.space_members alter column member_id set (n_distinct = 1);
`,
};
