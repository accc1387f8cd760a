import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { converse, type Letter } from "./mail.threads.ts";

const HOUR = 3_600_000;

/** `id < parent … : subject`, one an hour. */
function threads(...lines: string[]): string[] {
  const letters = lines.map((line, i): Letter => {
    const [, id, references = "", subject] = /^(\w+)((?: < \w+)*)(?:: ?(.*))?$/.exec(line)!;
    return { messageId: id!, references: references.split(" < ").slice(1).reverse(), subject: subject ?? "x", at: i * HOUR };
  });
  return converse(letters, null).map(({ rootId, letters: ordered }) => `${rootId}: ${ordered.map(({ letter }) => letter.messageId).join(" ")}`);
}

describe("letters", () => {
  it("hang together by what they refer to", () => {
    expect(threads("a", "b < a", "c", "d < b < a", "e < c")).toEqual(["a: a b d", "c: c e"]);
  });

  it("hang together through what is missing", () => {
    expect(threads("b < gone", "c < gone", "d < lost < gone")).toEqual(["gone: b c d"]);
  });

  it("come after what they answer, even from earlier in the archive", () => {
    expect(threads("b < a", "a", "c < a")).toEqual(["a: a b c"]);
  });

  it("that go round in a circle are still in one thread, once each", () => {
    expect(threads("a < b", "b < a").join()).toMatch(/^\w: (a b|b a)$/);
    expect(threads("a < a")).toEqual(["a: a"]);
  });

  it("that answer nothing known join the newest thread of their subject, within weeks", () => {
    expect(threads("a: Beds", "b: Re: beds", "c: Other", "d < gone: RE: Re: Beds")).toEqual(["a: a b d", "c: c"]);
    const later: Letter[] = [
      { messageId: "a", references: [], subject: "Beds", at: 0 },
      { messageId: "b", references: [], subject: "Re: Beds", at: 100 * 24 * HOUR },
    ];
    expect(converse(later, null)).toHaveLength(2);
  });

  it("that answer with a clock behind join all the same", () => {
    const letters: Letter[] = [
      { messageId: "b", references: [], subject: "Re: Beds", at: 0 },
      { messageId: "a", references: [], subject: "Beds", at: 2 * HOUR },
    ];
    expect(converse(letters, null)).toMatchObject([{ title: "Beds", letters: [{ at: 2 * HOUR }, { at: 2 * HOUR }] }]);
  });

  it("of the same subject that answer nothing are threads of their own, and so are those without a subject", () => {
    expect(threads("a: Weekly", "b: Weekly", "c:", "d: Re:", "e:")).toHaveLength(5);
  });

  it("are in one thread each, in order, whatever they refer to", () => {
    const id = fc.integer({ min: 0, max: 25 }).map(String);
    const letter = fc.record({ messageId: id, references: fc.array(id, { maxLength: 5 }), subject: fc.constantFrom("a", "Re: a", "b", "Re: b", ""), at: fc.integer({ min: 0, max: 1e10 }) });
    fc.assert(
      fc.property(fc.array(letter, { maxLength: 40 }), (letters) => {
        const conversations = converse(letters, null);
        const placed = conversations.flatMap((conversation) => conversation.letters.map((one) => one.letter));
        expect(new Set(placed)).toEqual(new Set(letters));
        expect(placed).toHaveLength(letters.length);
        for (const { letters: ordered } of conversations) {
          for (let i = 1; i < ordered.length; i++) expect(ordered[i]!.at).toBeGreaterThanOrEqual(ordered[i - 1]!.at);
          for (const { letter: one, at } of ordered) expect(at).toBeGreaterThanOrEqual(one.at);
        }
      }),
    );
  });

  it("in a chain of fifty thousand take no time", () => {
    const letters = Array.from({ length: 50_000 }, (_, i): Letter => ({ messageId: `${i}`, references: [`${i + 1}`], subject: "Re: x", at: i }));
    expect(converse(letters, null)).toHaveLength(1);
    expect(converse([...letters].reverse(), null)).toHaveLength(1);
  });
});
