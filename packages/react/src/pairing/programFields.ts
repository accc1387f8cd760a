import type { Program, ProgramGoal, ProgramKind } from "@meanwhile/core";
import type { PairingLabels } from "../provider/labels.pairing.ts";

export type PromptKind = Program["prompts"]["kinds"][number];

/** What the form holds: text as it was typed, so that a number can be half written. */
export interface ProgramFields {
  name: string;
  description: string;
  audience: Program["audience"]["kind"];
  channelId: string;
  groupId: string;
  kind: ProgramKind;
  teams: string[];
  mentorsId: string;
  menteesId: string;
  menteesPerMentor: string;
  everyWeeks: string;
  weekday: string;
  time: string;
  timeZone: string;
  startsOn: string;
  size: string;
  remainder: Program["size"]["remainder"];
  minOverlap: string;
  infeasible: Program["rules"]["infeasible"];
  goals: ProgramGoal[];
  minutes: string;
  promptKinds: PromptKind[];
  promptCount: string;
  language: string;
  /** One question a line. */
  ownPrompts: string;
}

export type ProgramInput = Pick<Program, "name" | "description" | "audience" | "kind" | "teams" | "bridge" | "cadence" | "size" | "rules" | "goals" | "prompts" | "meetingMinutes">;

export const GOALS: readonly ProgramGoal[] = ["repeats", "least-met", "oldest", "newcomers", "burden", "overlap", "mix"];
export const PROMPT_KINDS: readonly PromptKind[] = ["not_about_work", "light", "deeper"];

/** What a form begins with: a program as it is, or one as most teams want it. `startsOn` is a day, `YYYY-MM-DD`. */
export function fieldsOf(program: Program | null, { timeZone, language, startsOn }: { timeZone: string; language: string; startsOn: string }): ProgramFields {
  const { audience, cadence, bridge, size, rules, prompts } = program ?? {};
  return {
    name: program?.name ?? "",
    description: program?.description ?? "",
    audience: audience?.kind ?? "opt_in",
    channelId: audience?.kind === "channel" ? audience.channelId : "",
    groupId: audience?.kind === "group" ? audience.groupId : "",
    kind: program?.kind ?? "within",
    teams: [...(program?.teams ?? [])],
    mentorsId: bridge?.mentorsId ?? "",
    menteesId: bridge?.menteesId ?? "",
    menteesPerMentor: String(bridge?.menteesPerMentor ?? 2),
    everyWeeks: String(cadence?.everyWeeks ?? 2),
    weekday: String(cadence?.weekday ?? 1),
    time: cadence?.time ?? "10:00",
    timeZone: cadence?.timeZone ?? timeZone,
    startsOn: cadence?.startsOn ?? startsOn,
    size: String(size?.target ?? 2),
    remainder: size?.remainder ?? "larger",
    minOverlap: String(rules?.minOverlapMinutes ?? 0),
    infeasible: rules?.infeasible ?? "relax",
    goals: [...(program?.goals ?? GOALS.filter((goal) => goal !== "mix"))],
    minutes: String(program?.meetingMinutes ?? 30),
    promptKinds: [...(prompts?.kinds ?? PROMPT_KINDS)],
    promptCount: String(prompts?.count ?? 3),
    language: prompts?.language ?? language,
    ownPrompts: (prompts?.own ?? []).join("\n"),
  };
}

export type ProgramProblems = { [Part in "name" | "audience" | "kind" | "cadence" | "size" | "overlap" | "minutes" | "prompts"]?: string | undefined };

/** What is wrong with what the form holds, by part. */
export function problemsOf(fields: ProgramFields, labels: PairingLabels): ProgramProblems {
  const problems: ProgramProblems = {};
  if (fields.name.trim() === "") problems.name = labels.programNameMissing;
  if ((fields.audience === "channel" && !fields.channelId) || (fields.audience === "group" && !fields.groupId)) problems.audience = labels.programAudienceMissing;
  if (fields.kind === "cross_team" && fields.teams.length < 2) problems.kind = labels.programTeamsMissing;
  if (fields.kind === "bridge") {
    if (!fields.mentorsId || !fields.menteesId || fields.mentorsId === fields.menteesId) problems.kind = labels.programBridgeMissing;
    else if (!within(fields.menteesPerMentor, 1, 7)) problems.kind = labels.numberFrom(1, 7);
  }
  if (!within(fields.everyWeeks, 1, 26)) problems.cadence = labels.numberFrom(1, 26);
  else if (!fields.startsOn || !fields.time) problems.cadence = labels.programStartMissing;
  if (!within(fields.size, 2, 8)) problems.size = labels.numberFrom(2, 8);
  if (!within(fields.minOverlap, 0, 2400)) problems.overlap = labels.numberFrom(0, 2400);
  if (!within(fields.minutes, 10, 240)) problems.minutes = labels.numberFrom(10, 240);
  if (!within(fields.promptCount, 0, 5)) problems.prompts = labels.numberFrom(0, 5);
  else if (Number(fields.promptCount) > 0 && fields.promptKinds.length === 0 && ownOf(fields).length === 0) problems.prompts = labels.promptKindsMissing;
  return problems;
}

/** What the server is asked for. Only of fields without problems. */
export function inputOf(fields: ProgramFields): ProgramInput {
  const { audience, kind } = fields;
  return {
    name: fields.name.trim(),
    description: fields.description.trim(),
    audience: (audience === "channel" ? { kind: audience, channelId: fields.channelId } : audience === "group" ? { kind: audience, groupId: fields.groupId } : { kind: audience }) as Program["audience"],
    kind,
    teams: (kind === "cross_team" ? fields.teams : []) as Program["teams"],
    bridge: kind === "bridge" ? ({ mentorsId: fields.mentorsId, menteesId: fields.menteesId, menteesPerMentor: Number(fields.menteesPerMentor) } as Program["bridge"]) : null,
    cadence: { everyWeeks: Number(fields.everyWeeks), weekday: Number(fields.weekday), time: fields.time, timeZone: fields.timeZone, startsOn: fields.startsOn },
    size: { target: Number(fields.size), remainder: fields.remainder },
    rules: { minOverlapMinutes: Number(fields.minOverlap), infeasible: fields.infeasible },
    goals: fields.goals,
    prompts: { kinds: fields.promptKinds, count: Number(fields.promptCount), language: fields.language, own: ownOf(fields) },
    meetingMinutes: Number(fields.minutes),
  };
}

/** The list with one of its goals a place nearer to the front (−1) or to the end (1). */
export function moved(goals: readonly ProgramGoal[], goal: ProgramGoal, by: -1 | 1): ProgramGoal[] {
  const at = goals.indexOf(goal);
  const to = at + by;
  if (at < 0 || to < 0 || to >= goals.length) return [...goals];
  const list = [...goals];
  [list[at], list[to]] = [list[to]!, list[at]!];
  return list;
}

function ownOf({ ownPrompts }: ProgramFields): string[] {
  return ownPrompts.split("\n").map((line) => line.trim()).filter((line) => line !== "");
}

function within(text: string, min: number, max: number): boolean {
  const number = Number(text);
  return text.trim() !== "" && Number.isInteger(number) && number >= min && number <= max;
}
