import { describe, expect, it } from "vitest";
import { addMention, fromMarkdown, mentionQuery, type Mention, toMarkdown } from "./mentionText.ts";

const ada: Mention = { kind: "user", id: "usr_1", name: "Ada Lovelace" };
const named = (...mentions: Mention[]) => mentions.reduce((all, mention) => addMention(all, mention).mentions, new Map() as ReadonlyMap<string, Mention>);

describe("toMarkdown", () => {
  it("makes links of the names that were chosen", () => {
    expect(toMarkdown("Ask @Ada Lovelace, please", named(ada))).toBe("Ask [Ada Lovelace](mention:user/usr_1), please");
  });

  it("leaves names alone that were only typed", () => {
    expect(toMarkdown("Ask @Ada Lovelace", new Map())).toBe("Ask @Ada Lovelace");
    expect(toMarkdown("@Ada Lovelaces and ada@Ada Lovelace", named(ada))).toBe("@Ada Lovelaces and ada@Ada Lovelace");
  });

  it("takes the longest name", () => {
    expect(toMarkdown("@Ada Lovelace and @Ada", named({ ...ada, id: "usr_2", name: "Ada" }, ada))).toBe("[Ada Lovelace](mention:user/usr_1) and [Ada](mention:user/usr_2)");
  });

  it("needs no space after a name in a script without spaces", () => {
    expect(toMarkdown("@田中さん", named({ kind: "user", id: "t", name: "田中" }))).toBe("[田中](mention:user/t)さん");
  });

  it("leaves code alone", () => {
    expect(toMarkdown("`@Ada Lovelace`\n```\n@Ada Lovelace\n```", named(ada))).toBe("`@Ada Lovelace`\n```\n@Ada Lovelace\n```");
  });

  it("escapes what would end the link", () => {
    const odd: Mention = { kind: "user", id: "a/(b)", name: "Ada [x] *y*" };
    expect(toMarkdown("@Ada [x] *y*", named(odd))).toBe("[Ada \\[x\\] \\*y\\*](mention:user/a%2F%28b%29)");
  });
});

describe("fromMarkdown", () => {
  it("is the way back", () => {
    for (const mention of [ada, { kind: "group", id: "grp_1", name: "Platform" }, { kind: "user", id: "a b)c", name: "Ada [x] *y*" }] satisfies Mention[]) {
      const mentions = named(mention);
      const text = `Ask @${mention.name}, and \`[code](mention:user/x)\` stays`;
      expect(fromMarkdown(toMarkdown(text, mentions))).toEqual({ text, mentions });
    }
  });

  it("tells two people of one name apart", () => {
    const { text, mentions } = fromMarkdown("[Ada](mention:user/1) [Ada](mention:user/2)");
    expect(text).toBe("@Ada @Ada (2)");
    expect(toMarkdown(text, mentions)).toBe("[Ada](mention:user/1) [Ada](mention:user/2)");
  });
});

describe("mentionQuery", () => {
  it("finds the word behind an @ that ends at the cursor", () => {
    expect(mentionQuery("Ask @ad", 7)).toEqual({ from: 4, query: "ad" });
    expect(mentionQuery("@", 1)).toEqual({ from: 0, query: "" });
    expect(mentionQuery("Ask @Ada Lo", 11)).toEqual({ from: 4, query: "Ada Lo" });
    expect(mentionQuery("ね@田", 3)).toEqual({ from: 1, query: "田" });
  });

  it("finds none in addresses, after a finished word, or far behind", () => {
    expect(mentionQuery("ada@host", 8)).toBeNull();
    expect(mentionQuery("https://x.test/@ada", 19)).toBeNull();
    expect(mentionQuery("@ada, and", 9)).toBeNull();
    expect(mentionQuery("@one two three four five", 24)).toBeNull();
  });
});
