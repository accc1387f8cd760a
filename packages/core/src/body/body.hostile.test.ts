import { describe, expect, it } from "vitest";
import { hostileBodies } from "./body.hostile.fixture.ts";
import { bodySchema } from "./body.schema.ts";
import { parseMarkdown, printMarkdown, type Inline } from "./index.ts";

/** Every link target in the tree, found without help from the code under test. */
function hrefs(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => (key === "href" ? [value as string] : hrefs(value)));
}

/** What a browser on https://host.test would do with it. */
function leadsTo(href: string): string {
  const { protocol, host } = new URL(href, "https://host.test/page");
  return host === "host.test" ? "the host" : protocol;
}

describe("hostile bodies", () => {
  it("are at least forty", () => {
    expect(hostileBodies.length).toBeGreaterThanOrEqual(40);
    expect(new Set(hostileBodies.map(({ name }) => name)).size).toBe(hostileBodies.length);
  });

  it.each(hostileBodies)("parse to a tree without harm: $name", ({ markdown }) => {
    const body = parseMarkdown(markdown);
    expect(() => bodySchema.parse(body)).not.toThrow();
    for (const href of hrefs(body)) {
      expect(["the host", "http:", "https:", "mailto:"]).toContain(leadsTo(href));
      if (leadsTo(href) !== "the host") expect(href).toMatch(/^(https?:\/\/|mailto:)/i);
      expect(href).not.toMatch(/[\s<>"'`\\]/);
    }
    expect(JSON.stringify(body)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|\\u0000/);
  });

  it.each(hostileBodies)("print to Markdown that reads the same: $name", ({ markdown }) => {
    const body = parseMarkdown(markdown);
    expect(parseMarkdown(printMarkdown(body))).toEqual(body);
  });

  it("name only who was named outright", () => {
    const named = hostileBodies.flatMap(({ markdown }) =>
      parseMarkdown(markdown)
        .content.flatMap((block): Inline[] => (block.type === "paragraph" ? block.content : []))
        .filter((node) => node.type === "mention"),
    );
    expect(named).toEqual([
      { type: "mention", kind: "user", id: '"><script>', label: "Ada" },
      { type: "mention", kind: "user", id: "../../admin", label: "Ada" },
      { type: "mention", kind: "user", id: "usr_1", label: "Ada" },
      { type: "mention", kind: "user", id: "usr_2", label: "<b onclick=x> Ada" },
      { type: "mention", kind: "group", id: "all", label: "everyone" },
    ]);
  });
});
