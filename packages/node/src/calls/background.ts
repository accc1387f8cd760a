import type { newId } from "@meanwhile/core";
import type { ZoneSource } from "@meanwhile/core/time";
import type { Clock } from "../db/clock.ts";
import type { Db } from "../db/port.ts";
import type { Logger } from "../http/logger.ts";
import type { DueDefinition, JobDefinition } from "../jobs/index.ts";

/** What a slice may need for what it does by itself. */
export interface Means {
  db: Db;
  clock: Clock;
  logger: Logger;
  newId: typeof newId;
  zones: ZoneSource;
}

/** What happens at its time, and what is done when it is sent. */
export interface Background {
  due: readonly DueDefinition[];
  work: readonly JobDefinition[];
}

/** Where the slices meet in the background: each adds a function of its own that makes its definitions. */
const slices: readonly ((means: Means) => Partial<Background>)[] = [];

export function background(means: Means): Background {
  const parts = slices.map((slice) => slice(means));
  return { due: parts.flatMap((part) => part.due ?? []), work: parts.flatMap((part) => part.work ?? []) };
}
