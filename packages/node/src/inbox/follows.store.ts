import { type Actor, type Choices, effectiveFollow, type Follow, type FollowLevel } from "@meanwhile/core";
import type { Queryable } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { LEVELS } from "./inbox.reasons.ts";

interface FollowRow {
  level: number | null;
  muted_until: string | null;
  participates: boolean;
}

async function findFollow(db: Queryable, actor: Actor, targetId: string): Promise<FollowRow | undefined> {
  const [row] = await db.query<FollowRow>(sql`
    select level, muted_until, participates from meanwhile.follows
    where workspace = ${actor.workspace} and target_id = ${targetId} and member_id = ${actor.id}`);
  return row;
}

function choiceOf(row: FollowRow | undefined): Choices["thread"] {
  return row ? { level: row.level === null ? null : LEVELS[row.level]!, mutedUntil: row.muted_until } : null;
}

/** How the actor follows a thread, with what they chose for where it lives. */
export async function followOfThread(db: Queryable, actor: Actor, place: { threadId: string; spaceId: string }, isOne: boolean, now: string): Promise<Follow> {
  const row = await findFollow(db, actor, place.threadId);
  const thread = choiceOf(row);
  const channel = choiceOf(await findFollow(db, actor, place.spaceId));
  return { level: thread?.level ?? null, mutedUntil: thread?.mutedUntil ?? null, effective: effectiveFollow({ thread, channel, participates: isOne || (row?.participates ?? false) }, now) };
}

export async function followOfChannel(db: Queryable, actor: Actor, channelId: string, now: string): Promise<Follow> {
  const channel = choiceOf(await findFollow(db, actor, channelId));
  return { level: channel?.level ?? null, mutedUntil: channel?.mutedUntil ?? null, effective: effectiveFollow({ thread: null, channel, participates: false }, now) };
}

/** What is left out stays. */
export async function setFollow(db: Queryable, actor: Actor, targetId: string, { level, mutedUntil }: { level?: FollowLevel | null | undefined; mutedUntil?: string | null | undefined }): Promise<void> {
  const rung = level === undefined || level === null ? null : LEVELS.indexOf(level);
  await db.query(sql`
    insert into meanwhile.follows as f (workspace, target_id, member_id, level, muted_until)
    values (${actor.workspace}, ${targetId}, ${actor.id}, ${rung}, ${mutedUntil ?? null})
    on conflict (workspace, target_id, member_id) do update set
      level = ${level === undefined ? sql`f.level` : sql`excluded.level`}, muted_until = ${mutedUntil === undefined ? sql`f.muted_until` : sql`excluded.muted_until`}`);
}
