import { describe, expect, it } from "vitest";
import { readHead } from "./mail.head.ts";
import { readSource } from "./mail.source.ts";

/** A character is a byte. */
async function read(message: string) {
  const bytes = Uint8Array.from(message.replaceAll("\n", "\r\n"), (character) => character.charCodeAt(0));
  const { head, bodyStart } = readHead(bytes)!;
  return readSource(bytes, head, bodyStart);
}

describe("a message's source", () => {
  it.each([
    ["UTF-8 that nobody named", "From: a\n\nna\xc3\xafve", "naïve"],
    ["windows-1252 that nobody named", "From: a\n\nna\xefve", "naïve"],
    ["ISO-2022-JP that nobody named", "From: a\n\n\x1b$B$3$s\x1b(B", "こん"],
    ["a charset nobody knows", "Content-Type: text/plain; charset=unknown-8bit\n\nna\xc3\xafve", "naïve"],
    ["a name only mail knows", "Content-Type: text/plain; charset=cp932\n\n\x82\xb1", "こ"],
    ["no type at all", "Content-Type: text\n\nna\xc3\xafve", "naïve"],
    ["a comment in the type", "Content-Type: text/plain (really); charset=\"utf-8\"\n\nna\xc3\xafve", "naïve"],
  ])("in %s is read", async (_, message, text) => {
    expect((await read(message)).text?.trim()).toBe(text);
  });

  const part = (type: string, text: string) => `--b\nContent-Type: ${type}\n\n${text}\n`;
  it.each([
    ["plain text before its HTML twin", "alternative", part("text/plain", "plain") + part("text/html", "<b>html</b>"), "plain"],
    ["HTML before a footer in plain text", "mixed", part("text/html", "<b>html</b>") + part("text/plain", "footer"), null],
    ["plain text before a page in HTML", "mixed", part("text/plain", "plain") + part("text/html", "<b>html</b>"), "plain"],
  ])("takes %s", async (_, kind, parts, text) => {
    const source = await read(`Content-Type: multipart/${kind}; boundary=b\n\n${parts}--b--\n`);
    expect(source.text?.split("\n")[0] ?? null).toBe(text);
    if (text === null) expect(source.html).toContain("<b>html</b>");
  });

  it("leaves lines in format=flowed as they are, and says that they are", async () => {
    expect(await read("Content-Type: text/plain; format=flowed\n\n> a \n> b")).toMatchObject({ flowed: true, text: "> a \n> b\n" });
    expect(await read(`Content-Type: multipart/mixed; boundary=b\n\n${part('text/plain;\n format="flowed"', "> a \n> b")}--b--`)).toMatchObject({ flowed: true, text: expect.stringContaining("> a \n> b") });
    expect(await read("From: a\n\nContent-Type: text/plain; it says format=flowed")).toMatchObject({ text: expect.stringContaining("plain; it says") });
  });

  it("names attachments, but not signatures of cryptography", async () => {
    const parts = part("text/plain", "a") + part('application/pgp-signature; name="s.asc"', "x") + part('image/png; name="p.png"', "12345");
    expect((await read(`Content-Type: multipart/mixed; boundary=b\n\n${parts}--b--`)).attachments).toMatchObject([{ name: "p.png" }]);
  });

  it("nested without end cannot be taken apart", async () => {
    const nested = Array.from({ length: 80 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`).join("");
    await expect(read(nested)).rejects.toThrow("nesting depth");
  });
});
