import { describe, expect, it } from "vitest";
import { z } from "zod";
import { bodySchema } from "./body.schema.ts";
import { parseMarkdown, type Body } from "./index.ts";

describe("bodySchema", () => {
  it("passes a parsed body unchanged", () => {
    const body = parseMarkdown("# a\n\n- [x] **b** [c](/d)\n  > e\n\n| f |\n| - |\n| `g` |\n\n***\n\n```ts\nh\n```\n\n[Ada](mention:user/u)\nx");
    const read: Body = bodySchema.parse(body);
    expect(read).toEqual(body);
  });

  it.each([
    ["another version", { version: 2, content: [] }],
    ["a block of no known type", { version: 1, content: [{ type: "html", text: "<b>" }] }],
    ["a link with a target it may not have", { version: 1, content: [{ type: "paragraph", content: [{ type: "link", href: "javascript:x", content: [{ type: "text", text: "a", marks: [] }] }] }] }],
    ["a link in a link", { version: 1, content: [{ type: "paragraph", content: [{ type: "link", href: "/a", content: [{ type: "link", href: "/b", content: [] }] }] }] }],
    ["no object", "a"],
  ])("refuses %s", (_, value) => {
    expect(bodySchema.safeParse(value).success).toBe(false);
  });

  it("refuses a tree of any depth without running out of stack", () => {
    let content: unknown[] = [];
    for (let i = 0; i < 100_000; i++) content = [{ type: i % 2 ? "quote" : "list", ordered: false, start: 1, items: [{ checked: null, content }], content }];
    expect(bodySchema.safeParse({ version: 1, content }).success).toBe(false);
  });

  it("can be told as JSON Schema", () => {
    expect(() => z.toJSONSchema(bodySchema)).not.toThrow();
  });
});
