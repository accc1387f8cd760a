import { type Actor, type ChannelId, sharedErrors, type Subject, type ThreadId } from "@meanwhile/core";
import { addToSpace } from "../channels/channels.store.ts";
import type { Queryable } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { requireMembers } from "../members/members.store.ts";
import { visibleSpace } from "../permissions/spaces.ts";

/** A place for a new thread, held until the commit. */
export interface Space {
  id: string;
  archived: boolean;
}

export async function channelSpace(db: Queryable, actor: Actor, channelId: ChannelId): Promise<Space> {
  const space = await visible(db, actor, channelId);
  if (!space) throw sharedErrors.notFound("No such channel, or not one you may see.");
  return space;
}

/** The space of a host's object: one each, its id made from the object's, laid when the first thread about it starts. */
export async function subjectSpace(db: Queryable, actor: Actor, subject: Subject, now: string): Promise<Space> {
  const id = `subject:${subject.type}/${subject.id}`;
  if (actor.role !== "guest") await laySubject(db, actor.workspace, id, subject, now);
  const space = await visible(db, actor, id);
  if (!space) throw sharedErrors.notFound("No such subject, or not one you may see.");
  return space;
}

/** A space for one thread among named people and whoever starts it. */
export async function peopleSpace(db: Queryable, actor: Actor, threadId: ThreadId, memberIds: readonly string[], now: string): Promise<Space> {
  await requireMembers(db, actor, memberIds);
  const id = `people:${threadId}`;
  const laid = await db.query(sql`
    insert into meanwhile.spaces (workspace, id, kind, visibility, created_at) values (${actor.workspace}, ${id}, 'people', 'private', ${now})
    on conflict do nothing returning id`);
  if (laid.length === 0) throw sharedErrors.conflict("There is a thread with this id already. Make a new id.");
  await addToSpace(db, actor.workspace, id, [actor.id, ...memberIds], now);
  return { id, archived: false };
}

/** `null`: everybody but guests sees the threads on it; a list: only these. */
export async function setSubjectAccess(db: Queryable, actor: Actor, subject: Subject, memberIds: readonly string[] | null, now: string): Promise<string> {
  const id = `subject:${subject.type}/${subject.id}`;
  await requireMembers(db, actor, memberIds ?? []);
  await laySubject(db, actor.workspace, id, subject, now);
  await db.query(sql`update meanwhile.spaces set visibility = ${memberIds === null ? "public" : "private"}, version = version + 1 where workspace = ${actor.workspace} and id = ${id}`);
  await db.query(sql`delete from meanwhile.space_members where workspace = ${actor.workspace} and space_id = ${id} and member_id <> all(${[...(memberIds ?? [])]}::text[])`);
  await addToSpace(db, actor.workspace, id, memberIds ?? [], now);
  return id;
}

async function laySubject(db: Queryable, workspace: string, id: string, subject: Subject, now: string): Promise<void> {
  await db.query(sql`
    insert into meanwhile.spaces (workspace, id, kind, visibility, subject_type, subject_id, created_at)
    values (${workspace}, ${id}, 'subject', 'public', ${subject.type}, ${subject.id}, ${now}) on conflict do nothing`);
}

async function visible(db: Queryable, actor: Actor, id: string): Promise<Space | undefined> {
  const [row] = await db.query<Space>(sql`
    select s.id, s.archived_at is not null as archived from meanwhile.spaces s where s.id = ${id} and ${visibleSpace(actor)} for share of s`);
  return row;
}
