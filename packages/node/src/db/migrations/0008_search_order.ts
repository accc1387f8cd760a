/** A search within a channel, or for what somebody wrote, goes through that alone, newest first. */
export const searchOrder = {
  name: "search_order",
  breaking: false,
  sql: `
create index documents_of_author on meanwhile.documents (workspace, author_id, at desc, id desc);
create index documents_of_space on meanwhile.documents (workspace, space_id, at desc, id desc);
`,
};
