import * as z from "zod";
import { happenedSchema, idSchema, instantSchema } from "../shared/schema.ts";

export const channelSchema = z.object({
  id: idSchema("chn"),
  name: z.string(),
  /** What belongs here, in a sentence or two; may be empty. */
  description: z.string(),
  visibility: z.enum(["public", "private"]),
  memberCount: z.number().int(),
  archived: happenedSchema.nullable(),
  createdAt: instantSchema,
  version: z.number().int(),
  /** The asking member's own side. `unreadThreads` counts among the 1,000 threads that were active last. */
  me: z.object({ joined: z.boolean(), favourite: z.boolean(), unreadThreads: z.number().int() }),
  can: z.object({ post: z.boolean(), update: z.boolean(), join: z.boolean() }),
});

export type Channel = z.infer<typeof channelSchema>;
