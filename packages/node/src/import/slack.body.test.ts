import { parseMarkdown } from "@meanwhile/core/body";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeMessage } from "./slack.body.ts";
import { emojiNamed } from "./slack.emoji.ts";
import type { SlackNames } from "./slack.inline.ts";
import { mrkdwnBlocks } from "./slack.mrkdwn.ts";
import { slackMessageSchema } from "./slack.schema.ts";

const names: SlackNames = { member: (id) => (id === "U1" ? { id: "ada", name: "Ada" } : undefined), channel: (id) => (id === "C1" ? "garden" : undefined) };
const write = (message: object) => writeMessage(slackMessageSchema.parse({ ts: "1700000000.000001", ...message }), names);
const rich = (...elements: object[]) => write({ text: "another text", blocks: [{ type: "rich_text", elements }] }).markdown;
const section = (...elements: object[]) => ({ type: "rich_text_section", elements });

describe("Slack's own markup", () => {
  it.each([
    ["*bold* _italic_ ~strike~ `code`", "**bold** *italic* ~~strike~~ `code`"],
    ["*bold _and italic_*", "**bold _and italic_**"],
    ["2 * 3 * 4, snake_case_name, a~b~c", "2 \\* 3 \\* 4, snake_case_name, a~b~c"],
    ["a &lt;b&gt; &amp;amp; c", "a \\<b> \\&amp; c"],
    ["`a *b* &lt;c&gt; <https://x.example.org|x.example.org>`", "`a *b* <c> x.example.org`"],
    ["```\nlet a = *b;\n  <https://x.example.org>\n```", "```\nlet a = *b;\n  https://x.example.org\n```"],
    ["before ```code``` after", "before\n\n```\ncode\n```\n\nafter"],
    ["&gt; quoted\n&gt; more\nplain", "> quoted\n> more\n\nplain"],
    ["&gt;&gt;&gt; all of\nthis", "> all of\n> this"],
    ["things:\n• one\n• two\n1. first\n2. second", "things:\n- one\n- two\n\n1. first\n2. second"],
    ["<@U1> <@U2|bob> <@U3> <#C1|old-name> <#C1> <#C9>", "[Ada](mention:user/ada) @bob @U3 #old-name #garden #private-channel"],
    ["<!here> <!channel> <!everyone> <!subteam^S1|@crew> <!subteam^S1> <!date^1700000000^{date}|yesterday>", "\\@here @channel @everyone @crew @group yesterday"],
    ["<https://x.example.org/?a=1&amp;b=2|words> <https://x.example.org> <mailto:a@x.example.org|a@x.example.org>", "[words](https://x.example.org/?a=1\\&b=2) <https://x.example.org> [a\\@x.example.org](mailto:a@x.example.org)"],
    ["<javascript:alert(1)|press>", "press"],
    [":smile: :+1::skin-tone-5: :own-one: 10:30:45", "😄 👍🏾 :own-one: 10:30:45"],
    ["# no heading\n- a dash\n<b>no html</b>", "\\# no heading\n- a dash\n\n\\<b>no html\\</b>"],
    ["one\n\ntwo\nthree", "one\n\ntwo\nthree"],
    ["", "*This message has no text.*"],
  ])("%j is %j", (text, markdown) => {
    const written = write({ text });
    expect(written.markdown).toBe(markdown);
    expect(parseMarkdown(written.markdown)).toEqual(written.body);
  });

  it("of any text is a comment that reads back as it was written", () => {
    const piece = fc.oneof(fc.constantFrom("*", "_", "~", "`", "```", "\n", "&gt; ", "• ", "<@U1>", "<", ">", "|", "<!here>", ":smile:", ":", " ", "&amp;", "a", "1. "), fc.string({ maxLength: 5 }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const { markdown, body } = write({ text: pieces.join("") });
        expect(parseMarkdown(markdown)).toEqual(body);
      }),
    );
  });

  it("takes no long for text that is all signs", () => {
    for (const sign of ["*a ", "_a", "<", "`", "&gt;", ":a", "~a~", "```"]) expect(mrkdwnBlocks(sign.repeat(40_000 / sign.length), names).length).toBeGreaterThan(0);
  });
});

describe("the message field's own blocks", () => {
  it("are preferred over the text that was made of them", () => {
    expect(rich(section({ type: "text", text: "one " }, { type: "text", text: "two", style: { bold: true, italic: true } }))).toBe("one **_two_**");
  });

  it("say who, where, what and when", () => {
    const elements = [
      { type: "user", user_id: "U1" },
      { type: "text", text: " " },
      { type: "channel", channel_id: "C1" },
      { type: "text", text: " " },
      { type: "link", url: "https://x.example.org/a", text: "there" },
      { type: "text", text: " " },
      { type: "broadcast", range: "channel" },
      { type: "emoji", name: "new_one", unicode: "1fae8" },
      { type: "emoji", name: "wave", skin_tone: 2 },
      { type: "usergroup", usergroup_id: "S1" },
      { type: "date", timestamp: 1_700_000_000, format: "{date}" },
      { type: "something_new" },
    ];
    expect(rich(section(...elements))).toBe("[Ada](mention:user/ada) #garden [there](https://x.example.org/a) @channel🫨👋@group2023-11-14");
  });

  it("are lists within lists, quotes, code, paragraphs", () => {
    const item = (text: string) => section({ type: "text", text });
    const list = (style: string, indent: number, ...items: string[]) => ({ type: "rich_text_list", style, indent, elements: items.map(item) });
    expect(rich(section({ type: "text", text: "so\n\nthen:\n" }), list("bullet", 0, "one"), list("ordered", 1, "one a", "one b"), list("bullet", 2, "deep"), list("bullet", 0, "two"), list("ordered", 0, "other"))).toBe(
      "so\n\nthen:\n- one\n  1. one a\n  2. one b\n     - deep\n- two\n\n1. other",
    );
    expect(rich({ type: "rich_text_quote", elements: [{ type: "text", text: "said" }] }, { type: "rich_text_preformatted", elements: [{ type: "text", text: "a\n *b*" }] })).toBe("> said\n\n```\na\n *b*\n```");
  });

  it("of apps are what they say; buttons are not", () => {
    const blocks = [
      { type: "header", text: { type: "plain_text", text: "Build :tada:" } },
      { type: "section", text: { type: "mrkdwn", text: "*Green*" }, fields: [{ type: "mrkdwn", text: "_12 s_" }] },
      { type: "divider" },
      { type: "context", elements: [{ type: "image", image_url: "https://x.example.org/i.png", alt_text: "logo" }, { type: "mrkdwn", text: "by <@U1>" }] },
      { type: "image", image_url: "https://x.example.org/i.png", alt_text: "a chart" },
      { type: "actions", elements: [{ type: "button", text: { type: "plain_text", text: "Retry" } }] },
    ];
    expect(write({ text: "fallback", blocks }).markdown).toBe("### Build 🎉\n\n**Green**\n\n*12 s*\n\n___\n\nlogo by [Ada](mention:user/ada)\n\n[a chart](https://x.example.org/i.png)");
  });

  it("that are odd are no reason to lose a message", () => {
    expect(write({ text: "words", blocks: [null, 3, { type: "rich_text", elements: "no" }, { type: "rich_text", elements: [{ type: "rich_text_list" }, null] }], reactions: "no", files: { a: 1 }, edited: 5 }).markdown).toBe("words");
  });
});

describe("what hangs below a message", () => {
  it("is quoted where somebody passed a message on", () => {
    const attachments = [{ is_share: true, is_msg_unfurl: true, author_name: "Ben", text: "said *this*", from_url: "https://crew.slack.com/archives/C1/p1", footer: "Posted in #garden" }];
    expect(write({ text: "look", attachments }).markdown).toBe("look\n\n> **Ben**\n>\n> said **this**\n>\n> [Posted in #garden](https://crew.slack.com/archives/C1/p1)");
  });

  it("never holds a file's key", () => {
    const { markdown, files } = write({ text: "<https://files.slack.com/a?t=xoxe-1-2>", files: [{ name: "a.pdf", url_private: "https://files.slack.com/a.pdf?pub=1&t=xoxe-12&more=2" }, { mode: "hidden_by_limit" }] });
    expect(markdown).toBe("<https://files.slack.com/a>\n\n[a.pdf](https://files.slack.com/a.pdf?pub=1\\&more=2)\n\n*A file that Slack no longer shows.*");
    expect(files).toBe(1);
  });
});

it("a message that is too long keeps its first words, and says so", () => {
  const { cut, markdown } = write({ text: "`a` <https://x.example.org> ".repeat(3000) });
  expect(cut).toBe(true);
  expect(markdown).toMatch(/The rest was left out\.\*$/);
});

describe("an emoji's short name", () => {
  it.each([
    ["thumbsup", "👍"],
    ["+1::skin-tone-2", "👍🏻"],
    ["man-running::skin-tone-6", "🏃🏿‍♂️"],
    ["heart", "❤️"],
    ["flag-pt", "🇵🇹"],
    ["partyparrot", undefined],
    ["constructor", undefined],
  ])("%s is %s", (name, emoji) => {
    expect(emojiNamed(name)).toBe(emoji);
  });
});
