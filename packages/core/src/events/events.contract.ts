import * as z from "zod";
import type { ContractOf } from "../shared/contract.ts";
import type { eventsRoutes } from "./events.routes.ts";
import { eventSchema } from "./events.schema.ts";

export const eventsContract = {
  list: {
    summary: "What happened after an event, oldest first; with `accept: text/event-stream` a stream that goes on (resume with Last-Event-ID)",
    query: z.object({
      /** The last `seq` already known; left out, the list begins at the present. */
      after: z.number().int().min(0).optional(),
      /** Without `after`: milliseconds before the present at which the list begins. What was read since then is told all that it may lack. */
      since: z.number().int().min(0).max(10 ** 12).optional(),
      limit: z.number().int().min(1).max(500).default(200),
    }),
    response: z.object({
      data: z.array(eventSchema),
      /** Where to go on from. */
      lastSeq: z.number().int(),
      /** True where events after `after` were trimmed away: what is shown may be old and is to be read again. */
      reset: z.boolean(),
    }),
  },
} as const satisfies ContractOf<typeof eventsRoutes>;
