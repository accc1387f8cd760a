import { type Actor, type GroupId, type MemberRef, type ReachSummary, reachOf } from "@meanwhile/core";
import type { ZoneSource } from "@meanwhile/core/time";
import type { Queryable } from "../db/port.ts";
import { type Sql, sql } from "../db/sql.ts";
import { CALENDAR, type CalendarRow, memberZone, toCalendar } from "../members/members.calendar.ts";
import { SEES_SPACE, visibleMember } from "../permissions/spaces.ts";

/** How many of those who are off are named. */
const NAMED = 20;

/** Where a comment would go. */
export interface AudiencePlace {
  spaceId: string;
  threadId: string | null;
}

export interface AudienceChoice {
  kind: "channel" | "thread" | "people";
  memberIds: readonly string[];
  groupIds: readonly GroupId[];
}

interface CountedRow extends CalendarRow {
  count: number;
  named: MemberRef[];
}

/**
 * Counts whom an audience reaches beside the actor: members who may see the place, as far as the actor may see them. Counted by the
 * database for each set of working hours, of which a channel of thousands has few.
 */
export async function previewReach(db: Queryable, actor: Actor, place: AudiencePlace, choice: AudienceChoice, now: string, zones: ZoneSource): Promise<ReachSummary> {
  const rows = await db.query<CountedRow>(sql`
    select ${CALENDAR}, count(*)::int as count,
      to_jsonb((array_agg(jsonb_build_object('id', m.id, 'name', m.name, 'avatarUrl', m.avatar_url) order by lower(m.name) collate "C", m.id collate "C"))[1:${NAMED}::int]) as named
    from meanwhile.members m join meanwhile.spaces s on s.workspace = m.workspace and s.id = ${place.spaceId}
    where ${visibleMember(actor)} and m.id <> ${actor.id} and ${SEES_SPACE} and ${within(actor.workspace, place, choice)}
    group by ${CALENDAR}`);
  const sets = rows.map((row) => ({ ...toCalendar(row), count: row.count, named: row.named }));
  const reach = reachOf(sets, now, { zone: (name) => memberZone(zones, name) });
  const total = sets.reduce((sum, { count }) => sum + count, 0);
  const offNow = reach.off.reduce((sum, { member }) => sum + member.count, 0);
  return {
    total,
    availableNow: total - offNow,
    offNow,
    off: reach.off.flatMap(({ member, backOn }) => member.named.map((named) => ({ member: named, backOn }))).slice(0, NAMED),
    earliestBack: reach.earliestBack,
  };
}

function within(workspace: string, { spaceId, threadId }: AudiencePlace, { kind, memberIds, groupIds }: AudienceChoice): Sql {
  if (kind === "people") {
    return sql`(m.id = any(${[...memberIds]}::text[]) or exists (
      select 1 from meanwhile.group_members gm where gm.workspace = ${workspace} and gm.member_id = m.id and gm.group_id = any(${[...groupIds]}::text[])))`;
  }
  if (kind === "thread") {
    // Whoever wrote in it and still wants to hear of replies, or follows all of it, or all of its channel.
    const follows = (targetId: string | null, condition: Sql) => sql`exists (
      select 1 from meanwhile.follows f where f.workspace = ${workspace} and f.target_id = ${targetId} and f.member_id = m.id and ${condition})`;
    return sql`(${follows(threadId, sql`(f.level = 3 or f.participates and coalesce(f.level, 2) >= 2)`)}
      or ${follows(spaceId, sql`f.level = 3`)} and not ${follows(threadId, sql`f.level < 3`)})`;
  }
  // Everybody in the channel. On an object of the host's that is open to all, those are all who may see it.
  return sql`(s.kind = 'subject' and s.visibility = 'public' or exists (
    select 1 from meanwhile.space_members joined where joined.workspace = ${workspace} and joined.space_id = ${spaceId} and joined.member_id = m.id))`;
}
