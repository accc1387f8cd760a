import type { Busy } from "@meanwhile/core/pairing";

/** Whose calendar is asked. */
export interface CalendarOwner {
  id: string;
  /** IANA name. Times that name no zone are in this one. */
  timeZone: string;
}

/** What members' calendars elsewhere say, so that people are put together who have time, and times are proposed at which they have it. */
export interface FreeBusy {
  /**
   * @param request `from` and `to` are instants; `signal` is aborted when nobody waits any more
   * @returns what is taken, member by member. Whoever is missing has no calendar here, or it cannot be read now: their working hours alone count
   * @throws where nothing could be learnt of anybody; working hours alone count then too
   */
  busy(request: { workspace: string; members: readonly CalendarOwner[]; from: string; to: string; signal: AbortSignal }): Promise<ReadonlyMap<string, readonly Busy[]>>;
}
