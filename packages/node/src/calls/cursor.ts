import { type Page, sharedErrors } from "@meanwhile/core";
import { UNSTORABLE } from "./storable.ts";

/** A cursor holds the sort key of the last item given, so that ties are neither lost nor doubled. Opaque to callers. */
function writeCursor(key: readonly (string | number)[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(key));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @throws MeanwhileError `shared/invalid_input` for a cursor of another shape: `pattern` has one character a part, `s` text, `n` a whole number, `t` a time. */
export function readCursor<Key extends (string | number)[]>(cursor: string | undefined, pattern: string): Key | undefined {
  if (cursor === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
    const key: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (Array.isArray(key) && key.length === pattern.length && key.every((part, i) => fits(part, pattern[i]!))) return key as Key;
  } catch {
    // Told apart from a good one below.
  }
  throw sharedErrors.invalidInput("That cursor is not one of ours, or was changed on its way. Begin again without it.", {
    details: { issues: [{ path: ["cursor"], message: "not a cursor" }] },
  });
}

function fits(part: unknown, kind: string): boolean {
  if (kind === "n") return Number.isSafeInteger(part) && Math.abs(part as number) <= 2 ** 31 - 1;
  if (typeof part !== "string" || UNSTORABLE.test(part)) return false;
  return kind === "s" || (Date.parse(part) > 0 && new Date(part).toISOString() === part);
}

/** Cuts rows read with `limit + 1` into a page. */
export function toPage<T>(rows: readonly T[], limit: number, key: (row: T) => (string | number)[]): Page<T> {
  const data = rows.slice(0, limit);
  return { data, nextCursor: rows.length > limit ? writeCursor(key(data.at(-1)!)) : null };
}
