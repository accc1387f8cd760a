import { expect, test } from "vitest";
import { pairingLabels as labels } from "../provider/labels.pairing.ts";
import { fieldsOf, GOALS, inputOf, moved, problemsOf, type ProgramFields } from "./programFields.ts";

const fresh: ProgramFields = { ...fieldsOf(null, { timeZone: "Europe/Lisbon", language: "en", startsOn: "2026-11-30" }), name: " Coffee " };

test("a new program is whole once it has a name", () => {
  expect(problemsOf({ ...fresh, name: " " }, labels)).toEqual({ name: labels.programNameMissing });
  expect(problemsOf(fresh, labels)).toEqual({});
  expect(inputOf(fresh)).toMatchObject({ name: "Coffee", audience: { kind: "opt_in" }, bridge: null, teams: [], size: { target: 2 }, prompts: { count: 3, own: [] } });
});

test.each([
  ["groups", { size: "9" }, { size: "A whole number from 2 to 8." }],
  ["half a number", { minutes: "30.5" }, { minutes: "A whole number from 10 to 240." }],
  ["nothing where a number was", { everyWeeks: "" }, { cadence: "A whole number from 1 to 26." }],
  ["one team", { kind: "cross_team", teams: ["grp_1"] }, { kind: labels.programTeamsMissing }],
  ["a bridge to itself", { kind: "bridge", mentorsId: "grp_1", menteesId: "grp_1" }, { kind: labels.programBridgeMissing }],
  ["questions of no kind", { promptKinds: [] }, { prompts: labels.promptKindsMissing }],
  ["a channel without a name", { audience: "channel" }, { audience: labels.programAudienceMissing }],
] as const)("%s are told what is wrong with them", (_, changes, problems) => {
  expect(problemsOf({ ...fresh, ...(changes as Partial<ProgramFields>) }, labels)).toEqual(problems);
});

test("one's own questions are enough, one a line", () => {
  const own = { ...fresh, promptKinds: [], ownPrompts: "Which cake?\n\n  Which tea? " };
  expect(problemsOf(own, labels)).toEqual({});
  expect(inputOf(own).prompts.own).toEqual(["Which cake?", "Which tea?"]);
});

test("a goal moves by one place, and not past an end", () => {
  expect(moved(GOALS, "least-met", -1).slice(0, 2)).toEqual(["least-met", "repeats"]);
  expect(moved(GOALS, "repeats", -1)).toEqual(GOALS);
  expect(moved(GOALS, "mix", 1)).toEqual(GOALS);
});
