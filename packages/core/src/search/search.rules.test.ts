import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { intlZones } from "../time/index.ts";
import { startOfSearchDate } from "./search.dates.rules.ts";
import { languageOf } from "./search.language.rules.ts";
import { snippetOf } from "./search.snippet.rules.ts";
import { searchText, wordsOf } from "./search.text.rules.ts";

const zones = intlZones();

describe("a date of a query", () => {
  it.each([
    ["2026-11-03", "Europe/Lisbon", "2026-11-03T00:00:00.000Z"],
    ["2026-11", "Asia/Tokyo", "2026-10-31T15:00:00.000Z"],
    ["2026", "America/New_York", "2026-01-01T05:00:00.000Z"],
    ["today", "Asia/Tokyo", "2026-03-31T15:00:00.000Z"],
    ["yesterday", "UTC", "2026-03-30T00:00:00.000Z"],
    ["7d", "Europe/Berlin", "2026-03-23T23:00:00.000Z"],
    ["2w", "UTC", "2026-03-17T00:00:00.000Z"],
    ["1m", "UTC", "2026-02-28T00:00:00.000Z"],
    ["1y", "UTC", "2025-03-31T00:00:00.000Z"],
    ["9999y", "UTC", null],
    ["soon", "UTC", null],
  ])("%s in %s begins at %s", (value, zone, expected) => {
    expect(startOfSearchDate(value, zones.zone(zone), "2026-03-31T20:00:00.000Z")).toBe(expected);
  });

  test("any count of days, weeks, months or years is a day before now, or none", () => {
    fc.assert(
      fc.property(fc.nat(9999), fc.constantFrom("d", "w", "m", "y"), fc.constantFrom("Asia/Kathmandu", "America/Santiago"), (count, unit, zone) => {
        const start = startOfSearchDate(`${count}${unit}`, zones.zone(zone), "2026-03-31T20:00:00.000Z");
        return start === null || start <= "2026-03-31T20:00:00.000Z";
      }),
    );
  });
});

describe("text as search knows it", () => {
  it.each([
    ["Plain words, AS they are", "Plain words, AS they are"],
    ["Évitent l'Été", "evitent l'ete"],
    ["Straße Łódź Ærø smörgås", "strasse lodz aero smorgas"],
    ["ΑΘΉΝΑ", "αθηνα"],
    ["Ёлка и йод", "елка и йод"],
    ["قَرَارٌ", "قرار"],
    ["ＡＢＣ　１２", "abc 12"],
    ["design/engineering", "design engineering"],
    ["が", "が"],
  ])("%s is %s", (text, expected) => {
    expect(searchText(text).trim()).toBe(expected);
  });

  test("words of scripts without spaces are apart, and the same alone as in a sentence", () => {
    expect(searchText("会議の決定").trim().split(/\s+/)).toContain("会議");
    expect(searchText("明日の会議は中止です").trim().split(/\s+/)).toContain(searchText("会議").trim());
    expect(searchText("การประชุมวันนี้").trim().split(/\s+/).length).toBeGreaterThan(1);
  });

  test("words know their places in the text as it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        let last = 0;
        for (const { start, end, word } of wordsOf(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
          expect(wordsOf(text.slice(start, end)).map((one) => one.word).join("")).toBe(word);
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
    expect(wordsOf("Über 会議室 x").map(({ start, end, word }) => [start, end, word])).toContainEqual([0, 4, "uber"]);
  });
});

describe("a language", () => {
  it.each([
    ["We have decided to ship the new importer in March, and nobody was against it.", "english"],
    ["Wir haben uns entschieden, den neuen Import im März auszuliefern.", "german"],
    ["Nous avons décidé de livrer le nouvel import en mars.", "french"],
    ["Hemos decidido que la nueva importación se publica en marzo y no antes.", "spanish"],
    ["Decidimos não publicar a nova importação em março, para já.", "portuguese"],
    ["Abbiamo deciso di non pubblicare il nuovo import a marzo.", "italian"],
    ["Päätimme että uusi tuonti julkaistaan maaliskuussa, ja se on hyvä.", "finnish"],
    ["Мы решили выпустить новый импорт в марте.", "russian"],
    ["会議で決めました。", "simple"],
    ["قررنا نشر الاستيراد الجديد", "arabic"],
    ["Budget approved", null],
    ["12 + 30 = 42", null],
    ["", null],
  ])("of %j is %s", (text, expected) => {
    expect(languageOf(text)).toBe(expected);
  });
});

describe("a snippet", () => {
  const found = (text: string, ...words: string[]) => wordsOf(text).filter(({ word }) => words.includes(word)).map((word) => ({ ...word, answers: word.word }));
  const marked = ({ text, highlights }: ReturnType<typeof snippetOf>) => highlights.map(({ start, end }) => text.slice(start, end));

  test("shows all of a short text, and marks what was found", () => {
    const text = "The budget\nfor Über-plans";
    const snippet = snippetOf(text, found(text, "budget", "uber"));
    expect(snippet.text).toBe("The budget for Über-plans");
    expect(marked(snippet)).toEqual(["budget", "Über"]);
  });

  test("shows of a long one the part with most of the words", () => {
    const text = `budget ${"other words ".repeat(60)} the budget review is due ${"and so on ".repeat(60)}`;
    const snippet = snippetOf(text, found(text, "budget", "review"));
    expect(snippet.text).toMatch(/^… .*the budget review is due .* …$/);
    expect(marked(snippet)).toEqual(["budget review"]);
  });

  test("of any text is no longer than it should be, and its marks are the words found", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 2_000 }), fc.nat(20), (text, every) => {
        const words = wordsOf(text).filter((_, i) => i % (every + 1) === 0).map((word) => ({ ...word, answers: word.word }));
        const snippet = snippetOf(text, words);
        expect(snippet.text.length).toBeLessThanOrEqual(260);
        expect(snippet.text).not.toMatch(/\p{Surrogate}/u);
        for (const { start, end } of snippet.highlights) expect(wordsOf(snippet.text.slice(start, end)).length).toBeGreaterThan(0);
      }),
    );
  });
});
