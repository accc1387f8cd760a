import type { Prompt, PromptKind, PromptRow } from "./prompts.ts";
import { deeper } from "./prompts.deeper.ts";
import { light } from "./prompts.light.ts";
import { notAboutWork } from "./prompts.notAboutWork.ts";

/** About 150 questions of ours, in English. None is about money, religion, politics, family, body or health. */
export const defaultPrompts: readonly Prompt[] = [...promptsOf("not_about_work", notAboutWork), ...promptsOf("light", light), ...promptsOf("deeper", deeper)];

function promptsOf(kind: PromptKind, rows: readonly PromptRow[]): Prompt[] {
  return rows.map(([id, minutes, text, audience]) => ({ id, kind, topic: id.slice(0, id.indexOf("/")), minutes, groups: audience !== "pairs", language: "en", text }));
}
