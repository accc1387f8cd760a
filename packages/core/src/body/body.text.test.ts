import { describe, expect, it } from "vitest";
import { excerpt, isEmptyBody, mentions, parseMarkdown, plainText } from "./index.ts";

describe("plainText", () => {
  it.each([
    ["# Plan\n\nSee **this** [page](https://x.test), [Ada](mention:user/u1)", "Plan\nSee this page, @Ada"],
    ["- a\n  - b\n- [x] c\n\n> d\n> e", "a\nb\nc\nd\ne"],
    ["| a | b |\n| - | - |\n| c | d |\n\n```\nx\ny\n```", "a b\nc d\nx\ny"],
    ["<b>hi</b>", "<b>hi</b>"],
  ])("of %j is %j", (markdown, text) => {
    expect(plainText(parseMarkdown(markdown))).toBe(text);
  });
});

describe("excerpt", () => {
  it("leaves a short text whole, on one line", () => {
    expect(excerpt(parseMarkdown("# Plan\n\nto   *win*"))).toBe("Plan to win");
  });

  it("cuts between words and says so", () => {
    expect(excerpt(parseMarkdown("The quick brown fox jumps"), 18)).toBe("The quick brown…");
    expect(excerpt(parseMarkdown("The quick brown fox jumps"), 16)).toBe("The quick brown…");
    expect(excerpt(parseMarkdown("The quick brown fox jumps"), 25)).toBe("The quick brown fox jumps");
  });

  it("counts Latin letters as a reader does, whatever comes after them", () => {
    expect(excerpt(parseMarkdown("Über Ärger, naïve façades"), 12)).toBe("Über Ärger,…");
    expect(excerpt(parseMarkdown("abcdefe\u0301"), 6)).toBe("abcde…");
    expect(excerpt(parseMarkdown("abcdee\u0301"), 6)).toBe("abcdee\u0301");
  });

  it("cuts a text without spaces between characters", () => {
    expect(excerpt(parseMarkdown("非同期の協働は時間を選ばない"), 6)).toBe("非同期の協…");
    expect(excerpt(parseMarkdown("👩‍👩‍👧".repeat(5)), 3)).toBe("👩‍👩‍👧👩‍👩‍👧…");
    expect(excerpt(parseMarkdown("👩‍👩‍👧".repeat(3)), 3)).toBe("👩‍👩‍👧".repeat(3));
    expect(excerpt(parseMarkdown("e\u0301".repeat(9)), 4)).toBe(`${"e\u0301".repeat(3)}…`);
  });
});

describe("mentions", () => {
  it("lists whom a body names, each once, in order, wherever", () => {
    const body = parseMarkdown(
      "[B](mention:user/b) [A](mention:user/a)\n\n> - [Ops](mention:group/ops) [B again](mention:user/b)\n\n| [C](mention:user/c) |\n| - |\n| [D](mention:user/d) |\n\n`[E](mention:user/e)`",
    );
    expect(mentions(body)).toEqual({ users: ["b", "a", "c", "d"], groups: ["ops"] });
  });
});

describe("isEmptyBody", () => {
  it.each(["", "\n \n", "&nbsp;", "\u200b\u2060", "***", "|  |\n| - |", "-", "```\n\n```", "\u3164"])("is true of %j", (markdown) => {
    expect(isEmptyBody(parseMarkdown(markdown))).toBe(true);
  });

  it.each(["a", "![](https://x.test/a.png)", "[A](mention:user/a)", "`-`", "👍"])("is false of %j", (markdown) => {
    expect(isEmptyBody(parseMarkdown(markdown))).toBe(false);
  });
});
