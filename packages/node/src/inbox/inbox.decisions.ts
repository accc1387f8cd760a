import type { DecisionId, ProposalId } from "@meanwhile/core";
import type { Author } from "../calls/context.ts";
import { literal, type Sql, sql } from "../db/sql.ts";
import { SEES_SPACE } from "../permissions/spaces.ts";
import { followed, putItems } from "./inbox.deliver.ts";
import { bitOf } from "./inbox.reasons.ts";

/** Whoever takes part in the thread `d.thread_id`, or follows it or where it lives by their own choice; and waits for its decision. */
function concerned(workspace: string): Sql {
  return sql`
    select t.author_id as member_id, true as participates from t
    union select t.assignee_id, true from t where t.assignee_id is not null
    union select f.member_id, f.participates from t join meanwhile.follows f on f.workspace = ${workspace} and f.target_id = t.id
    union select f.member_id, false from t join meanwhile.follows f on f.workspace = ${workspace} and f.target_id = t.space_id and f.level > 0
    union select sm.member_id, true from t join meanwhile.space_members sm on t.space_kind = 'people' and sm.workspace = ${workspace} and sm.space_id = t.space_id
    union select i.member_id, false from t join meanwhile.inbox_items i on i.workspace = ${workspace} and i.thread_id = t.id and i.snooze = 'decision'`;
}

/** Puts a decision into the inbox of those who follow its thread, on the thread's item. */
export function deliverDecision(actor: Author, id: DecisionId, now: string): Sql {
  const { workspace } = actor;
  const bit = literal(bitOf("decision"));
  return sql`
    with t as (
      select t.*, s.kind as space_kind from meanwhile.decisions d
      join meanwhile.threads t on t.workspace = d.workspace and t.id = d.thread_id
      join meanwhile.spaces s on s.workspace = t.workspace and s.id = t.space_id
      where d.workspace = ${workspace} and d.id = ${id}),
    concerned as (select k.member_id, bool_or(k.participates) as participates from (${concerned(workspace)}) k group by k.member_id)
    ${putItems(
      sql`
        select ${workspace}, k.member_id, t.id, 'thread', t.id, t.space_id, 'unread', ${bit} & ~coalesce(hidden.hidden, 0), ${actor.id}::text, 0, ${now}::timestamptz
        from t cross join concerned k
        join meanwhile.members m on m.workspace = ${workspace} and m.id = k.member_id
        join meanwhile.spaces s on s.workspace = ${workspace} and s.id = t.space_id
        ${followed(workspace, sql`t.id`, sql`t.space_id`, sql`k.member_id`, sql`k.participates`, now)}
        left join meanwhile.inbox_preferences hidden on hidden.workspace = ${workspace} and hidden.member_id = k.member_id
        left join meanwhile.inbox_items known on known.workspace = ${workspace} and known.member_id = k.member_id and known.subject_id = t.id
        where k.member_id is distinct from ${actor.id}::text and ${SEES_SPACE}
          and (l.level >= 1 and l.heard and ${bit} & ~coalesce(hidden.hidden, 0) <> 0 or known.snooze = 'decision')
        order by k.member_id`,
      { happening: "decision" },
    )}`;
}

/** Asks those who decided to look at it again, in an item of its own. */
export function deliverReview(workspace: string, id: DecisionId, now: string): Sql {
  return own(
    sql`
      select d.id as subject_id, 'decision' as kind, d.thread_id, who.id as member_id, null::text as by_id
      from meanwhile.decisions d cross join lateral (select unnest(d.decider_ids) as id union select d.author_id) who
      where d.workspace = ${workspace} and d.id = ${id}`,
    workspace,
    "review_due",
    sql`l.level >= 1 and l.heard`,
    now,
  );
}

/** Asks voters for their vote, in an item of its own. */
export function deliverProposal(workspace: string, id: ProposalId, now: string): Sql {
  return own(
    sql`
      select p.id as subject_id, 'proposal' as kind, p.thread_id, v.member_id, p.proposer_id as by_id
      from meanwhile.proposals p join meanwhile.proposal_voters v on v.workspace = p.workspace and v.proposal_id = p.id
      where p.workspace = ${workspace} and p.id = ${id} and not v.gone`,
    workspace,
    "proposal",
    sql`l.level >= 1`,
    now,
  );
}

function own(asked: Sql, workspace: string, reason: "review_due" | "proposal", reaches: Sql, now: string): Sql {
  const bit = literal(bitOf(reason));
  return putItems(
    sql`
      select ${workspace}, a.member_id, a.subject_id, a.kind, a.thread_id, t.space_id, 'unread', ${bit}, a.by_id, 0, ${now}::timestamptz
      from (${asked}) a
      join meanwhile.threads t on t.workspace = ${workspace} and t.id = a.thread_id
      join meanwhile.spaces s on s.workspace = t.workspace and s.id = t.space_id
      join meanwhile.members m on m.workspace = ${workspace} and m.id = a.member_id
      ${followed(workspace, sql`a.thread_id`, sql`t.space_id`, sql`a.member_id`, sql`true`, now)}
      left join meanwhile.inbox_preferences hidden on hidden.workspace = ${workspace} and hidden.member_id = a.member_id
      where ${SEES_SPACE} and ${reaches} and ~coalesce(hidden.hidden, 0) & ${bit} <> 0
      order by a.member_id`,
    { happening: "other" },
  );
}

/** A vote that was given, or that is asked no more, and a decision that was looked at: nobody has to see to it. */
function settle(workspace: string, id: DecisionId | ProposalId, settled: Sql): Sql {
  return sql`
    update meanwhile.inbox_items i set state = 'done', snooze = null, snooze_at = null, snooze_member = null, woken = null, woken_at = null, version = i.version + 1
    from (
      select member_id from meanwhile.inbox_items i
      where i.workspace = ${workspace} and i.thread_id = (
          select d.thread_id from meanwhile.decisions d where d.workspace = ${workspace} and d.id = ${id}
          union all select p.thread_id from meanwhile.proposals p where p.workspace = ${workspace} and p.id = ${id})
        and i.kind <> 'thread' and i.subject_id = ${id} and i.state <> 'done' and ${settled} order by member_id for update) open
    where i.workspace = ${workspace} and i.member_id = open.member_id and i.subject_id = ${id}`;
}

/** After each change of a decision. */
export function settleReview(workspace: string, id: DecisionId): Sql {
  return settle(workspace, id, sql`not exists (
    select 1 from meanwhile.decisions d where d.workspace = ${workspace} and d.id = ${id} and d.state = 'review_due')`);
}

/** After each change of a proposal. */
export function settleProposal(workspace: string, id: ProposalId): Sql {
  return settle(workspace, id, sql`(
    exists (select 1 from meanwhile.proposals p where p.workspace = ${workspace} and p.id = ${id} and p.state <> 'open')
    or exists (select 1 from meanwhile.proposal_voters v
      where v.workspace = ${workspace} and v.proposal_id = ${id} and v.member_id = i.member_id and (v.choice is not null or v.gone)))`);
}
