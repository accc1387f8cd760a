import * as z from "zod";
import type { ContractOf } from "../shared/contract.ts";
import { hostIdSchema, idSchema, lineSchema, pageQuerySchema, pageSchema } from "../shared/schema.ts";
import type { groupsRoutes, membersRoutes } from "./members.routes.ts";
import { groupSchema, memberProfileSchema, memberSchema, memberSettingsSchema } from "./members.schema.ts";

const memberParams = z.object({ memberId: hostIdSchema });

export const membersContract = {
  me: { summary: "The member who asks", response: memberSchema },
  list: {
    summary: "Members by name",
    query: pageQuerySchema.extend({
      /** Names that have a word starting with this. */
      query: z.string().max(100).optional(),
      ids: z.array(hostIdSchema).max(100).optional(),
      /** Those who may read this thread. */
      threadId: idSchema("thr").optional(),
    }),
    response: pageSchema(memberSchema),
  },
  get: { summary: "One member", params: memberParams, response: memberSchema },
  upsert: { summary: "Add a member, or bring their profile up to date (owners)", params: memberParams, body: memberProfileSchema, response: memberSchema },
  update: { summary: "Change zone, working hours, off-days, away", params: memberParams, body: memberSettingsSchema, response: memberSchema, errors: ["members/unknown_time_zone"] },
  deactivate: { summary: "End a member's access; what they wrote stays (owners)", params: memberParams, response: memberSchema },
  reactivate: { summary: "Give a deactivated member access again (owners)", params: memberParams, response: memberSchema },
} as const satisfies ContractOf<typeof membersRoutes>;

export const groupsContract = {
  list: { summary: "Groups that can be mentioned", query: pageQuerySchema, response: pageSchema(groupSchema) },
  put: {
    summary: "Make or replace a group (owners)",
    params: z.object({ groupId: idSchema("grp") }),
    body: z.object({ name: lineSchema(100), memberIds: z.array(hostIdSchema).max(10_000) }),
    response: groupSchema,
    errors: ["members/unknown_member"],
  },
  remove: { summary: "Remove a group (owners)", params: z.object({ groupId: idSchema("grp") }), response: null },
} as const satisfies ContractOf<typeof groupsRoutes>;
