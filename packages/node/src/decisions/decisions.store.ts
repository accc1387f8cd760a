import {
  type Actor, type Alternative, can, type ChannelId, type Decision, type DecisionId, type DecisionLink, type DecisionState, type DecisionVersion, type DecisionWording, holds, type MemberRef,
  type ProposalId, sharedErrors, type ThreadId,
} from "@meanwhile/core";
import type { Body } from "@meanwhile/core/body";
import type { Queryable } from "../db/port.ts";
import { join, literal, type Sql, sql } from "../db/sql.ts";
import { memberRefs } from "../members/members.store.ts";
import { visibleSpace } from "../permissions/spaces.ts";

/** A wording as it is kept: members by their ids. */
export interface KeptWording {
  statement: string;
  body: Body;
  deciderIds: string[];
  alternatives: Alternative[];
  dissent: { memberId: string; text: string }[];
  review: DecisionWording["review"];
}

interface DecisionRow {
  id: DecisionId;
  thread_id: ThreadId;
  title: string;
  thread_author_id: string;
  space_id: string;
  kind: "channel" | "subject" | "people";
  subject_type: string | null;
  subject_id: string | null;
  archived: boolean;
  statement: string;
  body: Body;
  excerpt: string;
  decider_ids: string[];
  alternatives: Alternative[];
  dissent: KeptWording["dissent"];
  review_on: string | null;
  review_zone: string | null;
  state: DecisionState;
  proposal_id: ProposalId | null;
  supersedes: DecisionLink[];
  replacement: DecisionLink | null;
  superseded_at: string | null;
  superseded_by: string | null;
  confirmed_at: string | null;
  confirmed_by: string | null;
  withdrawn_at: string | null;
  withdrawn_by: string | null;
  reason: string | null;
  author_id: string;
  decided_at: string;
  edited_at: string | null;
  edited_by: string | null;
  revision: number;
  version: number;
}

export interface DecisionFilter {
  threadId?: ThreadId | undefined;
  channelId?: ChannelId | undefined;
  subjectType?: string | undefined;
  subjectId?: string | undefined;
  deciderId?: string | undefined;
  state?: readonly DecisionState[] | undefined;
  reviewBefore?: string | undefined;
  after?: string | undefined;
  before?: string | undefined;
}

/** A page of the decisions the actor may see, newest first. */
export async function listDecisions(db: Queryable, actor: Actor, filter: DecisionFilter, after: [time: string, id: string] | undefined, limit: number): Promise<Decision[]> {
  const when = (value: unknown, condition: Sql) => (value === undefined ? [] : [condition]);
  const passes = join(
    [
      ...when(filter.threadId, sql`d.thread_id = ${filter.threadId}`),
      ...when(filter.channelId, sql`t.space_id = ${filter.channelId}`),
      ...when(filter.subjectType, sql`s.subject_type = ${filter.subjectType}`),
      ...when(filter.subjectId, sql`s.subject_id = ${filter.subjectId}`),
      ...when(filter.deciderId, sql`${filter.deciderId} = any(d.decider_ids)`),
      ...when(filter.state, sql`d.state = any(${[...(filter.state ?? [])]}::text[])`),
      ...when(filter.reviewBefore, sql`d.review_on < ${filter.reviewBefore}`),
      ...when(filter.after, sql`d.decided_at >= ${filter.after}`),
      ...when(filter.before, sql`d.decided_at < ${filter.before}`),
      ...when(after, sql`(d.decided_at, d.id) < (${after?.[0]}::timestamptz, ${after?.[1]})`),
    ],
    " and ",
  );
  return selectDecisions(db, actor, passes, limit);
}

/** @throws MeanwhileError `shared/not_found` where there is none, or none the actor may see */
export async function decisionById(db: Queryable, actor: Actor, id: DecisionId): Promise<Decision> {
  const [decision] = await selectDecisions(db, actor, sql`d.id = ${id}`, 1);
  if (!decision) throw sharedErrors.notFound("No such decision, or not one you may see.");
  return decision;
}

/** Links go only to what the actor may see: the predicate is asked of the other decision's own space. */
async function selectDecisions(db: Queryable, actor: Actor, where: Sql, limit: number): Promise<Decision[]> {
  const link = (condition: Sql) => sql`
    select jsonb_build_object('id', o.id, 'threadId', o.thread_id, 'excerpt', o.excerpt) as link
    from meanwhile.decisions o
    join meanwhile.threads ot on ot.workspace = o.workspace and ot.id = o.thread_id
    join meanwhile.spaces s on s.workspace = ot.workspace and s.id = ot.space_id
    where o.workspace = d.workspace and ${condition} and ${visibleSpace(actor)}`;
  const rows = await db.query<DecisionRow>(sql`
    select d.*,
      (select coalesce(jsonb_agg(link), '[]') from (${link(sql`o.replaced_by = d.id`)} order by o.decided_at desc, o.id desc) links) as supersedes,
      (${link(sql`o.id = d.replaced_by`)}) as replacement
    from (
      select d.*, t.title, t.author_id as thread_author_id, t.space_id, s.kind, s.subject_type, s.subject_id, s.archived_at is not null as archived
      from meanwhile.decisions d
      join meanwhile.threads t on t.workspace = d.workspace and t.id = d.thread_id
      join meanwhile.spaces s on s.workspace = t.workspace and s.id = t.space_id
      where d.workspace = ${actor.workspace} and ${visibleSpace(actor)} and ${where}
      order by d.decided_at desc, d.id desc limit ${literal(limit)}) d
    order by d.decided_at desc, d.id desc`);
  const names = await memberRefs(db, actor.workspace, rows.flatMap((row) => [row.author_id, ...row.decider_ids, ...row.dissent.map((one) => one.memberId)]));
  return rows.map((row) => toDecision(actor, row, names));
}

function toDecision(actor: Actor, row: DecisionRow, names: Map<string, MemberRef>): Decision {
  const mine = row.author_id === actor.id || row.decider_ids.includes(actor.id);
  const stands = holds(row.state);
  const happened = (at: string | null, by: string | null) => (at === null ? null : { at, by });
  return {
    ...named({ ...row, deciderIds: row.decider_ids, review: row.review_on === null ? null : { on: row.review_on, timeZone: row.review_zone! } }, names),
    id: row.id,
    threadId: row.thread_id,
    threadTitle: row.title,
    channelId: row.kind === "channel" ? (row.space_id as ChannelId) : null,
    subject: row.kind === "subject" ? { type: row.subject_type!, id: row.subject_id! } : null,
    excerpt: row.excerpt,
    state: row.state,
    proposalId: row.proposal_id,
    supersedes: row.supersedes,
    superseded: happened(row.superseded_at, row.superseded_by),
    supersededBy: row.replacement,
    confirmed: happened(row.confirmed_at, row.confirmed_by),
    withdrawn: row.withdrawn_at === null ? null : { at: row.withdrawn_at, by: row.withdrawn_by, reason: row.reason! },
    author: nameOf(names, row.author_id),
    decidedAt: row.decided_at,
    edited: happened(row.edited_at, row.edited_by),
    revision: row.revision,
    version: row.version,
    can: {
      change: stands && can(actor, "decision.change", { archived: row.archived, ...(mine && { ownerId: actor.id }) }),
      supersede: stands && can(actor, "decision.make", { archived: row.archived, ownerId: row.thread_author_id }),
    },
  };
}

/** A wording with its members' names. */
function named(kept: KeptWording, names: Map<string, MemberRef>): DecisionWording {
  const { statement, body, alternatives, review } = kept;
  return {
    statement,
    body,
    deciders: kept.deciderIds.map((id) => nameOf(names, id)),
    alternatives,
    dissent: kept.dissent.map(({ memberId, text }) => ({ member: nameOf(names, memberId), text })),
    review,
  };
}

function nameOf(names: Map<string, MemberRef>, id: string): MemberRef {
  return names.get(id) ?? { id, name: id, avatarUrl: null };
}

export interface NewDecision extends KeptWording {
  id: DecisionId;
  threadId: ThreadId;
  excerpt: string;
  proposalId: ProposalId | null;
  authorId: string;
}

/** Who wrote a decision of that id, and in which thread; nothing where there is none. */
export async function findDecision(db: Queryable, workspace: string, id: DecisionId): Promise<{ threadId: ThreadId; authorId: string; statement: string } | undefined> {
  const [row] = await db.query<{ threadId: ThreadId; authorId: string; statement: string }>(sql`
    select thread_id as "threadId", author_id as "authorId", statement from meanwhile.decisions where workspace = ${workspace} and id = ${id}`);
  return row;
}

/** A decision that another took the place of, and where it stands. */
export interface Superseded {
  id: DecisionId;
  threadId: ThreadId;
  spaceId: string;
  channelId: ChannelId | null;
  version: number;
}

/** Puts `id` in the place of what holds in the thread, and of `other`. The rows of both threads are locked. */
export async function supersede(db: Queryable, by: { workspace: string; id: string | null }, id: DecisionId, threadId: ThreadId, other: DecisionId | undefined, now: string): Promise<Superseded[]> {
  return db.query<Superseded>(sql`
    update meanwhile.decisions d set state = 'superseded', replaced_by = ${id}, superseded_at = ${now}, superseded_by = ${by.id}, version = d.version + 1
    from meanwhile.threads t join meanwhile.spaces s on s.workspace = t.workspace and s.id = t.space_id
    where d.workspace = ${by.workspace} and d.state in ('current', 'review_due', 'confirmed') and (d.thread_id = ${threadId} or d.id = ${other ?? null})
      and t.workspace = d.workspace and t.id = d.thread_id
    returning d.id, d.thread_id as "threadId", t.space_id as "spaceId", case when s.kind = 'channel' then t.space_id end as "channelId", d.version`);
}

export async function insertDecision(db: Queryable, workspace: string, decision: NewDecision, now: string): Promise<void> {
  await db.query(sql`
    insert into meanwhile.decisions (workspace, id, thread_id, statement, body, excerpt, decider_ids, alternatives, dissent, review_on, review_zone, proposal_id, author_id, decided_at)
    values (${workspace}, ${decision.id}, ${decision.threadId}, ${decision.statement}, ${JSON.stringify(decision.body)}::text::jsonb, ${decision.excerpt},
      ${decision.deciderIds}::text[], ${JSON.stringify(decision.alternatives)}::text::jsonb, ${JSON.stringify(decision.dissent)}::text::jsonb,
      ${decision.review?.on ?? null}, ${decision.review?.timeZone ?? null}, ${decision.proposalId}, ${decision.authorId}, ${now})`);
}

export async function insertVersion(db: Queryable, workspace: string, id: DecisionId, revision: number, wording: KeptWording, changed: DecisionVersion["changed"], at: string, by: string | null): Promise<void> {
  await db.query(sql`
    insert into meanwhile.decision_versions (workspace, decision_id, revision, wording, changed, at, by)
    values (${workspace}, ${id}, ${revision}, ${JSON.stringify(wording)}::text::jsonb, ${JSON.stringify(changed)}::text::jsonb, ${at}, ${by})`);
}

/** Changes some columns of a decision. */
export async function changeDecision(db: Queryable, workspace: string, id: DecisionId, changes: Sql): Promise<void> {
  await db.query(sql`update meanwhile.decisions set ${changes}, version = version + 1 where workspace = ${workspace} and id = ${id}`);
}

export async function listDecisionVersions(db: Queryable, workspace: string, id: DecisionId, before: number | undefined, limit: number): Promise<DecisionVersion[]> {
  const rows = await db.query<{ revision: number; wording: KeptWording; changed: DecisionVersion["changed"]; at: string; by: string | null }>(sql`
    select revision, wording, changed, at, by from meanwhile.decision_versions
    where workspace = ${workspace} and decision_id = ${id} and ${before === undefined ? sql`true` : sql`revision < ${before}`}
    order by revision desc limit ${limit}`);
  const names = await memberRefs(db, workspace, rows.flatMap(({ wording }) => [...wording.deciderIds, ...wording.dissent.map((one) => one.memberId)]));
  return rows.map(({ revision, wording, changed, at, by }) => ({ ...named(wording, names), revision, changed, edited: { at, by } }));
}
