import { type Actor, memberErrors, type Role, sharedErrors } from "@meanwhile/core";
import { hostIdSchema } from "@meanwhile/core/contract";
import type { Db, Tx } from "../db/port.ts";
import { appendEvents } from "../events/events.store.ts";
import { findMember, type Profile, upsertMember } from "./members.store.ts";

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
  if (!hostIdSchema.safeParse(user.id).success || !hostIdSchema.safeParse(user.workspace).success) {
    throw sharedErrors.internal("resolveUser gave a user whose id or workspace is not 1 to 128 visible characters.");
  }
  const known = await findMember(db, user.workspace, user.id);
  if (known?.deactivated) throw memberErrors.deactivated("This member was deactivated. An owner of the workspace can give access again.");
  const profile: Profile = { name: user.name, avatarUrl: user.avatarUrl, role: user.role, timeZone: user.timeZone };
  const isCurrent =
    known &&
    (user.name ?? known.name) === known.name &&
    (user.avatarUrl === undefined || user.avatarUrl === known.avatarUrl) &&
    (user.role ?? known.role) === known.role;
  if (isCurrent) return { workspace: user.workspace, id: user.id, role: known.role };
  const write = async (tx: Tx) => {
    const written = await upsertMember(tx, user.workspace, user.id, profile, now);
    await appendEvents(tx, { workspace: user.workspace, id: user.id }, now, [{ type: "member.changed", memberId: user.id, version: written.version }]);
    return written;
  };
  const member = "tx" in db ? await db.tx(write) : await write(db);
  return { workspace: user.workspace, id: user.id, role: member.role };
}
