export type { Away, Group, Member, MemberId, MemberRef, Role, WorkingHours } from "./members.schema.ts";
export { memberErrors } from "./members.errors.ts";
export { groupsRoutes, membersRoutes } from "./members.routes.ts";
export { type MembersFilter, groupsQueries, membersKeys, membersQueries } from "./members.queries.ts";
