/** Talking points: our questions, and who is asked which. */
export type { Prompt, PromptKind } from "./prompts.ts";
export { defaultPrompts } from "./prompts.default.ts";
export { choosePrompts, type PromptChoice, type PromptsGiven } from "./prompts.choose.ts";
