import { isSqlState } from "./errors.ts";

/** Names under which PostgreSQL keeps statements parsed and planned, so that it need not do it again: a third to two thirds of what a small statement costs. */
export interface PreparedStatements {
  /** A name for a text that comes again and again; nothing for a rare one. */
  nameOf(text: string): string | undefined;
  /** Stops naming. True when that was what went wrong. */
  failed(error: unknown): boolean;
  stop(): void;
}

/** From this use on a text has a name: what is asked once or twice is not worth keeping. */
const USES = 3;
/** Each costs every connection some ten kilobytes on the server, so filters put together in a thousand ways must not take a thousand. */
const MOST_NAMES = 200;
const MOST_COUNTED = 2_000;

/** One for a pool: a text has the same name on all its connections. */
export function preparedStatements(): PreparedStatements {
  const names = new Map<string, string>();
  const uses = new Map<string, number>();
  let on = true;

  const stop = (): void => {
    on = false;
    names.clear();
    uses.clear();
  };

  return {
    nameOf(text) {
      const known = names.get(text);
      if (known !== undefined || !on || names.size >= MOST_NAMES) return known;
      const count = (uses.get(text) ?? 0) + 1;
      if (uses.size >= MOST_COUNTED) uses.clear();
      uses.set(text, count);
      if (count < USES) return undefined;
      uses.delete(text);
      const name = `meanwhile_${names.size}`;
      names.set(text, name);
      return name;
    },
    failed(error) {
      const isOurs = on && SPOILED.some((state) => isSqlState(error, state));
      if (isOurs) stop();
      return isOurs;
    },
    stop,
  };
}

/**
 * No such statement, or one of that name already: a pooler gave us somebody else's connection. Or the table has other columns than when
 * the statement was prepared: a newer version of this package migrated it while we run.
 */
const SPOILED = ["26000", "42P05", "0A000"];
