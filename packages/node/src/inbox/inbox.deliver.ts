import type { CommentId, ThreadId } from "@meanwhile/core";
import { literal, type Sql, sql } from "../db/sql.ts";
import { SEES_SPACE } from "../permissions/spaces.ts";
import { bitOf, RETURNING_BITS } from "./inbox.reasons.ts";

const bit = (reason: Parameters<typeof bitOf>[0]) => literal(bitOf(reason));

/** How a member is concerned, as bits. */
const NAMED = literal(1);
const IN_GROUP = literal(2);
const PARTICIPATES = literal(4);
const ANSWERED = literal(8);
const WAITS = literal(16);

/**
 * One statement that puts a new comment into the inbox of everybody it reaches, and makes its author take part in the thread and be done with
 * reading it. The rules are core's: `effectiveFollow` and `reaches` for who, `returns` and `wakes` for what becomes of an item. Rows are
 * locked by member; the thread's own row is locked already, so of two comments in it one comes after the other.
 */
export function deliverComment(workspace: string, commentId: CommentId, now: string): Sql {
  return sql`
    with c as (
      select c.thread_id, c.number, c.author_id, c.audience, t.space_id, t.author_id as starter_id, t.assignee_id, s.kind as space_kind
      from meanwhile.comments c
      join meanwhile.threads t on t.workspace = c.workspace and t.id = c.thread_id
      join meanwhile.spaces s on s.workspace = t.workspace and s.id = t.space_id
      where c.workspace = ${workspace} and c.id = ${commentId}),
    taking_part as (
      insert into meanwhile.follows (workspace, target_id, member_id, participates)
      select ${workspace}, c.thread_id, c.author_id, true from c
      where not exists (
        select 1 from meanwhile.follows f where f.workspace = ${workspace} and f.target_id = c.thread_id and f.member_id = c.author_id and f.participates)
      on conflict (workspace, target_id, member_id) do update set participates = true),
    own as (
      update meanwhile.inbox_items i set state = 'read', reached = c.number, woken = null, woken_at = null, version = i.version + 1
      from c where i.workspace = ${workspace} and i.member_id = c.author_id and i.subject_id = c.thread_id),
    concerned as (
      select one.member_id, bit_or(one.how) as how from (
        select n.member_id, case when n.direct then ${NAMED} else ${IN_GROUP} end as how
        from c join meanwhile.mentions n on n.workspace = ${workspace} and n.thread_id = c.thread_id and n.number = c.number
        union all select a.id, ${NAMED} from c, jsonb_array_elements_text(c.audience -> 'memberIds') a (id)
        union all
        select gm.member_id, ${IN_GROUP} from c, jsonb_array_elements_text(c.audience -> 'groupIds') g (id)
        join meanwhile.group_members gm on gm.workspace = ${workspace} and gm.group_id = g.id
        union all select c.starter_id, ${PARTICIPATES} from c
        union all select c.assignee_id, ${PARTICIPATES} from c where c.assignee_id is not null
        union all
        select f.member_id, case when f.participates then ${PARTICIPATES} else 0 end
        from c join meanwhile.follows f on f.workspace = ${workspace} and f.target_id = c.thread_id
        union all
        select sm.member_id, ${PARTICIPATES} from c
        join meanwhile.space_members sm on c.space_kind = 'people' and sm.workspace = ${workspace} and sm.space_id = c.space_id
        union all
        select f.member_id, 0 from c join meanwhile.follows f on f.workspace = ${workspace} and f.target_id = c.space_id and f.level = 3
        union all select q.member_id, ${ANSWERED} from c, lateral (${askedBefore(workspace)}) q
        union all
        select i.member_id, ${WAITS} from c
        join meanwhile.inbox_items i on i.workspace = ${workspace} and i.thread_id = c.thread_id and i.snooze is not null and i.kind = 'thread'
          and (i.snooze = 'reply' or i.snooze_member = c.author_id)) one
      group by one.member_id),
    reached as (
      select k.member_id, k.how & ${WAITS} <> 0 as waits, ~coalesce(hidden.hidden, 0) & (
          case when k.how & ${NAMED} <> 0 and l.level >= 1 or k.how & ${IN_GROUP} <> 0 and l.level >= 2 and l.heard then ${bit("mentioned")} else 0 end
          | case when k.how & ${ANSWERED} <> 0 and l.level >= 2 and l.heard then ${bit("answered")} else 0 end
          | case when k.how & ${PARTICIPATES} <> 0 and l.level >= 2 and l.heard and c.audience ->> 'kind' <> 'people' then ${bit("replied")} else 0 end
          | case when l.level = 3 and l.heard then ${bit("followed")} else 0 end) as reasons
      from c cross join concerned k
      join meanwhile.members m on m.workspace = ${workspace} and m.id = k.member_id
      join meanwhile.spaces s on s.workspace = ${workspace} and s.id = c.space_id
      ${followed(workspace, sql`c.thread_id`, sql`c.space_id`, sql`k.member_id`, sql`k.how & ${PARTICIPATES} <> 0`, now)}
      left join meanwhile.inbox_preferences hidden on hidden.workspace = ${workspace} and hidden.member_id = k.member_id
      where k.member_id <> c.author_id and ${SEES_SPACE})
    ${putItems(sql`
      select ${workspace}, r.member_id, c.thread_id, 'thread', c.thread_id, c.space_id, 'unread', r.reasons, c.author_id, c.number, ${now}::timestamptz
      from c cross join reached r where r.reasons <> 0 or r.waits order by r.member_id`, { happening: "comment" })}`;
}

/** Whose question the comment `c` answers: who wrote before it, if they asked something since anybody else last wrote. */
function askedBefore(workspace: string): Sql {
  return sql`
    select before.author_id as member_id from meanwhile.comments before
    where before.workspace = ${workspace} and before.thread_id = c.thread_id and before.number = c.number - 1 and before.author_id <> c.author_id
      and exists (
        select 1 from meanwhile.comments asked
        where asked.workspace = ${workspace} and asked.thread_id = c.thread_id and asked.author_id = before.author_id and asked.asks
          and asked.number < c.number and asked.number > coalesce((
            select max(other.number) from meanwhile.comments other
            where other.workspace = ${workspace} and other.thread_id = c.thread_id and other.number < c.number and other.author_id <> before.author_id), 0))`;
}

/** The level that holds for a member and whether they hear of what is not meant for them in person, as `l`; `effectiveFollow` of core. */
export function followed(workspace: string, threadId: Sql, spaceId: Sql, memberId: Sql, participates: Sql, now: string): Sql {
  return sql`
    left join meanwhile.follows ft on ft.workspace = ${workspace} and ft.target_id = ${threadId} and ft.member_id = ${memberId}
    left join meanwhile.follows fs on fs.workspace = ${workspace} and fs.target_id = ${spaceId} and fs.member_id = ${memberId}
    cross join lateral (select
      coalesce(ft.level, greatest(coalesce(fs.level, 2), case when ${participates} or coalesce(ft.participates, false) then 2 else 0 end)) as level,
      coalesce(greatest(ft.muted_until, fs.muted_until) <= ${now}::timestamptz, true) as heard) l`;
}

/**
 * Puts rows into inboxes. An item that is there takes the new reasons: with those it has while it is unread, in their place once it was read.
 * One that is done stays so unless a reason brings it back; one that is snoozed sleeps on unless it waited for this, or a reason wakes it.
 *
 * @param rows workspace, member_id, subject_id, kind, thread_id, space_id, state, reasons, by_id, reached, changed_at
 */
export function putItems(rows: Sql, { happening }: { happening: "comment" | "decision" | "other" }): Sql {
  const back = sql`(excluded.reasons & ${literal(RETURNING_BITS)} <> 0)`;
  const stays = sql`(i.state = 'done' and not ${back})`;
  const waited =
    happening === "comment" ? sql`(i.snooze = 'reply' or i.snooze = 'member' and i.snooze_member = excluded.by_id)` : happening === "decision" ? sql`i.snooze = 'decision'` : sql`false`;
  const wakes = sql`(i.snooze is not null and (${waited} or ${back}))`;
  const unlessWoken = (column: Sql) => sql`case when ${wakes} then null else i.${column} end`;
  const whileUnread = (column: Sql) => sql`case when i.state = 'unread' or ${stays} then i.${column} end`;
  return sql`
    insert into meanwhile.inbox_items as i (workspace, member_id, subject_id, kind, thread_id, space_id, state, reasons, by_id, reached, changed_at)
    ${rows}
    on conflict (workspace, member_id, subject_id) do update set
      state = case when ${stays} then 'done' else 'unread' end,
      reasons = case when ${stays} then i.reasons when i.state = 'unread' then i.reasons | excluded.reasons else coalesce(nullif(excluded.reasons, 0), i.reasons) end,
      by_id = case when ${stays} then i.by_id else excluded.by_id end,
      reached = greatest(i.reached, excluded.reached),
      marked_at = ${whileUnread(sql`marked_at`)}, marked_by = ${whileUnread(sql`marked_by`)},
      woken = case when ${wakes} then case when ${waited} then i.snooze else 'reason' end else ${whileUnread(sql`woken`)} end,
      woken_at = case when ${wakes} then excluded.changed_at else ${whileUnread(sql`woken_at`)} end,
      snooze = ${unlessWoken(sql`snooze`)}, snooze_at = ${unlessWoken(sql`snooze_at`)}, snooze_member = ${unlessWoken(sql`snooze_member`)},
      changed_at = case when ${stays} then i.changed_at else excluded.changed_at end,
      version = i.version + case when ${stays} then 0 else 1 end`;
}

/** An item's place is its thread's: one statement after a thread moved, which nearly always finds nothing to do. */
export function followMove(workspace: string, threadId: ThreadId): Sql {
  return sql`
    update meanwhile.inbox_items i set space_id = t.space_id from meanwhile.threads t
    where t.workspace = ${workspace} and t.id = ${threadId} and i.workspace = t.workspace and i.thread_id = t.id and i.space_id <> t.space_id`;
}

/** Tells somebody who was just made to see to a thread. */
export function deliverAssignment(workspace: string, threadId: ThreadId, now: string): Sql {
  return putItems(
    sql`
      select t.workspace, t.assignee_id, t.id, 'thread', t.id, t.space_id, 'unread', ${bit("assigned")} & ~coalesce(hidden.hidden, 0), t.assigned_by, t.comment_count, ${now}::timestamptz
      from meanwhile.threads t
      left join meanwhile.inbox_preferences hidden on hidden.workspace = t.workspace and hidden.member_id = t.assignee_id
      where t.workspace = ${workspace} and t.id = ${threadId} and t.assigned_at = ${now}::timestamptz and t.assignee_id <> t.assigned_by
        and ${bit("assigned")} & ~coalesce(hidden.hidden, 0) <> 0`,
    { happening: "other" },
  );
}

/** After somebody moved their reading position: what is unread is what reached them beyond it. */
export function followPosition(workspace: string, memberId: string, threadId: ThreadId): Sql {
  const state = sql`case when i.reached > p.position then 'unread' else 'read' end`;
  return sql`
    update meanwhile.inbox_items i set state = ${state}, woken = null, woken_at = null, version = i.version + 1
    from meanwhile.thread_positions p
    where p.workspace = ${workspace} and p.member_id = ${memberId} and p.thread_id = ${threadId}
      and i.workspace = p.workspace and i.member_id = p.member_id and i.subject_id = p.thread_id and i.state <> 'done' and i.state <> ${state}`;
}

/** Who took note of a question before anybody wrote after it has answered it, too. */
export function deliverAcknowledgement(workspace: string, commentId: CommentId, actorId: string, now: string): Sql {
  const mark = JSON.stringify([{ at: now, by: actorId }]);
  return putItems(
    sql`
      select c.workspace, c.author_id, c.thread_id, 'thread', c.thread_id, t.space_id, 'unread', ${bit("answered")}, ${actorId}, c.number, ${now}::timestamptz
      from meanwhile.comments c
      join meanwhile.threads t on t.workspace = c.workspace and t.id = c.thread_id
      join meanwhile.spaces s on s.workspace = t.workspace and s.id = t.space_id
      join meanwhile.members m on m.workspace = c.workspace and m.id = c.author_id
      ${followed(workspace, sql`c.thread_id`, sql`t.space_id`, sql`c.author_id`, sql`true`, now)}
      left join meanwhile.inbox_preferences hidden on hidden.workspace = c.workspace and hidden.member_id = c.author_id
      where c.workspace = ${workspace} and c.id = ${commentId} and c.asks and c.author_id <> ${actorId} and c.acknowledgements @> ${mark}::text::jsonb
        and l.level >= 2 and l.heard and ~coalesce(hidden.hidden, 0) & ${bit("answered")} <> 0 and ${SEES_SPACE}
        and not exists (
          select 1 from meanwhile.comments later
          where later.workspace = c.workspace and later.thread_id = c.thread_id and later.number > c.number and later.author_id <> c.author_id)`,
    { happening: "other" },
  );
}
