import { describe, expect, it } from "vitest";
import { MeanwhileError } from "../shared/errors.ts";
import { BODY_LIMITS, checkBody, parseMarkdown, type Body } from "./index.ts";

/** "fine", or the code of the error. */
function outcome(markdown: string): string {
  try {
    checkBody(markdown, parseMarkdown(markdown));
    return "fine";
  } catch (error) {
    if (!MeanwhileError.isInstance(error)) throw error;
    expect(error.status).toBe(422);
    return error.code;
  }
}

describe("checkBody", () => {
  it.each([
    ["100,000 bytes", "a".repeat(BODY_LIMITS.bytes), "fine"],
    ["a byte more", "a".repeat(BODY_LIMITS.bytes + 1), "body/too_large"],
    ["fewer characters but more bytes", "é".repeat(BODY_LIMITS.bytes / 2 + 1), "body/too_large"],
    ["twenty levels", `${">".repeat(19)}a`, "fine"],
    ["twenty-one levels", `${">".repeat(20)}a`, "body/too_deep"],
    ["twenty levels of lists", Array.from({ length: 19 }, (_, i) => `${"  ".repeat(i)}- a`).join("\n"), "fine"],
    ["twenty-one levels of lists", Array.from({ length: 21 }, (_, i) => `${"  ".repeat(i)}- a`).join("\n"), "body/too_deep"],
    ["500 links", "[a](/b) ".repeat(500), "fine"],
    ["501 links", "[a](/b) ".repeat(501), "body/too_many_links"],
    ["10,000 parts", "a\n\n".repeat(5000), "fine"],
    ["10,002 parts", "a\n\n".repeat(5001), "body/too_large"],
    ["a table that would be filled up with cells", `${"a|".repeat(4000)}\n${"-|".repeat(4000)}\n${"|\n".repeat(4000)}`, "body/too_large"],
  ])("takes or refuses %s", (_, markdown, expected) => {
    expect(outcome(markdown as string)).toBe(expected);
  });

  it("counts the depth of a tree that was not parsed", () => {
    let content: Body["content"] = [{ type: "divider" }];
    for (let i = 0; i < 5000; i++) content = [{ type: "quote", content }];
    expect(() => checkBody("", { version: 1, content })).toThrow(expect.objectContaining({ code: "body/too_deep" }));
  });
});

describe("parseMarkdown, fed what is slow to parse", () => {
  const fill = (part: string): string => part.repeat(Math.ceil(99_000 / part.length)).slice(0, 99_000);
  const nest = (open: string, close: string): string => {
    const times = Math.floor(99_000 / (open.length + close.length));
    return `${open.repeat(times)}x${close.repeat(times)}`;
  };

  it.each([
    ["quotes", fill(">")],
    ["spaced quotes", fill("> ")],
    ["bullets", fill("- x ".slice(0, 2)) + "x"],
    ["numbers", fill("1. ") + "x"],
    ["deep bullets on every line", fill(`${"- ".repeat(100)}x\n`)],
    ["brackets that close", fill("]")],
    ["brackets in brackets", nest("[", "]")],
    ["links half made", fill("[a](")],
    ["references to nothing", fill("[a][b]")],
    ["images in images", nest("![", "](a)")],
    ["emphasis in emphasis", nest("*a **b ", "b** a* ")],
    ["emphasis in the text of a link", `[${nest("*a **b ", "b** a* ").slice(0, 90_000)}](x)`],
    ["stars that open and close", fill("a**b")],
    ["stars and underscores that never meet", fill("*a_ ")],
    ["tildes that only close", fill("a~~ ")],
    ["underlined headings", fill("a\n-\n")],
    ["an address with a long tail", `http://x.test/${fill("?!").slice(0, 90_000)}a`],
    ["an address with a tail of references", `http://x.test/${fill("&a;").slice(0, 90_000)}a`],
    ["dashes that are no line", `a\n${fill("-").slice(0, 90_000)}a`],
    ["tangled markup after a code block that ends with its list", `- a\n  \`\`\`\n${fill("*a_ ")}`],
    ["tangled markup after a code block that is closed", `\`\`\`\n  \`\`\`\n${fill("*a_ ")}`],
    ["tangled markup after an indented code block", ` ~~~\n~~~\n${fill("*a_ ")}`],
    ["nothing but a line of white space", `a${fill(" ").slice(0, 90_000)}b\n\n\u00a0`],
  ])("answers or refuses, and keeps its stack: %s", (_, markdown) => {
    expect(["fine", "body/too_large", "body/too_deep", "body/too_many_links"]).toContain(outcome(markdown));
  });

  it.each([
    ["brackets that open", fill("[")],
    ["stars", fill("*")],
    ["stars that only open", fill("*a ")],
    ["backslashes", fill("\\")],
    ["less-than signs", fill("<")],
    ["spaces", fill(" ")],
    ["pipes", `|a|\n|-|\n${fill("|")}`],
    ["a long text with underscores", fill("snake_case_name ")],
    ["JSON without a code block", fill('{"a_b": [1, ["x"]], "c": "d"}, ')],
    ["a dash-and-space divider", "- ".repeat(40)],
    ["tangled markup in a code block", `a\n~~~~ text\n${fill("*a_ ")}\n~~~\n~~~~~\nb`],
    ["a row of brackets in code", `\`\`\`\n${">".repeat(60)}\n\`\`\``],
  ])("takes what only looks slow: %s", (_, markdown) => {
    expect(outcome(markdown)).toBe("fine");
  });
});
