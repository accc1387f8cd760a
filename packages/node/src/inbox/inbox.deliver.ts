import type { CommentId, ThreadId } from "@meanwhile/core";
import type { Delivery } from "../calls/context.ts";
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
 * One statement that puts a comment into the inbox of everybody it reaches, and makes its author take part in the thread and be done with
 * reading it. The rules are core's: `effectiveFollow` and `reaches` for who, `returns` and `wakes` for what becomes of an item. Rows are
 * locked by member; the thread's own row is locked already, so of two comments in it one comes after the other.
 *
 * The plan is kept, and was maybe made while the tables were empty. So each table is read by all columns of a key, each compared with a
 * parameter or, one member at a time, with a column of `k`: there is no other way to read it than along its index.
 */
export function deliverComment(workspace: string, comment: Delivery, now: string): Sql {
  const { threadId, spaceId, number, byId, audience } = comment;
  const isNew = comment.because === "posted";
  const replied = isNew && audience.kind !== "people" ? sql`case when k.how & ${PARTICIPATES} <> 0 and l.level >= 2 and l.heard then ${bit("replied")} else 0 end` : literal(0);
  const answered = isNew ? sql`case when k.how & ${ANSWERED} <> 0 and l.level >= 2 and l.heard then ${bit("answered")} else 0 end` : literal(0);
  const everything = isNew ? sql`case when l.level = 3 and l.heard then ${bit("followed")} else 0 end` : literal(0);
  return sql`
    with ${isNew ? authorsPart(workspace, comment) : sql``}
    k as (
      select one.member_id, bit_or(one.how) as how, max(one.in_thread) as in_thread, max(one.in_space) as in_space, max(one.muted_until) as muted_until
      from (${concerned(workspace, comment)}) one where one.member_id <> ${byId} group by one.member_id),
    reached as (
      select k.member_id, k.how & ${WAITS} <> 0 as waits, ~coalesce(hidden.hidden, 0) & (
        case when k.how & ${NAMED} <> 0 and l.level >= 1 or k.how & ${IN_GROUP} <> 0 and l.level >= 2 and l.heard then ${bit("mentioned")} else 0 end
        | ${answered} | ${replied} | ${everything}) as reasons
      from k
      cross join lateral (select
        coalesce(k.in_thread, greatest(coalesce(k.in_space, 2), case when k.how & ${PARTICIPATES} <> 0 then 2 else 0 end)) as level,
        coalesce(k.muted_until <= ${now}::timestamptz, true) as heard offset 0) l
      cross join (select * from meanwhile.spaces where workspace = ${workspace} and id = ${spaceId}) s
      cross join lateral (select * from meanwhile.members m where m.workspace = ${workspace} and m.id = k.member_id offset 0) m
      left join lateral (select p.hidden from meanwhile.inbox_preferences p where p.workspace = ${workspace} and p.member_id = k.member_id offset 0) hidden on true
      where ${SEES_SPACE})
    ${putItems(
      sql`
        select ${workspace}, r.member_id, ${threadId}, 'thread', ${threadId}, ${spaceId}, 'unread', r.reasons, ${byId}, ${number}::int, ${now}::timestamptz
        from reached r where r.reasons <> 0 or r.waits order by r.member_id`,
      { happening: isNew ? "comment" : "other" },
    )}`;
}

/** Its author takes part from now on, and has read it. */
function authorsPart(workspace: string, { threadId, number, byId }: Delivery): Sql {
  return sql`
    taking_part as (
      insert into meanwhile.follows (workspace, target_id, member_id, participates)
      select ${workspace}, ${threadId}, ${byId}, true
      where not exists (
        select 1 from meanwhile.follows f where f.workspace = ${workspace} and f.target_id = ${threadId} and f.member_id = ${byId} and f.participates)
      on conflict (workspace, target_id, member_id) do update set participates = true),
    own as (
      update meanwhile.inbox_items i set state = 'read', reached = ${number}::int, woken = null, woken_at = null, version = i.version + 1
      where i.workspace = ${workspace} and i.member_id = ${byId} and i.subject_id = ${threadId}),`;
}

/** Whom a comment may concern and how, with what they chose for the thread and for where it lives; a member may occur more than once. */
function concerned(workspace: string, { because, threadId, spaceId, spaceKind, number, byId, before, participants, audience, mentions }: Delivery): Sql {
  const chose = sql`null::smallint as in_thread, null::smallint as in_space, null::timestamptz as muted_until`;
  const named = [...new Set([...mentions.users, ...(audience.kind === "people" ? audience.memberIds : [])])];
  const groups = [...new Set([...mentions.groups, ...(audience.kind === "people" ? audience.groupIds : [])])];
  const parts = [
    sql`
      select f.member_id, case when f.participates then ${PARTICIPATES} else 0 end as how,
        case when f.target_id = ${threadId} then f.level end as in_thread, case when f.target_id = ${spaceId} then f.level end as in_space, f.muted_until
      from meanwhile.follows f where f.workspace = ${workspace} and f.target_id = any(array[${threadId}, ${spaceId}])`,
    sql`select unnest(${participants}::text[]), ${PARTICIPATES}, ${chose}`,
    spaceKind === "people" ? sql`select sm.member_id, ${PARTICIPATES}, ${chose} from meanwhile.space_members sm where sm.workspace = ${workspace} and sm.space_id = ${spaceId}` : [],
    named.length > 0 ? sql`select unnest(${named}::text[]), ${NAMED}, ${chose}` : [],
    groups.length > 0
      ? sql`select gm.member_id, ${IN_GROUP}, ${chose} from meanwhile.group_members gm where gm.workspace = ${workspace} and gm.group_id = any(${groups}::text[])`
      : [],
    because === "posted"
      ? sql`
          select i.member_id, ${WAITS}, ${chose} from meanwhile.inbox_items i
          where i.workspace = ${workspace} and i.thread_id = ${threadId} and i.snooze is not null and i.kind = 'thread'
            and (i.snooze = 'reply' or i.snooze_member = ${byId})`
      : [],
    because === "posted" && before !== null && before !== byId ? sql`select ${before}::text, ${ANSWERED}, ${chose} where ${askedBefore(workspace, threadId, number, before)}` : [],
  ].flat();
  return parts.reduce((all, part) => sql`${all} union all ${part}`);
}

/** Did the author of the comment before this one ask something since anybody else last wrote? */
function askedBefore(workspace: string, threadId: ThreadId, number: number, authorId: string): Sql {
  const earlier = sql`workspace = ${workspace} and thread_id = ${threadId} and number < ${number}::int`;
  return sql`exists (
    select 1 from meanwhile.comments where ${earlier} and author_id = ${authorId} and asks
      and number > coalesce((select max(number) from meanwhile.comments where ${earlier} and author_id <> ${authorId}), 0))`;
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

/**
 * An item's place is its thread's: one statement after a thread moved. Threads seldom move and are delivered all the time, so that no index
 * finds the items of one; each member is asked for theirs.
 */
export function followMove(workspace: string, threadId: ThreadId): Sql {
  return sql`
    with items as (
      select m.id as member_id, ${threadId} as subject_id from meanwhile.members m
      cross join lateral (
        select 1 from meanwhile.inbox_items i where i.workspace = ${workspace} and i.member_id = m.id and i.subject_id = ${threadId} offset 0) one
      where m.workspace = ${workspace}
      union all
      select i.member_id, i.subject_id from meanwhile.inbox_items i where i.workspace = ${workspace} and i.thread_id = ${threadId} and i.kind <> 'thread')
    update meanwhile.inbox_items i set space_id = t.space_id from items, meanwhile.threads t
    where t.workspace = ${workspace} and t.id = ${threadId}
      and i.workspace = ${workspace} and i.member_id = items.member_id and i.subject_id = items.subject_id and i.space_id <> t.space_id`;
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
