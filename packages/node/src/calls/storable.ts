import { sharedErrors } from "@meanwhile/core";

/** What PostgreSQL cannot keep in text: NUL, and halves of surrogate pairs. */
export const UNSTORABLE = /[\0\p{Surrogate}]/u;

const MAX_DEPTH = 32;

/**
 * Refuses values that could not be stored or would take too deep a stack, before anything else looks at them.
 *
 * @throws MeanwhileError `shared/invalid_input`
 */
export function assertStorable(value: unknown, path: (string | number)[] = []): void {
  if (typeof value === "string") {
    if (UNSTORABLE.test(value)) refuse(path, "contains a NUL or half a surrogate pair");
    return;
  }
  if (typeof value !== "object" || value === null) return;
  if (path.length >= MAX_DEPTH) refuse(path, `is nested deeper than ${MAX_DEPTH} levels`);
  if (Array.isArray(value)) {
    value.forEach((item, i) => assertStorable(item, [...path, i]));
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    if (UNSTORABLE.test(key)) refuse(path, "has a key with a NUL or half a surrogate pair");
    assertStorable(item, [...path, key]);
  }
}

function refuse(path: (string | number)[], message: string): never {
  throw sharedErrors.invalidInput(`${path.join(".") || "The input"} ${message}.`, { details: { issues: [{ path, message }] } });
}
