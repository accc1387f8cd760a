import type { ChannelId, DecisionId, ThreadId } from "@meanwhile/core";
import { reviewInstant } from "@meanwhile/core";
import type { DueTask } from "../calls/context.ts";
import { sql } from "../db/sql.ts";
import { memberZone } from "../members/members.calendar.ts";
import { changeDecision } from "./decisions.store.ts";

/** The kind of due row by which a decision's review comes. Its key is the decision's id. */
export const REVIEW = "decisions.review";

const MINUTE = 60_000;

interface DueDecision {
  thread_id: ThreadId;
  space_id: string;
  kind: string;
  state: string;
  review_on: string | null;
  review_zone: string | null;
  version: number;
}

/** The day has come to look at a decision again. One that was superseded, withdrawn or given another day meanwhile is left alone. */
export const reviewDecisions: DueTask = {
  kind: REVIEW,
  async run({ db, zones, emit }, { workspace, key }, now) {
    const id = key as DecisionId;
    // Whoever writes in the thread holds its row, and may want ours next.
    const [free] = await db.query(sql`
      select 1 from meanwhile.threads t where t.workspace = ${workspace} and t.id = (
        select d.thread_id from meanwhile.decisions d where d.workspace = ${workspace} and d.id = ${id})
      for update of t skip locked`);
    const [decision] = await db.query<DueDecision>(sql`
      select d.thread_id, t.space_id, s.kind, d.state, d.review_on, d.review_zone, d.version
      from meanwhile.decisions d
      join meanwhile.threads t on t.workspace = d.workspace and t.id = d.thread_id
      join meanwhile.spaces s on s.workspace = t.workspace and s.id = t.space_id
      where d.workspace = ${workspace} and d.id = ${id}`);
    if (!decision) return null;
    if (!free) return now + MINUTE;
    if ((decision.state !== "current" && decision.state !== "confirmed") || decision.review_on === null) return null;
    const at = Date.parse(reviewInstant({ on: decision.review_on }, memberZone(zones, decision.review_zone!)));
    if (at > now) return at;
    await changeDecision(db, workspace, id, sql`state = 'review_due'`);
    const channel = decision.kind === "channel" ? { channelId: decision.space_id as ChannelId } : {};
    emit({ type: "decision.review_due", threadId: decision.thread_id, spaceId: decision.space_id, ...channel, decisionId: id, version: decision.version + 1 });
    return null;
  },
};
