import { describe, expect, it } from "vitest";
import { type Edit, format, type Format } from "./markdownEdit.ts";

/** Selections are written as `[` and `]`. */
function use(kind: Format, marked: string): string {
  const from = marked.indexOf("[");
  const to = marked.indexOf("]") - 1;
  const text = marked.replace("[", "").replace("]", "");
  return show(text, format(text, from, to, kind));
}

function show(text: string, { from, to, insert, select }: Edit): string {
  const next = text.slice(0, from) + insert + text.slice(to);
  return `${next.slice(0, select[0])}[${next.slice(select[0], select[1])}]${next.slice(select[1])}`;
}

describe("format", () => {
  it.each<[Format, string, string]>([
    ["bold", "a [range] here", "a **[range]** here"],
    ["bold", "a **[range]** here", "a [range] here"],
    ["italic", "[]", "_[]_"],
    ["code", "x [y] z", "x `[y]` z"],
    ["quote", "one\ntw[]o\nthree", "one\n> two[]\nthree"],
    ["quote", "> tw[]o", "two[]"],
    ["list", "[one\ntwo]", "[- one\n- two]"],
    ["list", "[- one\n- two]", "[one\ntwo]"],
    ["list", "- one\n[two]", "- one\n[- two]"],
    ["link", "see [notes]", "see [notes]([https://])"],
  ])("%s: %s", (kind, before, after) => {
    expect(use(kind, before)).toBe(after);
  });

  it("asks for the words where the selection is an address", () => {
    const text = "https://example.com";
    expect(format(text, 0, text.length, "link")).toEqual({ from: 0, to: 19, insert: "[](https://example.com)", select: [1, 1] });
  });
});
