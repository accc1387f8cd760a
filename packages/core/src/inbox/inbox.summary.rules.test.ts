import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { extract } from "./inbox.summary.rules.ts";

const TALK = [
  "The icons of the toolbar are hard to tell apart. Two customers wrote about the icons last week.",
  "Nice weather today! Shall we replace the icons of the toolbar before the release?",
  "Thanks. We decided to replace the toolbar icons with the blue set before the release.",
  "ok",
];

describe("an extract", () => {
  test("is what the whole is about, in the words and order it was written in", () => {
    const text = extract(TALK, 160);
    expect(text).toContain("We decided to replace the toolbar icons with the blue set before the release.");
    expect(text).not.toContain("weather");
    expect(text.length).toBeLessThanOrEqual(160);
  });

  test("finds sentences and words in scripts without spaces", () => {
    const text = extract(["天気がいいですね。アイコンを変えますか？アイコンは古いです。", "アイコンを青いものに決定しました。"], 20);
    expect(text).toBe("アイコンを青いものに決定しました。");
  });

  test("cuts the one sentence that is too long, and says nothing of nothing", () => {
    expect(extract(["word ".repeat(100)], 30)).toMatch(/^word .*…$/);
    expect(extract([], 100)).toBe("");
    expect(extract(["", " \n "], 100)).toBe("");
  });

  test("is made of sentences that are there, fits, and is the same whenever it is made", () => {
    const texts = fc.array(fc.oneof(fc.string({ unit: "grapheme", maxLength: 80 }), fc.constantFrom(...TALK)), { maxLength: 12 });
    fc.assert(fc.property(texts, fc.integer({ min: 0, max: 300 }), (given, max) => {
      const text = extract(given, max);
      expect(text.length).toBeLessThanOrEqual(max);
      expect(extract([...given], max)).toBe(text);
      expect(text).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
    }));
  });
});
