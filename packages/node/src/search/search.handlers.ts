import type { ChannelId, Contract, SearchHit, ThreadId } from "@meanwhile/core";
import type { Context, Handlers } from "../calls/context.ts";
import { readCursor, toPage } from "../calls/cursor.ts";
import { followLog } from "./search.follow.ts";
import { COUNTED, type FoundRow } from "./search.rank.ts";
import type { Shown } from "./search.highlight.ts";
import { type Manner, runSearch } from "./search.run.ts";
import { listSaved, removeSaved, saveSearch } from "./search.saved.ts";
import { searchSources } from "./search.sources.ts";
import { listTopics, suggest } from "./search.topics.ts";

export const searchHandlers: Handlers<Contract["search"]> = {
  async list(context, { query, sort, cursor, limit }) {
    context.authorize("thread.read");
    await upToDate(context);
    const place = placeOf(cursor);
    const found = await runSearch(context.db, context.actor, {
      query,
      newestFirst: sort === "newest",
      place,
      limit,
      now: context.now,
      zoneOf: (name) => context.zones.zone(name),
    });
    const offset = (place?.offset ?? 0) + limit;
    const { data, nextCursor } = toPage(found.rows, limit, (row) => (found.byTime ? [found.manner, found.asOf, 0, row.at, row.id] : [found.manner, found.asOf, offset, "", ""]));
    const [first] = found.rows;
    return {
      data: data.map((row, i) => toHit(row, found.shown[i]!)),
      nextCursor,
      match: found.manner === "some" ? "some" : "all",
      didYouMean: found.didYouMean,
      corrected: found.manner === "corrected",
      count: place ? null : { count: Math.min(first?.total ?? 0, COUNTED), more: found.more || (first?.total ?? 0) > COUNTED },
      channels: place ? [] : (first?.channels ?? []).map(({ id, ...channel }) => ({ id: id as ChannelId, ...channel })),
      kinds: place ? [] : (first?.kinds ?? []),
      issues: found.issues,
    };
  },

  async suggest(context, { query, limit }) {
    context.authorize("thread.read");
    await upToDate(context);
    return suggest(context.db, context.actor, query, limit);
  },

  async listTopics(context, { cursor, limit, ...filter }) {
    context.authorize("thread.read");
    await upToDate(context);
    const rows = await listTopics(context.db, context.actor, filter, readCursor<[string, string]>(cursor, filter.sort === "title" ? "ss" : "ts"), limit + 1);
    const { data, nextCursor } = toPage(rows, limit, ({ key, topic }) => [key, topic.id]);
    return { data: data.map(({ topic }) => topic), nextCursor };
  },

  async listSaved(context, { cursor, limit }) {
    context.authorize("workspace.read");
    const rows = await listSaved(context.db, context.actor, readCursor<[string, string]>(cursor, "ss"), limit + 1);
    const { data, nextCursor } = toPage(rows, limit, ({ key, saved }) => [key, saved.id]);
    return { data: data.map(({ saved }) => saved), nextCursor };
  },

  async save(context, { savedSearchId, name, query }) {
    context.authorize("workspace.read");
    return saveSearch(context.db, context.actor, { id: savedSearchId, name, query }, context.now);
  },

  async removeSaved(context, { savedSearchId }) {
    context.authorize("workspace.read");
    await removeSaved(context.db, context.actor, savedSearchId);
  },
};

/** What was written before somebody searches is found, and what was moved or taken away is not. */
function upToDate({ db, actor }: Context): Promise<void> {
  return followLog(db, actor.workspace, searchSources);
}

/** How the search was answered, of which moment, and how far: by rank a number, by time the last of the page. */
function placeOf(cursor: string | undefined) {
  const key = readCursor<[string, string, number, string, string]>(cursor, "stnss");
  if (!key) return undefined;
  const [manner, asOf, offset, at, id] = key;
  return { manner: (["all", "some", "corrected"].includes(manner) ? manner : "all") as Manner, asOf, offset: Math.max(0, offset), ...(Date.parse(at) > 0 && { last: [new Date(at).toISOString(), id] as [string, string] }) };
}

function toHit(row: FoundRow, { title, snippet }: Shown): SearchHit {
  return {
    id: row.id,
    kind: row.kind,
    threadId: row.thread_id as ThreadId | null,
    commentNumber: row.number,
    title,
    snippet,
    channel: row.space_kind === "channel" ? { id: row.space_id as ChannelId, name: row.space_name, archived: row.archived } : null,
    subject: row.space_kind === "subject" ? { type: row.subject_type!, id: row.subject_id! } : null,
    author: row.author_id === null ? null : { id: row.author_id, name: row.author_name ?? "", avatarUrl: row.author_avatar_url },
    at: row.at,
    closed: row.closed,
  };
}
