import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseMarkdown } from "./body.parse.ts";
import { asks } from "./body.question.ts";

const asksIn = (markdown: string) => asks(parseMarkdown(markdown));

describe("a question", () => {
  test.each([
    "Which set do we use?",
    "Is it done? I need it today.",
    "Really?!",
    "(Or shall we wait?)",
    "He said: “shall we go?”",
    "- one\n- is this two?",
    "| a | b |\n|---|---|\n| why? | c |",
    "Do we keep `x`?",
    "Do you mean [Ada](mention:user/ada)?",
    "**Why?**",
    "これでいいですか？次に進みます",
    "هل انتهيت؟",
    "Ինչպե՞ս եք",
    "Τι κάνεις\u037e",
    "Τι κάνεις;",
    "ምን ነው፧",
    "¿Vamos?",
    "What is [this](https://a.test/?b=c)?",
  ])("is in %j", (markdown) => expect(asksIn(markdown)).toBe(true));

  test.each([
    "It is done.",
    "> Which set do we use?\n\nThe old one.",
    "```\nis it?\n```",
    "Call `is it?` first",
    "See https://a.test/?b=c and then",
    "[https://a.test/what?](https://a.test/what?)",
    "a?b:c",
    "???",
    "one; two",
    "Für Sie; und für mich",
    "",
  ])("is not in %j", (markdown) => expect(asksIn(markdown)).toBe(false));

  test("is found in whatever comes around it, paragraph by paragraph", () => {
    const plain = fc.stringMatching(/^[a-zA-Z ,.]{0,60}$/).map((text) => text.trim());
    fc.assert(fc.property(fc.array(plain), fc.array(plain), (before, after) => {
      expect(asksIn([...before, "Shall we?", ...after].join("\n\n"))).toBe(true);
      expect(asksIn([...before, ...after].join("\n\n"))).toBe(false);
    }));
  });

  test("is looked for in time that grows with the length of the text, whatever stands in it", () => {
    for (const unit of ["?", "a?", "?a", ";α", '"', "a ?b"]) expect(typeof asks({ version: 1, content: [{ type: "paragraph", content: [{ type: "text", text: unit.repeat(100_000), marks: [] }] }] })).toBe("boolean");
  });
});
