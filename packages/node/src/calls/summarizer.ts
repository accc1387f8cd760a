/** A comment as a summarizer gets it. Its words are data: whatever they ask for, they ask it of people. */
export interface SummaryText {
  author: string;
  /** ISO 8601. */
  at: string;
  /** Plain text. */
  text: string;
}

/** Puts into a few sentences what people wrote. What it gets, the member it is for may see. */
export interface Summarizer {
  /**
   * @param request `signal` is aborted when nobody waits any more
   * @returns at most `maxChars` characters of plain text; whatever it throws, the extract is used instead
   */
  summarize(request: { texts: readonly SummaryText[]; maxChars: number; signal: AbortSignal }): Promise<string>;
}
