import type { Actor, Alternative, Choice, DecisionId, MemberRef, Proposal, ProposalId, ProposalRules, ProposalState, Review, ThreadId } from "@meanwhile/core";
import type { Body } from "@meanwhile/core/body";
import type { Queryable } from "../db/port.ts";
import { literal, type Sql, sql } from "../db/sql.ts";
import { CALENDAR, type CalendarRow } from "../members/members.calendar.ts";
import { SEES_SPACE, visibleSpace } from "../permissions/spaces.ts";

export interface ProposalRow {
  id: ProposalId;
  thread_id: ThreadId;
  thread_author_id: string;
  space_id: string;
  kind: "channel" | "subject" | "people";
  archived: boolean;
  statement: string;
  body: Body;
  excerpt: string;
  alternatives: Alternative[];
  review_on: string | null;
  review_zone: string | null;
  rules: ProposalRules;
  state: ProposalState;
  proposer_id: string;
  opened_at: string;
  closes_at: string;
  closed_at: string | null;
  closed_by: string | null;
  reason: string | null;
  extensions: Proposal["extensions"];
  decision_id: DecisionId | null;
  version: number;
}

/** Somebody who was asked, with what they say of themselves now. */
export interface VoterRow extends CalendarRow {
  proposal_id: ProposalId;
  member_id: string;
  name: string;
  avatar_url: string | null;
  deadline_on: string | null;
  deadline_at: string | null;
  deadline_zone: string | null;
  /** As kept when the proposal closed. */
  gone: boolean;
  /** Now. */
  sees: boolean;
  choice: Choice | null;
  text: string | null;
  alternative: string | null;
  voted_at: string | null;
  voted_by: string | null;
}

const PLACED = sql`
  p.*, t.author_id as thread_author_id, t.space_id, s.kind, s.archived_at is not null as archived
  from meanwhile.proposals p
  join meanwhile.threads t on t.workspace = p.workspace and t.id = p.thread_id
  join meanwhile.spaces s on s.workspace = t.workspace and s.id = t.space_id`;

/** Proposals that the actor may see and that pass `where` (alias `p`), newest first. */
export async function selectProposals(db: Queryable, actor: Actor, where: Sql, limit: number): Promise<ProposalRow[]> {
  return db.query<ProposalRow>(sql`
    select ${PLACED} where p.workspace = ${actor.workspace} and ${visibleSpace(actor)} and ${where}
    order by p.opened_at desc, p.id desc limit ${literal(limit)}`);
}

/** For what happens by itself, on nobody's behalf. */
export async function findProposal(db: Queryable, workspace: string, id: ProposalId): Promise<ProposalRow | undefined> {
  const [row] = await db.query<ProposalRow>(sql`select ${PLACED} where p.workspace = ${workspace} and p.id = ${id}`);
  return row;
}

/** Those who were asked in these proposals, by name. */
export async function votersOf(db: Queryable, workspace: string, ids: readonly ProposalId[]): Promise<VoterRow[]> {
  if (ids.length === 0) return [];
  return db.query<VoterRow>(sql`
    select v.*, m.name, m.avatar_url, ${CALENDAR}, ${SEES_SPACE} as sees
    from meanwhile.proposal_voters v
    join meanwhile.proposals p on p.workspace = v.workspace and p.id = v.proposal_id
    join meanwhile.threads t on t.workspace = p.workspace and t.id = p.thread_id
    join meanwhile.spaces s on s.workspace = t.workspace and s.id = t.space_id
    join meanwhile.members m on m.workspace = v.workspace and m.id = v.member_id
    where v.workspace = ${workspace} and v.proposal_id = any(${[...ids]}::text[])
    order by lower(m.name) collate "C", m.id collate "C"`);
}

/** Whom a proposal can ask. */
export type Electorate = { kind: "members"; memberIds: readonly string[] } | { kind: "group"; groupId: string } | { kind: "channel" };

/** Members of the electorate who may see the space and are not the actor, at most `limit`. */
export async function electorate(db: Queryable, actor: Actor, spaceId: string, asked: Electorate, limit: number): Promise<MemberRef[]> {
  const within =
    asked.kind === "members"
      ? sql`m.id = any(${[...asked.memberIds]}::text[])`
      : asked.kind === "group"
        ? sql`exists (select 1 from meanwhile.group_members gm where gm.workspace = m.workspace and gm.group_id = ${asked.groupId} and gm.member_id = m.id)`
        : sql`(s.kind = 'subject' and s.visibility = 'public' or exists (
            select 1 from meanwhile.space_members named where named.workspace = s.workspace and named.space_id = s.id and named.member_id = m.id))`;
  const rows = await db.query<{ id: string; name: string; avatar_url: string | null }>(sql`
    select m.id, m.name, m.avatar_url from meanwhile.members m join meanwhile.spaces s on s.workspace = m.workspace and s.id = ${spaceId}
    where m.workspace = ${actor.workspace} and m.id <> ${actor.id} and ${SEES_SPACE} and ${within} limit ${literal(limit)}`);
  return rows.map((row) => ({ id: row.id, name: row.name, avatarUrl: row.avatar_url }));
}

export interface NewProposal {
  id: ProposalId;
  threadId: ThreadId;
  statement: string;
  body: Body;
  excerpt: string;
  alternatives: Alternative[];
  review: Review | null;
  rules: ProposalRules;
}

/** Opens a proposal and fixes who is asked. False where the id is taken, or the thread has an open one. */
export async function insertProposal(db: Queryable, actor: Actor, proposal: NewProposal, voterIds: readonly string[], now: string): Promise<boolean> {
  const rows = await db.query(sql`
    with opened as (
      insert into meanwhile.proposals (workspace, id, thread_id, statement, body, excerpt, alternatives, review_on, review_zone, rules, proposer_id, opened_at, closes_at)
      values (${actor.workspace}, ${proposal.id}, ${proposal.threadId}, ${proposal.statement}, ${JSON.stringify(proposal.body)}::text::jsonb, ${proposal.excerpt},
        ${JSON.stringify(proposal.alternatives)}::text::jsonb, ${proposal.review?.on ?? null}, ${proposal.review?.timeZone ?? null},
        ${JSON.stringify(proposal.rules)}::text::jsonb, ${actor.id}, ${now}, ${now})
      on conflict do nothing returning id),
    asked as (
      insert into meanwhile.proposal_voters (workspace, proposal_id, member_id)
      select ${actor.workspace}, opened.id, unnest(${[...voterIds]}::text[]) from opened)
    select id from opened`);
  return rows.length > 0;
}

export async function changeProposal(db: Queryable, workspace: string, id: ProposalId, changes: Sql): Promise<void> {
  await db.query(sql`update meanwhile.proposals set ${changes}, version = version + 1 where workspace = ${workspace} and id = ${id}`);
}

/** When it closes as things stand, for whoever looks at the table; nothing that a reader of the proposal would see changes by it. */
export async function setClosing(db: Queryable, workspace: string, id: ProposalId, at: string): Promise<void> {
  await db.query(sql`update meanwhile.proposals set closes_at = ${at} where workspace = ${workspace} and id = ${id}`);
}

export async function writeVote(
  db: Queryable,
  actor: Actor,
  id: ProposalId,
  vote: { voterId: string; choice: Choice; text: string; alternative: string | null },
  now: string,
): Promise<void> {
  await db.query(sql`
    update meanwhile.proposal_voters set choice = ${vote.choice}, text = ${vote.text}, alternative = ${vote.alternative}, voted_at = ${now}, voted_by = ${actor.id}
    where workspace = ${actor.workspace} and proposal_id = ${id} and member_id = ${vote.voterId}`);
}

/** Keeps what the deadlines came to: from now on they do not follow what people say of themselves. */
export async function freezeVoters(
  db: Queryable,
  workspace: string,
  id: ProposalId,
  voters: readonly { memberId: string; deadline: { day: string; at: string; timeZone: string } | null; gone: boolean }[],
): Promise<void> {
  const rows = voters.map(({ memberId, deadline, gone }) => ({ member_id: memberId, day: deadline?.day ?? null, at: deadline?.at ?? null, zone: deadline?.timeZone ?? null, gone }));
  await db.query(sql`
    update meanwhile.proposal_voters v set deadline_on = f.day, deadline_at = f.at, deadline_zone = f.zone, gone = f.gone
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as f (member_id text, day date, at timestamptz, zone text, gone boolean)
    where v.workspace = ${workspace} and v.proposal_id = ${id} and v.member_id = f.member_id`);
}
