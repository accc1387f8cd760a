import * as z from "zod";
import { bodySchema } from "../body/body.schema.ts";
import { memberRefSchema } from "../members/members.schema.ts";
import { happenedSchema, hostIdSchema, idSchema, instantSchema, localDateSchema } from "../shared/schema.ts";
import { subjectSchema } from "../threads/threads.schema.ts";

/**
 * - `current`: it holds
 * - `review_due`: it holds, and the day has come on which somebody wanted to look at it again
 * - `confirmed`: somebody looked, and it still holds
 * - `superseded`: another decision holds in its place
 * - `withdrawn`: it does not hold any more, and nothing does in its place
 */
export const decisionStateSchema = z.enum(["current", "review_due", "confirmed", "superseded", "withdrawn"]);

const words = (max: number) => z.string().trim().min(1).max(max);

/** What was weighed and not taken, and why not. */
export const alternativeSchema = z.object({ text: words(2000), reason: words(2000) });

/** Who did not agree, and why. */
export const dissentSchema = z.object({ member: memberRefSchema, text: z.string() });
export const dissentInputSchema = z.object({ memberId: hostIdSchema, text: words(5000) });

/** The day to look again: at 09:00 of that day in that zone. */
export const reviewSchema = z.object({ on: localDateSchema, timeZone: z.string() });
export const reviewInputSchema = z.object({
  on: localDateSchema.refine((day) => day >= "2000-01-01" && day < "9999-01-01", "a day of the years 2000 to 9998"),
  /** An IANA zone; the first decider's unless told. */
  timeZone: z.string().min(1).max(64).optional(),
});

/** Another decision that the asking member may see. */
export const decisionLinkSchema = z.object({ id: idSchema("dcs"), threadId: idSchema("thr"), excerpt: z.string() });

/** The words of a decision; each edit makes a new wording. */
export const decisionWordingSchema = z.object({
  statement: z.string(),
  body: bodySchema,
  deciders: z.array(memberRefSchema),
  alternatives: z.array(alternativeSchema),
  dissent: z.array(dissentSchema),
  review: reviewSchema.nullable(),
});

export const decisionSchema = decisionWordingSchema.extend({
  id: idSchema("dcs"),
  threadId: idSchema("thr"),
  threadTitle: z.string(),
  channelId: idSchema("chn").nullable(),
  subject: subjectSchema.nullable(),
  /** The beginning of the statement, on one line. */
  excerpt: z.string(),
  state: decisionStateSchema,
  /** The proposal it came from: decided by lazy consensus, the decider is who proposed it. */
  proposalId: idSchema("prp").nullable(),
  /** What it took the place of, as far as the asking member may see it. */
  supersedes: z.array(decisionLinkSchema),
  superseded: happenedSchema.nullable(),
  /** What took its place; `null` also where the asking member may not see that. */
  supersededBy: decisionLinkSchema.nullable(),
  /** When somebody last looked at it again and kept it. */
  confirmed: happenedSchema.nullable(),
  withdrawn: happenedSchema.extend({ reason: z.string() }).nullable(),
  /** Who wrote it down. */
  author: memberRefSchema,
  decidedAt: instantSchema,
  edited: happenedSchema.nullable(),
  /** Which wording this is, from 1. */
  revision: z.number().int(),
  version: z.number().int(),
  can: z.object({ change: z.boolean(), supersede: z.boolean() }),
});

/** A wording, and which parts of it differ from the one before. */
export const decisionVersionSchema = decisionWordingSchema.extend({
  revision: z.number().int(),
  changed: z.array(z.enum(["statement", "deciders", "alternatives", "dissent", "review"])),
  edited: happenedSchema,
});

export type Alternative = z.infer<typeof alternativeSchema>;
export type Dissent = z.infer<typeof dissentSchema>;
export type Review = z.infer<typeof reviewSchema>;
export type DecisionState = z.infer<typeof decisionStateSchema>;
export type DecisionLink = z.infer<typeof decisionLinkSchema>;
export type DecisionWording = z.infer<typeof decisionWordingSchema>;
export type Decision = z.infer<typeof decisionSchema>;
export type DecisionVersion = z.infer<typeof decisionVersionSchema>;
