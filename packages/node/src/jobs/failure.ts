/** What is kept and logged of an error: its message, without what PostgreSQL cannot store, cut short. */
export function failureOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll("\0", "").slice(0, 1_000);
}
