import { type Endpoint, sharedErrors } from "@meanwhile/core";
import type * as z from "zod";

/** What came with a call, by where it came from. */
export interface RawInput {
  params: unknown;
  query: unknown;
  body: unknown;
}

/**
 * Validates the parts of an input and flattens them.
 *
 * @throws MeanwhileError `shared/invalid_input` with every issue of every part
 */
export function parseInput(endpoint: Endpoint, raw: RawInput): Record<string, unknown> {
  const issues: { path: PropertyKey[]; message: string }[] = [];
  const read = (schema: z.ZodType | undefined, value: unknown) => {
    if (!schema) return {};
    const result = schema.safeParse(value ?? {});
    if (!result.success) issues.push(...result.error.issues.flatMap(flatten));
    return (result.data ?? {}) as object;
  };
  const input = { ...read(endpoint.params, raw.params), ...read(endpoint.query, raw.query), ...read(endpoint.body, raw.body) };
  if (issues.length > 0) {
    const [first] = issues;
    throw sharedErrors.invalidInput(`${first!.path.map(String).join(".") || "The input"}: ${first!.message}`, { details: { issues: issues.slice(0, 20) } });
  }
  return input;
}

/** A flat input, as server-side callers write it, taken apart again. */
export function splitInput(endpoint: Endpoint, flat: Record<string, unknown>): RawInput {
  const part = (schema: z.ZodObject | undefined) => (schema ? Object.fromEntries(Object.keys(schema.shape).flatMap((key) => (key in flat ? [[key, flat[key]]] : []))) : {});
  const params = part(endpoint.params);
  const query = part(endpoint.query);
  const body = Object.fromEntries(Object.entries(flat).filter(([key]) => !(key in params) && !(key in query)));
  return { params, query, body };
}

/** Of a union that nothing fits, the issues of the member that came nearest say most. */
function flatten(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string }[] {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return [{ path: issue.path, message: issue.message }];
  const [nearest] = [...issue.errors].sort((a, b) => a.length - b.length);
  return nearest!.flatMap((inner) => flatten({ ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue));
}
