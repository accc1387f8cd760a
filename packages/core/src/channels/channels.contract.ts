import * as z from "zod";
import { memberRefSchema } from "../members/members.schema.ts";
import type { ContractOf } from "../shared/contract.ts";
import { hostIdSchema, idSchema, lineSchema, pageQuerySchema, pageSchema } from "../shared/schema.ts";
import type { channelsRoutes } from "./channels.routes.ts";
import { channelSchema } from "./channels.schema.ts";

const params = z.object({ channelId: idSchema("chn") });
const description = z.string().trim().max(1000);
const visibility = z.enum(["public", "private"]);

export const channelsContract = {
  list: {
    summary: "Channels the member may see, by name",
    query: pageQuerySchema.extend({
      joined: z.boolean().optional(),
      archived: z.boolean().default(false),
    }),
    response: pageSchema(channelSchema),
  },
  get: { summary: "One channel", params, response: channelSchema },
  create: {
    summary: "Open a channel; whoever opens it is in it",
    body: z.object({
      id: idSchema("chn").optional(),
      name: lineSchema(80),
      description: description.default(""),
      visibility: visibility.default("public"),
      memberIds: z.array(hostIdSchema).max(1000).default([]),
    }),
    response: channelSchema,
    errors: ["members/unknown_member"],
  },
  update: {
    summary: "Rename, describe, make public or private",
    params,
    body: z.object({ name: lineSchema(80).optional(), description: description.optional(), visibility: visibility.optional() }),
    response: channelSchema,
  },
  archive: { summary: "Close a channel to new words; everything stays readable", params, response: channelSchema },
  unarchive: { summary: "Open an archived channel again", params, response: channelSchema },
  join: { summary: "Join a public channel", params, response: channelSchema, errors: ["channels/archived"] },
  leave: { summary: "Leave a channel", params, response: null },
  setFavourite: { summary: "Keep a channel on top of one's own list, or not", params, body: z.object({ favourite: z.boolean() }), response: channelSchema },
  listMembers: { summary: "Who is in a channel, by name", params, query: pageQuerySchema, response: pageSchema(memberRefSchema) },
  addMembers: {
    summary: "Add people to a channel",
    params,
    body: z.object({ memberIds: z.array(hostIdSchema).min(1).max(1000) }),
    response: channelSchema,
    errors: ["members/unknown_member"],
  },
  removeMember: { summary: "Remove somebody from a channel", params: params.extend({ memberId: hostIdSchema }), response: channelSchema },
} as const satisfies ContractOf<typeof channelsRoutes>;
