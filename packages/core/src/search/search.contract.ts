import * as z from "zod";
import { memberRefSchema } from "../members/members.schema.ts";
import type { ContractOf } from "../shared/contract.ts";
import { idSchema, lineSchema, pageQuerySchema, pageSchema } from "../shared/schema.ts";
import type { searchRoutes } from "./search.routes.ts";
import { cappedCountSchema, queryIssueSchema, savedSearchSchema, searchHitSchema, topicSchema } from "./search.schema.ts";

/** A query as it is typed. */
const query = z.string().max(2_000);
const savedParams = z.object({ savedSearchId: idSchema("srch") });

export const searchContract = {
  list: {
    summary: "Search everything the member may see; the query language is in docs/search.md",
    query: pageQuerySchema.extend({
      query,
      /** Best first, or newest first. Without words to rank by, newest first anyway. */
      sort: z.enum(["relevance", "newest"]).default("relevance"),
      limit: pageQuerySchema.shape.limit.unwrap().default(20),
    }),
    response: pageSchema(searchHitSchema).extend({
      /** `all`: hits have every word. `some`: too few had, so these have some of them. */
      match: z.enum(["all", "some"]),
      /** The query with words put right, where something is found by it. */
      didYouMean: z.string().nullable(),
      /** Nothing was found by what was typed, so this is what `didYouMean` finds. */
      corrected: z.boolean(),
      /** On the first page alone; `null` on others. */
      count: cappedCountSchema.nullable(),
      /** How many are where, most first; on the first page alone, at most 20. */
      channels: z.array(z.object({ id: idSchema("chn"), name: z.string(), count: z.number().int() })),
      kinds: z.array(z.object({ kind: z.string(), count: z.number().int() })),
      issues: z.array(queryIssueSchema),
    }),
  },
  suggest: {
    summary: "Channels, people and threads with a word that begins like this",
    query: z.object({ query: z.string().max(200), limit: z.number().int().min(1).max(20).default(5) }),
    response: z.object({
      channels: z.array(z.object({ id: idSchema("chn"), name: z.string(), archived: z.boolean() })),
      members: z.array(memberRefSchema),
      threads: z.array(topicSchema),
    }),
  },
  listTopics: {
    summary: "Threads as a catalogue: those open to everybody in the workspace, archived channels included, by title or by last activity",
    query: pageQuerySchema.extend({
      channelId: idSchema("chn").optional(),
      /** Also those in places that only some people see, the asking member among them. */
      private: z.boolean().default(false),
      sort: z.enum(["title", "active"]).default("title"),
    }),
    response: pageSchema(topicSchema),
  },
  listSaved: { summary: "Searches the member keeps, by name", query: pageQuerySchema, response: pageSchema(savedSearchSchema) },
  save: {
    summary: "Keep a search, or change one that is kept",
    params: savedParams,
    body: z.object({ name: lineSchema(100), query }),
    response: savedSearchSchema,
    errors: ["search/too_many_saved"],
  },
  removeSaved: { summary: "Keep a search no longer", params: savedParams, response: null },
} as const satisfies ContractOf<typeof searchRoutes>;
