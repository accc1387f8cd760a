import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { choosePrompts, type PromptsGiven } from "./prompts.choose.ts";
import { defaultPrompts } from "./prompts.default.ts";
import type { Prompt } from "./prompts.ts";

const idsOf = (prompts: readonly Prompt[]) => prompts.map(({ id }) => id);
const base = { prompts: defaultPrompts, members: ["ada", "bo"], given: [], seed: "coffee", round: 1 };

/** Rounds of the same people, each remembered for the next. */
function play(members: readonly string[], rounds: number, prompts: readonly Prompt[] = defaultPrompts, count = 3) {
  const given: PromptsGiven[] = [];
  for (let round = 1; round <= rounds; round++) given.push({ members, promptIds: idsOf(choosePrompts({ prompts, members, given, seed: "coffee", round, count })) });
  return given.map(({ promptIds }) => promptIds);
}

describe("our questions", () => {
  test("are about 150, of three kinds, each with an id and words of its own", () => {
    expect(defaultPrompts.length).toBeGreaterThanOrEqual(150);
    for (const kind of ["not_about_work", "light", "deeper"]) expect(defaultPrompts.filter((prompt) => prompt.kind === kind).length).toBeGreaterThanOrEqual(48);
    expect(new Set(idsOf(defaultPrompts)).size).toBe(defaultPrompts.length);
    expect(new Set(defaultPrompts.map(({ text }) => text)).size).toBe(defaultPrompts.length);
    expect(new Set(defaultPrompts.map(({ topic }) => topic)).size).toBeGreaterThanOrEqual(12);
  });

  test("ask something, in one breath, and fit groups as a rule", () => {
    for (const { text, id, minutes } of defaultPrompts) {
      expect(text, id).toMatch(/^[A-Z].*[?.]$/);
      expect(text.length, id).toBeLessThanOrEqual(120);
      expect([3, 5, 10, 15], id).toContain(minutes);
      expect(id).toMatch(/^[a-z]+\/[a-z-]+$/);
    }
    expect(defaultPrompts.filter(({ groups }) => groups).length).toBeGreaterThan(135);
  });

  test("name nothing that people would rather keep to themselves at work", () => {
    const kept = /\b(salary|money|rich|earn|price|buy|cost|god|church|pray|relig\w*|holy|christmas|vote|elect\w*|politic\w*|party|mother|father|parents?|mum|dad|wife|husband|married|partner|children|kids|family|pregnan\w*|body|weight|diet|health\w*|ill|sick|sleep|age|old are you|alcohol|wine|beer)\b/i;
    expect(defaultPrompts.filter(({ text }) => kept.test(text))).toEqual([]);
  });
});

describe("two people", () => {
  test("get a question of each kind, each about something else", () => {
    const chosen = choosePrompts(base);
    expect(new Set(chosen.map(({ kind }) => kind)).size).toBe(3);
    expect(new Set(chosen.map(({ topic }) => topic)).size).toBe(3);
  });

  test("are asked everything once before anything twice", () => {
    const rounds = Math.ceil(defaultPrompts.length / 3);
    const asked = play(["ada", "bo"], rounds + 5).flat();
    expect(new Set(asked.slice(0, defaultPrompts.length)).size).toBe(defaultPrompts.length);
    expect(asked.length).toBe(3 * (rounds + 5));
  });

  test("are never asked the same twice while something is left, whatever they and others talked about before", () => {
    const prompts = defaultPrompts.filter(({ groups }) => groups).slice(0, 12);
    const person = fc.constantFrom("ada", "bo", "cleo", "dee", "eli");
    const past = fc.array(fc.record({ members: fc.uniqueArray(person, { minLength: 2, maxLength: 4 }), promptIds: fc.uniqueArray(fc.constantFrom(...idsOf(prompts)), { maxLength: 4 }) }), { maxLength: 12 });
    fc.assert(
      fc.property(past, fc.uniqueArray(person, { minLength: 2, maxLength: 3 }), fc.integer({ min: 1, max: 4 }), (given, members, count) => {
        const chosen = idsOf(choosePrompts({ ...base, prompts, members, given, count }));
        expect(new Set(chosen).size).toBe(count);
        const pairsWho = (id: string) => given.filter(({ promptIds }) => promptIds.includes(id)).reduce((sum, group) => sum + pairs(group.members.filter((who) => members.includes(who)).length), 0);
        const most = Math.max(...chosen.map(pairsWho));
        for (const id of idsOf(prompts)) if (!chosen.includes(id)) expect(pairsWho(id)).toBeGreaterThanOrEqual(most);
      }),
    );
  });

  test("get what neither of them has been asked elsewhere, and topics that are new to them", () => {
    const [first] = play(["ada", "bo"], 1);
    const asked = choosePrompts({ ...base, members: ["ada", "cleo"], given: [{ members: ["ada", "bo"], promptIds: first! }], count: 12 });
    expect(idsOf(asked).filter((id) => first!.includes(id))).toEqual([]);
    const next = choosePrompts({ ...base, given: [{ members: ["ada", "zoe"], promptIds: first! }] });
    const topics = (ids: readonly string[]) => ids.map((id) => id.split("/")[0]!);
    expect(topics(idsOf(next)).filter((topic) => topics(first!).includes(topic))).toEqual([]);
  });

  test("get other questions than other pairs of the round", () => {
    const cards = ["bo", "cleo", "dee", "eli", "flo"].map((other) => idsOf(choosePrompts({ ...base, members: ["ada", other] })).join());
    expect(new Set(cards).size).toBe(5);
  });

  test("get the same ones for the same seed, in whatever order things are told", () => {
    const given = play(["ada", "bo"], 4).map((promptIds) => ({ members: ["ada", "bo"], promptIds }));
    const shuffled = { ...base, members: ["bo", "ada"], prompts: [...defaultPrompts].reverse(), given: [...given].reverse() };
    expect(choosePrompts(shuffled)).toEqual(choosePrompts({ ...base, given }));
    expect(choosePrompts({ ...base, given })).not.toEqual(choosePrompts({ ...base, given, seed: "tea" }));
  });

  test("hear nothing of topics that one of them avoids, and rather of those they like", () => {
    const avoided = ["food", "work", "people"];
    expect(choosePrompts({ ...base, avoided, count: 60 }).filter(({ topic }) => avoided.includes(topic))).toEqual([]);
    expect(choosePrompts({ ...base, liked: ["music", "words", "learning"] }).map(({ topic }) => topic).sort()).toEqual(["learning", "music", "words"]);
  });
});

describe("three and more", () => {
  test("are asked nothing that is meant for two", () => {
    const chosen = choosePrompts({ ...base, members: ["ada", "bo", "cleo"], count: 200 });
    expect(chosen.every(({ groups }) => groups)).toBe(true);
    expect(chosen.length).toBe(defaultPrompts.filter(({ groups }) => groups).length);
  });
});

describe("a host's own questions", () => {
  const own = (id: string, language: string, text: string): Prompt => ({ id, kind: "light", topic: "food", minutes: 3, groups: true, language, text });
  const prompts = [own("food/cake", "en", "Which cake?"), own("food/cake", "pt", "Qual bolo?"), own("food/cake", "pt-BR", "Que bolo?"), own("food/soup", "pt", "Qual sopa?"), own("food/tea", "en", "Which tea?")];
  const textsIn = (language: string) => choosePrompts({ ...base, prompts, language }).map(({ text }) => text).sort();

  test.each([
    ["pt-BR", ["Qual sopa?", "Que bolo?"]],
    ["pt-PT", ["Qual bolo?", "Qual sopa?"]],
    ["EN-gb", ["Which cake?", "Which tea?"]],
    ["fi", ["Which cake?", "Which tea?"]],
  ])("in %s are %j", (language, texts) => expect(textsIn(language)).toEqual(texts));

  test("are remembered by id, so that a translation is not a new question", () => {
    const given = [{ members: ["ada", "bo"], promptIds: ["food/cake"] }];
    expect(choosePrompts({ ...base, prompts, given, language: "pt", count: 1 }).map(({ text }) => text)).toEqual(["Qual sopa?"]);
  });

  test("are used up before they come again", () => {
    const asked = play(["ada", "bo"], 4, prompts, 1).flat();
    expect(new Set(asked.slice(0, 2)).size).toBe(2);
    expect(new Set(asked.slice(2)).size).toBe(2);
  });
});

function pairs(people: number): number {
  return (people * (people - 1)) / 2;
}
