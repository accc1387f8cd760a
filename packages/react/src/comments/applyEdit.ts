import type { Edit } from "./markdownEdit.ts";

/** Changes a textarea as if it had been typed, so that the browser's own undo takes it back. */
export function applyEdit(area: HTMLTextAreaElement, { from, to, insert, select }: Edit): void {
  area.focus();
  area.setSelectionRange(from, to);
  // Deprecated, and still the only way to keep the undo history. Where it is refused, the text changes without it.
  const typed = insert === "" ? document.execCommand("delete") : document.execCommand("insertText", false, insert);
  if (!typed) {
    area.setRangeText(insert, from, to);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  area.setSelectionRange(select[0], select[1]);
}
