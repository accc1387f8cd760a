import { type Contract, inboxErrors } from "@meanwhile/core";
import type { Handlers } from "../calls/context.ts";
import { addressOf, placeOf } from "../comments/comments.store.ts";
import { literal, sql } from "../db/sql.ts";
import { requireMembers } from "../members/members.store.ts";
import { readersOf } from "../threads/threads.store.ts";
import { followed, putItems } from "./inbox.deliver.ts";
import { bitOf } from "./inbox.reasons.ts";

/** Marks a thread unread for others; the thread's row is locked, so that it comes before or after a comment, not in the middle. */
export const markUnreadFor: Handlers<Contract["inbox"]>["markUnreadFor"] = async (context, { threadId, memberIds, from }) => {
  const { db, actor, now } = context;
  const { workspace } = actor;
  const place = await placeOf(db, actor, threadId, true);
  context.authorize("inbox.markFor");
  await requireMembers(db, actor, memberIds);
  const others = [...new Set(memberIds)].filter((id) => id !== actor.id).sort();
  const readers = new Set(await readersOf(db, workspace, threadId, others));
  const blind = others.filter((id) => !readers.has(id));
  if (blind.length > 0) throw inboxErrors.cannotSee(`Not everybody may see this thread: ${blind.slice(0, 5).join(", ")}. Let them in first, or leave them out.`, { details: { memberIds: blind } });
  const first = Math.max(1, Math.min(from ?? place.commentCount, place.commentCount));
  const reached = await db.query<{ id: string }>(sql`
    select m.id from unnest(${others}::text[]) m (id)
    ${followed(workspace, sql`${threadId}`, sql`${place.spaceId}`, sql`m.id`, sql`m.id = ${place.authorId}`, now)}
    where l.level >= 1 order by m.id`);
  const ids = reached.map((row) => row.id);
  await db.query(sql`
    insert into meanwhile.thread_positions as p (workspace, member_id, thread_id, position)
    select ${workspace}, m.id, ${threadId}, ${first - 1}::int from unnest(${ids}::text[]) m (id) order by m.id
    on conflict (workspace, member_id, thread_id) do update set position = least(p.position, excluded.position)`);
  await db.query(putItems(sql`
    select ${workspace}, m.id, ${threadId}, 'thread', ${threadId}, ${place.spaceId}, 'unread', ${literal(bitOf("unread_for_you"))}, ${actor.id}, ${first}::int, ${now}::timestamptz
    from unnest(${ids}::text[]) m (id) order by m.id`, { happening: "other" }));
  await db.query(sql`
    update meanwhile.inbox_items set marked_at = ${now}, marked_by = ${actor.id}
    where workspace = ${workspace} and member_id = any(${ids}::text[]) and subject_id = ${threadId}`);
  for (const recipientId of ids) {
    context.emit({ type: "inbox.changed", ...addressOf(place), recipientId });
    context.emit({ type: "thread.position", ...addressOf(place), recipientId });
  }
  return { memberIds: ids };
};
