import * as z from "zod";
import { happenedSchema, hostIdSchema, idSchema, instantSchema, lineSchema, localDateSchema, localTimeSchema, urlSchema } from "../shared/schema.ts";

export const roleSchema = z.enum(["owner", "member", "guest"]);

/** As much of a member as a line of text needs. */
export const memberRefSchema = z.object({
  id: hostIdSchema,
  name: z.string(),
  avatarUrl: z.string().nullable(),
});

/** When somebody works, on the clock of their own zone. `days` are ISO weekdays, Monday is 1. */
export const workingHoursSchema = z.object({
  days: z.array(z.number().int().min(1).max(7)).max(7),
  from: localTimeSchema,
  to: localTimeSchema,
});

/** Away from the first to the last day, both included; `to: null` is until further notice. */
export const awaySchema = z.object({
  kind: z.enum(["vacation", "sick", "parental", "other"]),
  from: localDateSchema,
  to: localDateSchema.nullable(),
  handOffTo: hostIdSchema.nullable().default(null),
});

export const memberSchema = memberRefSchema.extend({
  role: roleSchema,
  /** An IANA zone, such as `Europe/Lisbon`. */
  timeZone: z.string(),
  workingHours: workingHoursSchema.nullable(),
  /** Single days off, in the member's own calendar. */
  offDays: z.array(localDateSchema),
  away: awaySchema.nullable(),
  joinedAt: instantSchema,
  deactivated: happenedSchema.nullable(),
  version: z.number().int(),
});

export const groupSchema = z.object({
  id: idSchema("grp"),
  name: z.string(),
  memberIds: z.array(hostIdSchema),
  version: z.number().int(),
});

/** What a member may say of themselves. */
export const memberSettingsSchema = z.object({
  timeZone: z.string().min(1).max(64).optional(),
  workingHours: workingHoursSchema.nullable().optional(),
  offDays: z.array(localDateSchema).max(366).optional(),
  away: awaySchema.nullable().optional(),
});

/** What the host says of a member. */
export const memberProfileSchema = z.object({
  name: lineSchema(200),
  avatarUrl: urlSchema.nullable().optional(),
  role: roleSchema.optional(),
});

/** Whom words would reach now, in everybody's own working hours. */
export const reachSchema = z.object({
  total: z.number().int(),
  availableNow: z.number().int(),
  /** How many are off now, and the first 20 of them, who is back first first. `backOn` is a day of their calendar, or null for nobody knows. */
  offNow: z.number().int(),
  off: z.array(z.object({ member: memberRefSchema, backOn: localDateSchema.nullable() })),
  earliestBack: z.object({ on: localDateSchema, at: instantSchema }).nullable(),
});

export type Role = z.infer<typeof roleSchema>;
export type MemberRef = z.infer<typeof memberRefSchema>;
export type Member = z.infer<typeof memberSchema>;
export type Group = z.infer<typeof groupSchema>;
export type ReachSummary = z.infer<typeof reachSchema>;
export type WorkingHours = z.infer<typeof workingHoursSchema>;
export type Away = z.infer<typeof awaySchema>;
/** A member's id: the host's own id of that user. */
export type MemberId = string;
