import { changesBetween, type Contract, type Decision, decisionErrors, type DecisionId, holds, sharedErrors, threadErrors } from "@meanwhile/core";
import type { Context, Handlers } from "../calls/context.ts";
import { readCursor, toPage } from "../calls/cursor.ts";
import { write, type Written } from "../comments/comments.body.ts";
import { addressOf, type Place, placeOf } from "../comments/comments.store.ts";
import { type Sql, sql } from "../db/sql.ts";
import { requireMembers } from "../members/members.store.ts";
import { threadsHandlers } from "../threads/threads.handlers.ts";
import { makeDecision, planReview, readReview } from "./decisions.making.ts";
import { changeDecision, decisionById, findDecision, insertVersion, type KeptWording, listDecisions, listDecisionVersions } from "./decisions.store.ts";

export const decisionsHandlers: Handlers<Contract["decisions"]> = {
  async list(context, { cursor, limit, ...filter }) {
    context.authorize("thread.read");
    const decisions = await listDecisions(context.db, context.actor, filter, readCursor<[string, string]>(cursor, "ts"), limit + 1);
    return toPage(decisions, limit, (decision) => [decision.decidedAt, decision.id]);
  },

  async create(context, { threadId, id = context.newId("dcs"), statement, deciders, alternatives, dissent, review, supersedes, close }) {
    const { db, actor } = context;
    const other = supersedes && (await decisionById(db, actor, supersedes));
    // In one order, so that two who supersede each other's wait instead of failing.
    const places = new Map<string, Place>();
    for (const each of [...new Set([threadId, ...(other ? [other.threadId] : [])])].sort()) places.set(each, await placeOf(db, actor, each, true));
    const place = places.get(threadId)!;
    context.authorize("decision.make", { ownerId: place.authorId, archived: place.archived });
    const known = await findDecision(db, actor.workspace, id);
    if (known) {
      // A retry that outlived its idempotency key: the id says that it is the same decision.
      if (known.threadId === threadId && known.authorId === actor.id && known.statement === statement) return decisionById(db, actor, id);
      throw sharedErrors.conflict("There is a decision with this id already. Make a new id.");
    }
    if (other) {
      const theirs = places.get(other.threadId)!;
      context.authorize("decision.make", { ownerId: theirs.authorId, archived: theirs.archived });
      assertHolds(await decisionById(db, actor, other.id));
    }
    if (close && place.closed) throw threadErrors.closed("This thread is closed already.");
    const written = write(statement);
    const wording = await readWording(context, { statement, deciders: deciders ?? [actor.id], alternatives, dissent, review }, written);
    await makeDecision(context, addressOf(place), { ...wording, id, threadId, excerpt: written.excerpt, proposalId: null, authorId: actor.id }, other?.id);
    if (close) await threadsHandlers.close(context, { threadId, ...close });
    return decisionById(db, actor, id);
  },

  async get(context, { decisionId }) {
    context.authorize("thread.read");
    return decisionById(context.db, context.actor, decisionId);
  },

  async edit(context, { decisionId, baseRevision, ...changes }) {
    const { decision, place } = await forUpdate(context, decisionId);
    if (decision.revision !== baseRevision) {
      throw decisionErrors.revised("Somebody else edited this meanwhile. Read the newest wording and edit that.", { details: { revision: decision.revision } });
    }
    const before = keptOf(decision);
    const written = write(changes.statement ?? decision.statement);
    const wording = await readWording(
      context,
      {
        statement: written.markdown,
        deciders: changes.deciders ?? before.deciderIds,
        alternatives: changes.alternatives ?? before.alternatives,
        dissent: changes.dissent ?? before.dissent,
        review: changes.review === undefined ? before.review : changes.review,
      },
      written,
      before,
    );
    const changed = changesBetween(decision, { ...decision, ...wording, deciders: wording.deciderIds.map(ref), dissent: wording.dissent.map(({ memberId, text }) => ({ member: ref(memberId), text })) });
    if (changed.length === 0) return decision;
    const { db, actor, now } = context;
    await insertVersion(db, actor.workspace, decisionId, decision.revision + 1, wording, changed, now, actor.id);
    // Another day to look again is one that has not come.
    const state = changed.includes("review") && decision.state === "review_due" ? (decision.confirmed ? "confirmed" : "current") : decision.state;
    await change(context, place, decision, sql`
      statement = ${wording.statement}, body = ${JSON.stringify(wording.body)}::text::jsonb, excerpt = ${written.excerpt}, decider_ids = ${wording.deciderIds}::text[],
      alternatives = ${JSON.stringify(wording.alternatives)}::text::jsonb, dissent = ${JSON.stringify(wording.dissent)}::text::jsonb,
      review_on = ${wording.review?.on ?? null}, review_zone = ${wording.review?.timeZone ?? null}, state = ${state},
      edited_at = ${now}, edited_by = ${actor.id}, revision = revision + 1`);
    if (changed.includes("review")) await planReview(context, decisionId, wording.review);
    return decisionById(db, actor, decisionId);
  },

  async listVersions(context, { decisionId, cursor, limit }) {
    await decisionById(context.db, context.actor, decisionId);
    context.authorize("thread.read");
    const versions = await listDecisionVersions(context.db, context.actor.workspace, decisionId, readCursor<[number]>(cursor, "n")?.[0], limit + 1);
    return toPage(versions, limit, (version) => [version.revision]);
  },

  async confirm(context, { decisionId, review }) {
    const { decision, place } = await forUpdate(context, decisionId);
    const next = await readReview(context, review, decision.deciders);
    await change(context, place, decision, sql`
      state = 'confirmed', confirmed_at = ${context.now}, confirmed_by = ${context.actor.id}, review_on = ${next?.on ?? null}, review_zone = ${next?.timeZone ?? null}`);
    await planReview(context, decisionId, next);
    return decisionById(context.db, context.actor, decisionId);
  },

  async withdraw(context, { decisionId, reason }) {
    const { decision, place } = await forUpdate(context, decisionId);
    await change(context, place, decision, sql`state = 'withdrawn', withdrawn_at = ${context.now}, withdrawn_by = ${context.actor.id}, reason = ${reason}`);
    return decisionById(context.db, context.actor, decisionId);
  },
};

/** What somebody gave, as it is kept. Members who were named before may have left since. */
async function readWording(
  context: Context,
  given: { statement: string; deciders: string[]; alternatives: KeptWording["alternatives"]; dissent: KeptWording["dissent"]; review: { on: string; timeZone?: string | undefined } | null },
  written: Written,
  before?: KeptWording,
): Promise<KeptWording> {
  const deciderIds = [...new Set(given.deciders)];
  const known = new Set([...(before?.deciderIds ?? []), ...(before?.dissent.map((one) => one.memberId) ?? [])]);
  await requireMembers(context.db, context.actor, [...deciderIds, ...given.dissent.map((one) => one.memberId)].filter((id) => !known.has(id)));
  const review = await readReview(context, given.review, [{ id: deciderIds[0]! }]);
  return { statement: given.statement, body: written.body, deciderIds, alternatives: given.alternatives, dissent: given.dissent, review };
}

function keptOf(decision: Decision): KeptWording {
  const { statement, body, deciders, alternatives, dissent, review } = decision;
  return { statement, body, deciderIds: deciders.map(({ id }) => id), alternatives, dissent: dissent.map(({ member, text }) => ({ memberId: member.id, text })), review };
}

const ref = (id: string) => ({ id, name: id, avatarUrl: null });

/** Locks the thread, as everything does that writes in it, and asks whether the actor may change the decision. */
async function forUpdate(context: Context, id: DecisionId): Promise<{ decision: Decision; place: Place }> {
  const { threadId } = await decisionById(context.db, context.actor, id);
  const place = await placeOf(context.db, context.actor, threadId, true);
  const decision = await decisionById(context.db, context.actor, id);
  const isMine = [decision.author, ...decision.deciders].some((member) => member.id === context.actor.id);
  context.authorize("decision.change", { archived: place.archived, ...(isMine && { ownerId: context.actor.id }) });
  assertHolds(decision);
  return { decision, place };
}

function assertHolds(decision: Decision): void {
  if (!holds(decision.state)) {
    throw decisionErrors.notHolding(decision.state === "withdrawn" ? "This decision was withdrawn. Make a new one." : "Another decision took the place of this one. Change that one.", { details: { state: decision.state } });
  }
}

async function change(context: Context, place: Place, decision: Decision, changes: Sql): Promise<void> {
  await changeDecision(context.db, context.actor.workspace, decision.id, changes);
  context.emit({ type: "decision.changed", ...addressOf(place), decisionId: decision.id, version: decision.version + 1 });
}
