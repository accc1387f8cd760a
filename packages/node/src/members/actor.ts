import { type Actor, memberErrors, type Role, sharedErrors } from "@meanwhile/core";
import { hostIdSchema } from "@meanwhile/core/contract";
import type { Db, Queryable, Tx } from "../db/port.ts";
import { appendEvents } from "../events/events.store.ts";
import { findMember, type KnownMember, type Profile, upsertMember } from "./members.store.ts";

/** Who the host says is asking. What it leaves out is kept as we have it; the role of somebody new is `member`. */
export interface User {
  /** The host's own id of the user, 1 to 128 visible characters. It is the member's id here too. */
  id: string;
  /** The host's own id of their workspace (account, tenant, organisation). Nothing crosses from one to another. */
  workspace: string;
  name?: string;
  avatarUrl?: string | null;
  role?: Role;
  /** An IANA zone, used for a new member; later the member's own choice counts. */
  timeZone?: string;
}

/**
 * The member behind a host's user: added on first sight, brought up to date when the host says something new.
 *
 * @throws MeanwhileError `members/deactivated`
 */
export async function actorOf(db: Db | Tx, user: User, now: string): Promise<Actor> {
  return (await findOrAdd(db, user, now)).actor;
}

/** Who is asking, and a look at whether that still holds. */
export interface Identity {
  actor: Actor;
  /** Nothing where it was just read. Throws what {@link isOutdated} knows where the member has changed since; nothing of the call may stay then. */
  confirm?: (db: Queryable) => Promise<void>;
}

export interface Identities {
  /** @throws MeanwhileError `members/deactivated` */
  of(db: Db, user: User, now: string): Promise<Identity>;
}

const MOST_REMEMBERED = 10_000;

/**
 * Remembers members as they were when last read, so that a call can begin with its own statements and send the look at its member along
 * with them, instead of waiting for that look first. Nothing that is remembered is believed: a call whose look finds something else is
 * undone and made again.
 */
export function rememberIdentities(): Identities {
  const remembered = new Map<string, KnownMember>();
  return {
    async of(db, user, now) {
      const key = `${user.workspace}\n${user.id}`;
      const known = remembered.get(key);
      if (known && saysNothingNew(user, known)) {
        const confirm = async (on: Queryable) => {
          const member = await findMember(on, user.workspace, user.id);
          if (member && member.role === known.role && !member.deactivated && saysNothingNew(user, member)) return;
          remembered.delete(key);
          throw new Outdated();
        };
        return { actor: { workspace: user.workspace, id: user.id, role: known.role }, confirm };
      }
      const { actor, member } = await findOrAdd(db, user, now);
      if (remembered.size >= MOST_REMEMBERED) remembered.clear();
      remembered.set(key, member);
      return { actor };
    },
  };
}

class Outdated extends Error {
  override readonly name = "Outdated";
}

/** Is it that somebody's role or access was changed since it was remembered? */
export function isOutdated(error: unknown): boolean {
  return error instanceof Outdated;
}

function saysNothingNew(user: User, known: KnownMember): boolean {
  return (
    (user.name ?? known.name) === known.name && (user.avatarUrl === undefined || user.avatarUrl === known.avatarUrl) && (user.role ?? known.role) === known.role
  );
}

async function findOrAdd(db: Db | Tx, user: User, now: string): Promise<{ actor: Actor; member: KnownMember }> {
  if (!hostIdSchema.safeParse(user.id).success || !hostIdSchema.safeParse(user.workspace).success) {
    throw sharedErrors.internal("resolveUser gave a user whose id or workspace is not 1 to 128 visible characters.");
  }
  const known = await findMember(db, user.workspace, user.id);
  if (known?.deactivated) throw memberErrors.deactivated("This member was deactivated. An owner of the workspace can give access again.");
  if (known && saysNothingNew(user, known)) return { actor: { workspace: user.workspace, id: user.id, role: known.role }, member: known };
  const profile: Profile = { name: user.name, avatarUrl: user.avatarUrl, role: user.role, timeZone: user.timeZone };
  const write = async (tx: Tx) => {
    const written = await upsertMember(tx, user.workspace, user.id, profile, now);
    await appendEvents(tx, { workspace: user.workspace, id: user.id }, now, [{ type: "member.changed", memberId: user.id, version: written.version }]);
    return written;
  };
  const { name, avatarUrl, role, deactivated } = "tx" in db ? await db.tx(write) : await write(db);
  return { actor: { workspace: user.workspace, id: user.id, role }, member: { name, avatarUrl, role, deactivated: deactivated !== null } };
}
