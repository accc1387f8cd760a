import { type Contract, type Member, memberErrors, sharedErrors } from "@meanwhile/core";
import type { Context, Handlers } from "../calls/context.ts";
import { readCursor, toPage } from "../calls/cursor.ts";
import { sql } from "../db/sql.ts";
import { SEES_SPACE, visibleSpace } from "../permissions/spaces.ts";
import { findVisibleMember, listGroups, listMembers, putGroup, removeGroup, requireMembers, updateMember, upsertMember } from "./members.store.ts";

export const membersHandlers: Handlers<Contract["members"]> = {
  async me(context) {
    context.authorize("workspace.read");
    return memberById(context, context.actor.id);
  },

  async list(context, { query, ids, threadId, cursor, limit }) {
    context.authorize("member.read");
    const { actor, db } = context;
    const within = threadId && sql`exists (
      select 1 from meanwhile.threads t join meanwhile.spaces s on s.workspace = t.workspace and s.id = t.space_id
      where t.workspace = m.workspace and t.id = ${threadId} and ${visibleSpace(actor)}
        and ${SEES_SPACE})`;
    const members = await listMembers(db, actor, { query, ids, ...(within && { within }), after: readCursor<[string, string]>(cursor, "ss"), limit: limit + 1 });
    return toPage(members, limit, (member) => [member.name.toLowerCase(), member.id]);
  },

  async get(context, { memberId }) {
    context.authorize("member.read");
    return memberById(context, memberId);
  },

  async upsert(context, { memberId, ...profile }) {
    context.authorize("member.manage");
    const member = await upsertMember(context.db, context.actor.workspace, memberId, profile, context.now);
    return changed(context, member);
  },

  async update(context, { memberId, ...settings }) {
    const member = await memberById(context, memberId, true);
    context.authorize("member.update", { ownerId: memberId });
    const { timeZone = member.timeZone, workingHours = member.workingHours, offDays = member.offDays, away = member.away } = settings;
    if (!context.isTimeZone(timeZone)) throw memberErrors.unknownTimeZone(`“${timeZone}” is not a zone of the IANA database. Use a name such as Europe/Lisbon.`);
    if (away?.handOffTo) await requireMembers(context.db, context.actor, [away.handOffTo]);
    return changed(context, await updateMember(context.db, context.actor.workspace, { ...member, timeZone, workingHours, offDays, away }));
  },

  async deactivate(context, { memberId }) {
    context.authorize("member.manage");
    const member = await memberById(context, memberId, true);
    const deactivated = member.deactivated ?? { at: context.now, by: context.actor.id };
    return changed(context, await updateMember(context.db, context.actor.workspace, { ...member, deactivated }));
  },

  async reactivate(context, { memberId }) {
    context.authorize("member.manage");
    const member = await memberById(context, memberId, true);
    return changed(context, await updateMember(context.db, context.actor.workspace, { ...member, deactivated: null }));
  },
};

export const groupsHandlers: Handlers<Contract["groups"]> = {
  async list(context, { cursor, limit }) {
    context.authorize("group.read");
    const groups = await listGroups(context.db, context.actor.workspace, readCursor<[string]>(cursor, "s")?.[0], limit + 1);
    return toPage(groups, limit, (group) => [group.id]);
  },

  async put(context, { groupId, name, memberIds }) {
    context.authorize("group.manage");
    await requireMembers(context.db, context.actor, memberIds);
    const group = await putGroup(context.db, context.actor.workspace, { id: groupId, name, memberIds: [...new Set(memberIds)].sort() });
    context.emit({ type: "group.changed", version: group.version });
    return group;
  },

  async remove(context, { groupId }) {
    context.authorize("group.manage");
    if (!(await removeGroup(context.db, context.actor.workspace, groupId))) throw sharedErrors.notFound("No such group.");
    context.emit({ type: "group.changed" });
  },
};

async function memberById(context: Context, id: string, lock = false): Promise<Member> {
  const member = await findVisibleMember(context.db, context.actor, id, lock);
  if (!member) throw sharedErrors.notFound("No such member, or not one you may see.");
  return member;
}

function changed(context: Context, member: Member): Member {
  context.emit({ type: "member.changed", memberId: member.id, version: member.version });
  return member;
}
