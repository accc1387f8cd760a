/** Who meets whom: pure, synchronous, in whole numbers; no clock, no locale, no chance of its own. */
export { groupSizes, type GroupSize } from "./sizes.ts";
export { type HistoryColumns, HistoryIndex, type HistoryJson, type HistoryRound } from "./history.ts";
export { type Busy, overlapMinutes, type WeekMask, weekMasks } from "./overlap.ts";
export {
  type ColumnarRoundInput, defaultGoals, type Effort, type Goal, type GoalKind, type PeopleColumns, type Person, type RoundInput, type Rule, type RuleId,
} from "./plan.input.ts";
export { planErrors } from "./plan.errors.ts";
export { type Matching, maxWeightPerfectMatching, type Weight } from "./matching.ts";
export { matchingErrors } from "./matching.errors.ts";
export { type Attendee, type ProposedTime, proposeTimes, type TimesWanted } from "./times.ts";
export { type CalendarAddress, cancelMeeting, type Invite, inviteToMeeting, type Meeting, meetingFile } from "./icalendar.ts";
export { planRound } from "./plan.ts";
export { explain, type Explanation } from "./explain.ts";
export type { ColumnarPlannedRound, PlannedGroup, PlannedRound, Proof, Reason, RoundMetrics, Spread, Unplaced, UnplacedReason } from "./plan.result.ts";
export type { GoalOrder } from "./goals.ts";
