import type { Effects, Projection } from "../calls/context.ts";
import { type Sql, sql } from "../db/sql.ts";
import { deliverDecision, deliverProposal, deliverReview, settleProposal, settleReview } from "./inbox.decisions.ts";
import { deliverAcknowledgement, deliverAssignment, deliverComment, followMove, followPosition } from "./inbox.deliver.ts";
import { BACK } from "./inbox.waking.ts";

/** What inboxes take from what was done. */
export const inboxProjection: Projection = (effects) => [
  ...effects.deliveries.map((delivery) => deliverComment(effects.actor.workspace, delivery, effects.now)),
  ...effects.moved.map((threadId) => followMove(effects.actor.workspace, threadId)),
  ...effects.events.flatMap((event) => statementsFor(event, effects)),
];

function statementsFor({ type, commentId, threadId, memberId, recipientId, decisionId, proposalId }: Effects["events"][number], { actor, now }: Effects): Sql[] {
  const { workspace } = actor;
  switch (type) {
    case "comment.changed":
      return commentId && actor.id !== null ? [deliverAcknowledgement(workspace, commentId, actor.id, now)] : [];
    case "thread.changed":
      return threadId ? [deliverAssignment(workspace, threadId, now)] : [];
    case "thread.position":
      return threadId && actor.id !== null && recipientId === actor.id ? [followPosition(workspace, actor.id, threadId)] : [];
    case "member.changed":
      return memberId ? [replan(workspace, memberId, now)] : [];
    case "decision.made":
      return decisionId ? [deliverDecision(actor, decisionId, now)] : [];
    case "decision.changed":
      return decisionId ? [settleReview(workspace, decisionId)] : [];
    case "decision.review_due":
      return decisionId ? [deliverReview(workspace, decisionId, now)] : [];
    case "proposal.opened":
      return proposalId ? [deliverProposal(workspace, proposalId, now)] : [];
    case "proposal.changed":
    case "proposal.closed":
      return proposalId ? [settleProposal(workspace, proposalId)] : [];
    default:
      return [];
  }
}

/** Somebody whom others wait for may be back earlier or later than was planned. */
function replan(workspace: string, memberId: string, now: string): Sql {
  return sql`
    insert into meanwhile.due (kind, workspace, key, next_due_at)
    select ${BACK}, ${workspace}, ${memberId}, ${now}::timestamptz
    where exists (select 1 from meanwhile.inbox_items i where i.workspace = ${workspace} and i.snooze = 'member' and i.snooze_member = ${memberId})
    on conflict (kind, workspace, key) do update set next_due_at = excluded.next_due_at, attempts = 0, failure = null, lease = null`;
}
