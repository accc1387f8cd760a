import * as z from "zod";
import type { Id, IdPrefix } from "./ids.ts";
import type { JsonObject } from "./metadata.ts";

/** An id of ours with that prefix. */
export function idSchema<P extends IdPrefix>(prefix: P): z.ZodType<Id<P>, string> {
  const form = new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`);
  return z.string().regex(form, `an id such as ${prefix}_01h455vb4pex5vsknk084sn02q`) as unknown as z.ZodType<Id<P>, string>;
}

/** An id that the host gives: of a user, a workspace, an object. 1 to 128 visible characters. */
export const hostIdSchema = z.string().regex(/^[\x21-\x7e\u00a1-\uffef]{1,128}$/, "1 to 128 visible characters without spaces");

/** A line of text that a person wrote: trimmed, no control characters. */
export function lineSchema(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]*$/, "no line breaks or control characters");
}

/** Markdown. What it may hold is checked when it is parsed. */
export const markdownSchema = z.string().max(100_000);

/** A moment: ISO 8601 in UTC, in the years 1 to 9999. */
export const instantSchema = z.iso.datetime().refine((instant) => !instant.startsWith("0000"), "a year from 0001 on");

/** A whole number that a database's `int` holds. */
export const countSchema = z.number().int().min(0).max(2_147_483_647);

/** A day in somebody's life, `YYYY-MM-DD`. */
export const localDateSchema = z.iso.date();

/** `HH:MM`, 24 hours. */
export const localTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "HH:MM");

/** An https or http address. */
export const urlSchema = z.url({ protocol: /^https?$/ }).max(2048);

/** When and by whom; `by` is null where the system did it. */
export const happenedSchema = z.object({ at: instantSchema, by: hostIdSchema.nullable() });

/** Any JSON object. Its depth and size are limited by the server; its shape by the host's schema. */
export const metadataSchema = z.record(z.string(), z.json()) as unknown as z.ZodType<JsonObject, JsonObject>;

export const pageQuerySchema = z.object({
  /** From the page before. */
  cursor: z.string().max(1024).optional(),
  /** How many at the most. */
  limit: z.number().int().min(1).max(100).default(40),
});

export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({ data: z.array(item), nextCursor: z.string().nullable() });
}
