import { backAt, type Contract, type Id, inboxErrors, type InboxItem, type InboxItemId, sharedErrors, type ThreadId } from "@meanwhile/core";
import type { Context, Handlers } from "../calls/context.ts";
import { readCursor, toPage } from "../calls/cursor.ts";
import { type Sql, sql } from "../db/sql.ts";
import { planDue } from "../jobs/due.ts";
import { memberZone } from "../members/members.calendar.ts";
import { findVisibleMember } from "../members/members.store.ts";
import { catchUp } from "./catchup.handler.ts";
import { type ItemChange, changeItems, undoChange } from "./inbox.changes.ts";
import { markUnreadFor } from "./inbox.mark.ts";
import { getPreferences, setPreferences } from "./inbox.preferences.ts";
import { bitOf } from "./inbox.reasons.ts";
import { countItems, findItems, itemOf, type ItemFilter, listItems } from "./inbox.store.ts";
import { BACK, WAKE, wakeAt } from "./inbox.waking.ts";

const UNDO_MS = 10 * 60_000;
const MOST = 5000;

export const inboxHandlers: Handlers<Contract["inbox"]> = {
  async list(context, { cursor, limit, ...filter }) {
    context.authorize("inbox.use");
    const items = await listItems(context.db, context.actor, filter, readCursor<[string, string]>(cursor, "ts"), limit + 1);
    return toPage(items, limit, (item) => [item.changedAt, item.subjectId]);
  },

  async counts(context) {
    context.authorize("inbox.use");
    return countItems(context.db, context.actor);
  },

  async get(context, { itemId }) {
    context.authorize("inbox.use");
    return itemOf(context.db, context.actor, await subjectOf(context, itemId));
  },

  async setState(context, { itemId, state, from }) {
    const { item, made } = await forChange(context, itemId);
    const last = item.lastComment?.number ?? 0;
    const first = Math.min(from ?? item.unreadFrom ?? last, last);
    if (state === "unread") {
      // Nothing to read is unread all the same, because its member says so.
      return change(context, item, { set: sql`state = 'unread', reached = greatest(i.reached, ${first}), changed_at = ${context.now}`, position: Math.max(0, first - 1) }, made);
    }
    return change(context, item, { set: seenAs(state), position: "end" }, made);
  },

  async setSaved(context, { itemId, saved }) {
    const { item, made } = await forChange(context, itemId);
    return change(context, item, { set: sql`saved_at = ${saved ? (item.savedAt ?? context.now) : null}` }, made);
  },

  async snooze(context, { itemId, until }) {
    context.authorize("inbox.use");
    let at: string | null = null;
    // What wakes it is planned before its row is touched: whoever runs what is due holds that first, too.
    if (until.kind === "time") {
      if (Date.parse(until.at) <= Date.parse(context.now)) throw inboxErrors.past("That time is over. Snooze until a later one.");
      at = until.at;
      await planDue(context.db, WAKE, [{ workspace: context.actor.workspace, key: wakeAt(at), at: Date.parse(wakeAt(at)) }]);
    }
    if (until.kind === "member") {
      at = await returnOf(context, until.memberId);
      if (at !== null) await planDue(context.db, BACK, [{ workspace: context.actor.workspace, key: until.memberId, at: Date.parse(at) }]);
    }
    const { item, made } = await forChange(context, itemId);
    const memberId = until.kind === "member" ? until.memberId : null;
    const state = sql`state = case when i.state = 'done' then 'read' else i.state end`;
    return change(context, item, { set: sql`snooze = ${until.kind}, snooze_at = ${at}, snooze_member = ${memberId}, woken = null, woken_at = null, ${state}` }, made);
  },

  async unsnooze(context, { itemId }) {
    const { item, made } = await forChange(context, itemId);
    return change(context, item, { set: sql`snooze = null, snooze_at = null, snooze_member = null` }, made);
  },

  archiveAll: (context, filter) => changeMany(context, filter, { set: seenAs("done"), position: "end" }),

  readAll: (context, filter) => changeMany(context, { ...filter, state: "unread" }, { set: seenAs("read"), position: "end" }),

  async undo(context, { undoId }) {
    context.authorize("inbox.use");
    const undone = await undoChange(context.db, context.actor, undoId, context.now);
    if (!undone) throw inboxErrors.undoExpired("This cannot be taken back any more: ten minutes are over, or it was taken back already.");
    announce(context, null, undone.moved);
    return { restored: undone.restored };
  },

  markUnreadFor,
  catchUp,
  getPreferences,
  setPreferences,
};

/** Read to the end, and maybe done; unless words came in between, that nobody has read. What is done is not snoozed any more. */
function seenAs(state: "read" | "done"): Sql {
  const done = state === "done" ? sql`, snooze = null, snooze_at = null, snooze_member = null` : sql``;
  return sql`woken = null, woken_at = null, state = case when i.reached > coalesce((
      select p.position from meanwhile.thread_positions p
      where p.workspace = i.workspace and p.member_id = i.member_id and p.thread_id = i.subject_id), i.reached)
    then 'unread' else ${state} end ${done}`;
}

/** The subject behind an item's id: of an item that is there, else of the thread that it would be about. */
async function subjectOf(context: Context, itemId: InboxItemId): Promise<Id> {
  const part = itemId.slice("inb_".length);
  const [row] = await context.db.query<{ subject_id: Id }>(sql`
    select subject_id from meanwhile.inbox_items
    where workspace = ${context.actor.workspace} and member_id = ${context.actor.id} and subject_id = any(${["thr", "dcs", "prp", "pair", "prg"].map((prefix) => `${prefix}_${part}`)}::text[])`);
  return row?.subject_id ?? (`thr_${part}` as Id);
}

/** The item to be changed, put into the inbox where it is not there yet; `made` says so. */
async function forChange(context: Context, itemId: InboxItemId): Promise<{ item: InboxItem; made: string[] }> {
  context.authorize("inbox.use");
  const subjectId = await subjectOf(context, itemId);
  const made = subjectId.startsWith("thr_") ? await keepThread(context, subjectId as ThreadId) : [];
  return { item: await itemOf(context.db, context.actor, subjectId), made };
}

/** Puts a thread into the inbox, read, where it is not there yet. Whether its member may see it, whoever reads it next finds out. */
async function keepThread({ db, actor, now }: Context, threadId: ThreadId): Promise<string[]> {
  const rows = await db.query(sql`
    insert into meanwhile.inbox_items (workspace, member_id, subject_id, kind, thread_id, space_id, state, reasons, reached, changed_at)
    select t.workspace, ${actor.id}, t.id, 'thread', t.id, t.space_id, 'read', ${bitOf("kept")}::int, 0, ${now}::timestamptz
    from meanwhile.threads t where t.workspace = ${actor.workspace} and t.id = ${threadId}
    on conflict do nothing returning 1`);
  return rows.map(() => threadId);
}

async function change(context: Context, item: InboxItem, what: ItemChange, made: string[]): Promise<{ item: InboxItem; undo: { id: Id<"und">; expiresAt: string } | null }> {
  const undo = newUndo(context);
  await changeItems(context.db, context.actor, [item.subjectId], what, undo, made);
  announce(context, item.threadId, what.position !== undefined);
  return { item: await itemOf(context.db, context.actor, item.subjectId), undo };
}

async function changeMany(context: Context, filter: ItemFilter, what: ItemChange) {
  context.authorize("inbox.use");
  const found = await findItems(context.db, context.actor, filter, MOST + 1);
  const subjects = found.slice(0, MOST);
  if (subjects.length === 0) return { changed: 0, more: false, undo: null };
  const undo = newUndo(context);
  const changed = await changeItems(context.db, context.actor, subjects, what, undo);
  announce(context, null, true);
  return { changed, more: found.length > MOST, undo };
}

function newUndo(context: Context) {
  return { id: context.newId("und"), expiresAt: new Date(Date.parse(context.now) + UNDO_MS).toISOString() };
}

/** The member's other windows hear of it. */
function announce(context: Context, threadId: ThreadId | null, moved: boolean): void {
  const thread = threadId === null ? {} : { threadId };
  context.emit({ type: "inbox.changed", ...thread, recipientId: context.actor.id });
  if (moved) context.emit({ type: "thread.position", ...thread, recipientId: context.actor.id });
}

/** When somebody is back, `null` where nobody knows yet. */
async function returnOf(context: Context, memberId: string): Promise<string | null> {
  const member = await findVisibleMember(context.db, context.actor, memberId);
  if (!member || member.deactivated) throw sharedErrors.notFound("No such member, or not one you may see.");
  const back = backAt(member, context.now, memberZone(context.zones, member.timeZone));
  if (back === "here") throw inboxErrors.notAway("They are at work today. Snooze until a reply, or until a time.");
  return back;
}
