import type { CommentId, MemberRef, PairingId, PairingTime, ProgramId, ThreadId } from "@meanwhile/core";
import type { DueTask, Writing } from "../calls/context.ts";
import { sql } from "../db/sql.ts";
import { CALENDAR, type CalendarRow, memberZone, toCalendar } from "../members/members.calendar.ts";
import { spaceAmong, writeAmong } from "../threads/threads.among.ts";
import { deliverPairings } from "./pairing.inbox.ts";
import { reminder } from "./pairing.words.ts";
import { changePairing } from "./pairings.store.ts";

/** The kinds of due rows by which those who meet are reminded, and asked. Their key is the pairing's id. */
export const REMINDING = "pairing.remind";
export const ASKING = "pairing.ask";

const MINUTE = 60_000;

interface DuePairing {
  id: PairingId;
  program_id: ProgramId;
  thread_id: ThreadId;
  member_ids: string[];
  times: PairingTime[];
  meeting_to: string | null;
  ends_at: string;
  reminded_at: string | null;
  asked_at: string | null;
  replaced: boolean;
  /** Somebody said whether they met, or wrote in the thread. */
  answered: boolean;
  spoken: boolean;
}

/** The pairing, held; its thread too, or nothing where either is held by somebody else. */
async function hold({ db, actor: { workspace } }: Writing, id: PairingId): Promise<DuePairing | "held"> {
  const [free] = await db.query<{ id: string }>(sql`select g.id from meanwhile.pairings g where g.workspace = ${workspace} and g.id = ${id} for update skip locked`);
  if (!free) return "held";
  const [pairing] = await db.query<DuePairing>(sql`
    select g.*,
      exists (select 1 from meanwhile.pairing_people pp where pp.workspace = g.workspace and pp.pairing_id = g.id and pp.met is not null) as answered,
      exists (select 1 from meanwhile.comments c where c.workspace = g.workspace and c.thread_id = g.thread_id and c.number > 1) as spoken
    from meanwhile.pairings g where g.workspace = ${workspace} and g.id = ${id}`);
  const [thread] = await db.query(sql`select 1 from meanwhile.threads t where t.workspace = ${workspace} and t.id = ${pairing!.thread_id} for update skip locked`);
  return thread ? pairing! : "held";
}

/** Half of the round is over. Whoever has a time, or talks, needs no reminder. */
export const remindPairings: DueTask = {
  kind: REMINDING,
  async run(writing, { workspace, key }, now) {
    const pairing = await hold(writing, key as PairingId);
    if (pairing === "held") return now + MINUTE;
    if (pairing.replaced || pairing.reminded_at !== null || pairing.meeting_to !== null || pairing.answered || pairing.spoken || Date.parse(pairing.ends_at) <= now) return null;
    const people = await writing.db.query<CalendarRow & MemberRef>(sql`
      select m.id, m.name, ${CALENDAR} from meanwhile.members m
      where m.workspace = ${workspace} and m.id = any(${pairing.member_ids}::text[]) order by array_position(${pairing.member_ids}::text[], m.id)`);
    const known = people.map((row) => ({ id: row.id, name: row.name, calendar: toCalendar(row) }));
    const ahead = pairing.times.filter((time) => Date.parse(time.from) > now);
    const written = reminder(known, ahead, { zone: (name) => memberZone(writing.zones, name) });
    const commentId: CommentId = writing.newId("cmt");
    await changePairing(writing.db, workspace, pairing.id, sql`reminded_at = ${writing.now}`);
    await writeAmong(writing, [{ id: commentId, threadId: pairing.thread_id, written }]);
    await tell(writing, pairing, "paired");
    return null;
  },
};

/** Their meeting is over, or most of the round is: did they meet? */
export const askPairings: DueTask = {
  kind: ASKING,
  async run(writing, { workspace, key }, now) {
    const pairing = await hold(writing, key as PairingId);
    if (pairing === "held") return now + MINUTE;
    if (pairing.replaced || pairing.asked_at !== null) return null;
    if (pairing.meeting_to !== null && Date.parse(pairing.meeting_to) > now) return Date.parse(pairing.meeting_to);
    await changePairing(writing.db, workspace, pairing.id, sql`asked_at = ${writing.now}`);
    await tell(writing, pairing, "met_asked");
    return null;
  },
};

async function tell(writing: Writing, { id, thread_id: threadId }: DuePairing, reason: "paired" | "met_asked"): Promise<void> {
  const { db, actor: { workspace }, now } = writing;
  await db.query(deliverPairings(workspace, [id], reason, now, sql`pp.met is null`));
  writing.emit({ type: "pairing.changed", pairingId: id, threadId, spaceId: spaceAmong(threadId) });
}
