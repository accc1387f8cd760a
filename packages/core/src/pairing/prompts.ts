/** What a question asks for: something away from work, something easy about anything, or something that takes a little time. */
export type PromptKind = "not_about_work" | "light" | "deeper";

/** A question to talk about. */
export interface Prompt {
  /** `topic/what`. It is what is remembered of a conversation, so it never changes; a translation has the id of what it translates. */
  id: string;
  kind: PromptKind;
  /** What it is about: food, places, learning. */
  topic: string;
  /** How long people talk about it, roughly. */
  minutes: number;
  /** Fit for three and more; the others are for two. */
  groups: boolean;
  /** A BCP 47 language tag, such as `en` or `pt-BR`. */
  language: string;
  text: string;
}

/** A question as it is written down here: `[id, minutes, text]`, with `"pairs"` where it is not fit for three and more. */
export type PromptRow = readonly [id: string, minutes: number, text: string, audience?: "pairs"];
