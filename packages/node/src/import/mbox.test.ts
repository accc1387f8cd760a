import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crewArchive } from "./archive.fixture.ts";
import { inChunks } from "./import.fixture.ts";
import { latin1, MAX_MESSAGE_BYTES, type RawMessage, readMbox } from "./mbox.ts";

async function read(archive: string | Uint8Array, chunk?: number): Promise<RawMessage[]> {
  const messages: RawMessage[] = [];
  for await (const message of readMbox(inChunks(archive, chunk)())) messages.push(message);
  return messages;
}

const texts = async (archive: string) => (await read(archive)).map(({ bytes }) => latin1(bytes));

describe("an archive in mbox form", () => {
  it("is read message by message, each with its place", async () => {
    const archive = "From ada@example.org Mon Mar  4 09:00:00 2024\nSubject: One\n\nBody.\n\nFrom - Tue Mar  5 09:00:00 2024\r\nSubject: Two\r\n\r\nBody.\r\n";
    const messages = await read(archive);
    expect(messages.map(({ line, offset, envelope, cut }) => ({ line, offset, envelope, cut }))).toEqual([
      { line: 1, offset: 0, envelope: "ada@example.org Mon Mar  4 09:00:00 2024", cut: false },
      { line: 6, offset: archive.indexOf("From -"), envelope: "- Tue Mar  5 09:00:00 2024", cut: false },
    ]);
    expect(latin1(messages[1]!.bytes)).toBe("Subject: Two\r\n\r\nBody.\r\n");
  });

  it.each([
    "From ada@example.org Mon Mar  4 09:00:00 2024",
    "From ada at example.org  Mon Mar  4 09:00:00 2024",
    "From ada@example.org Mon Mar  4 09:00:00 MET DST 2024",
    "From ada@example.org Mon Mar 04 09:00 2024",
    "From 1234@xxx Mon Mar 04 09:00:00 +0000 2024",
    "From ada@example.org Mon, 4 Mar 2024 09:00:00 +0000",
    "From ada@example.org 2024-03-04T09:00:00Z",
    "From mboxrd@z Thu Jan  1 00:00:00 1970",
  ])("begins a message at %j", async (line) => {
    expect(await texts(`${line}\nA: b\n\nOne\n\n${line}\nA: b\n\nTwo\n`)).toEqual(["A: b\n\nOne\n\n", "A: b\n\nTwo\n"]);
  });

  it.each([
    ["words", "From here on, on Mon Mar 4, all is well\nA: b\n"],
    ["an envelope that no head follows", "From ada@example.org Mon Mar  4 09:00:00 2024\nand on.\n"],
  ])("goes on in a message through %s", async (_, line) => {
    const archive = `From ada@example.org Mon Mar  4 09:00:00 2024\nA: b\n\nOne\n\n${line}`;
    expect(await texts(archive)).toEqual([`A: b\n\nOne\n\n${line}`]);
  });

  it("goes on in a message through an envelope without an empty line before it", async () => {
    expect(await texts("From a@b Mon Mar  4 09:00:00 2024\nA: b\n\nOne\nFrom a@b Mon Mar  4 09:00:00 2024\nA: b\n")).toHaveLength(1);
  });

  it("takes one sign of quoting from lines that begin with From", async () => {
    expect(await texts("A: b\n\n>From one\n>>From two\n> From three\n>Fromage\n")).toEqual(["A: b\n\nFrom one\n>From two\n> From three\n>Fromage\n"]);
  });

  it("that is empty has no messages", async () => {
    expect(await read("")).toEqual([]);
    expect(await read("\n\n")).toEqual([]);
  });

  it("keeps no more of a message than fits, and reads on behind it", async () => {
    const huge = `From a@b Mon Mar  4 09:00:00 2024\nA: b\n\n${"x".repeat(MAX_MESSAGE_BYTES + 10)}\n${"y\n".repeat(10)}\nFrom a@b Mon Mar  4 09:00:00 2024\nA: c\n`;
    const [first, second] = await read(huge);
    expect(first).toMatchObject({ cut: true });
    expect(first!.bytes.length).toBeLessThanOrEqual(MAX_MESSAGE_BYTES);
    expect(latin1(second!.bytes)).toBe("A: c\n");
  });

  it("is the same in whatever chunks it comes", async () => {
    const whole = await read(crewArchive());
    expect(whole).toHaveLength(27);
    const sameInChunks = fc.asyncProperty(fc.integer({ min: 1, max: 4000 }), async (size) => {
      expect(await read(crewArchive(), size)).toEqual(whole);
    });
    await fc.assert(sameInChunks, { numRuns: 12, examples: [[1]] });
  });
});
