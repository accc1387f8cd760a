export type { Away, Group, Member, MemberId, MemberRef, ReachSummary, Role, WorkingHours } from "./members.schema.ts";
export { memberErrors } from "./members.errors.ts";
export { groupsRoutes, membersRoutes } from "./members.routes.ts";
export { type MembersFilter, groupsQueries, membersKeys, membersQueries } from "./members.queries.ts";
export { type Calendar, type WorkingWindow, DEFAULT_WORKING_HOURS, backAt, isAwayOn, windowOn, workingTime, worksOn } from "./members.calendar.rules.ts";
export { type OffNow, type Reach, reachOf } from "./members.reach.rules.ts";
