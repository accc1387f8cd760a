import { describe, expect, it } from "vitest";
import { readSender } from "./mail.sender.ts";

describe("the sender", () => {
  it.each([
    ["Ada Fern <Ada@Example.org>", "ada@example.org", "Ada Fern"],
    ['"Fern, Ada" <ada@example.org>', "ada@example.org", "Fern, Ada"],
    ["ada@example.org (Ada Fern)", "ada@example.org", "Ada Fern"],
    ["ada at example.org (Ada Fern)", "ada@example.org", "Ada Fern"],
    ["Ada Fern <ada at example dot org>", "ada fern <ada at example dot org>", "Ada Fern"],
    ["Ada Fern <ada(a)example.org>", "ada@example.org", "Ada Fern"],
    ["=?utf-8?B?w4lsaQ==?= <eli@example.org>", "eli@example.org", "Éli"],
    ["ada@example.org", "ada@example.org", "ada"],
    ['"ada@example.org" <ada@example.org>', "ada@example.org", "ada"],
    ["Ada Fern <a...@example.org>", "a...@example.org ada fern", "Ada Fern"],
    ["Ada Fern via crew <crew@example.org>", "crew@example.org ada fern", "Ada Fern"],
    ["Ada \u202efern\u0000 <ada@example.org>", "ada@example.org", "Ada fern"],
  ])("%j has a key and a name", (from, key, name) => {
    const sender = readSender(new Map([["from", from]]), null);
    expect(sender.name).toBe(name);
    if (!from.includes(" dot ")) expect(sender.key).toBe(key);
    expect(sender.name).not.toMatch(/@/);
  });

  it("of a message that the list sent in its own name is whom the answers go to", () => {
    const head = new Map([
      ["from", "Ada via crew <crew@example.org>"],
      ["reply-to", "Ada Fern <ada@example.org>"],
    ]);
    expect(readSender(head, null)).toEqual({ key: "ada@example.org", name: "Ada" });
  });

  it("is taken from the envelope where the head has none", () => {
    expect(readSender(new Map(), "ada@example.org Mon Mar  4 09:00:00 2024")).toEqual({ key: "ada@example.org", name: "ada" });
    expect(readSender(new Map(), null)).toEqual({ key: "unknown", name: "Unknown sender" });
  });
});
