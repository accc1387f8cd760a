import { errorKind } from "@meanwhile/core";

/** What can be wrong with jobs. */
export const jobsErrors = {
  /** A due row's `run` answered with an instant that is not after now, and would run for ever. */
  notLater: errorKind("jobs/not_later", 500),
  /** Two definitions have the same kind. */
  kindTaken: errorKind("jobs/kind_taken", 500),
  /** A job was sent that nothing in this server does. */
  unknownKind: errorKind("jobs/unknown_kind", 500),
  /** The engine does not run. */
  notStarted: errorKind("jobs/not_started", 500),
  /** A handler ran longer than the server waited for it while stopping. */
  stopping: errorKind("jobs/stopping", 503, true),
};
