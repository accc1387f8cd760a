/** What a body says, in English. Apart from the rest, for a page that only reads. */
export const bodyLabels = {
  table: "Table",
  taskDone: "Done:",
  taskOpen: "To do:",
};
