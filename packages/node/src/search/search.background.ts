import type { Db, Tx } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import type { EventBus } from "../events/bus.ts";
import { defineDue, type DueDefinition, systemTimer, type Timer } from "../jobs/index.ts";
import { counting } from "./search.count.ts";
import { followLog, workspacesBehind } from "./search.follow.ts";
import { indexBatch, type IndexPlace, workspaceAfter } from "./search.reindex.ts";
import type { SearchSource } from "./search.sources.ts";

const MINUTE = 60_000;
/** Of 500 documents each; the rest waits for the next minute, so that a large database is not at it for hours in one transaction. */
const BATCHES = 10;
/** What is written within this time is indexed together, which costs a fraction. */
const GATHER = 1_000;
/** Workspaces that are brought up to date in a minute for which nothing was heard. */
const BEHIND = 100;

interface SearchMeans {
  db: Db;
  bus: Pick<EventBus, "subscribeAll">;
  logger: { error: (message: string, fields: Record<string, unknown>) => void };
  timer?: Timer;
}

/** What search does by itself: indexes what was written, counts words, and indexes what was written before there was an index. */
export function searchBackground({ db, bus, logger, timer = systemTimer }: SearchMeans, sources: readonly SearchSource[]): { due: DueDefinition[]; start(): void; stop(): Promise<void> } {
  const grown = new Set<string>();
  let leave: (() => void) | undefined;
  let waiting: (() => void) | undefined;
  let following: Promise<void> | undefined;

  const follow = async (): Promise<void> => {
    for (const workspace of grown) {
      grown.delete(workspace);
      await followLog(db, workspace, sources);
    }
  };
  const gather = (): void => {
    waiting ??= timer.after(GATHER, () => {
      waiting = undefined;
      // Those who come while it goes on wait for the next time.
      following ??= follow()
        .catch((error: unknown) => logger.error("What was written could not be indexed; the next minute tries again", { error: String(error) }))
        .finally(() => {
          following = undefined;
          if (leave && grown.size > 0) gather();
        });
    });
  };

  return {
    due: [
      defineDue({
        kind: "search.follow",
        duty: true,
        run: async (_tx, _row, now) => now + MINUTE,
        async after() {
          for (const workspace of await workspacesBehind(db, BEHIND)) await followLog(db, workspace, sources);
        },
      }),
      counting({ db }),
      indexing(sources) as DueDefinition,
    ],
    start() {
      leave ??= bus.subscribeAll((workspace) => {
        grown.add(workspace);
        gather();
      });
    },
    async stop() {
      leave?.();
      leave = undefined;
      waiting?.();
      waiting = undefined;
      await following;
    },
  };
}

/** Its place is kept in its own row, with the batches it says are done. */
function indexing(sources: readonly SearchSource[]): DueDefinition<IndexPlace | null> {
  return defineDue<IndexPlace | null>({
    kind: "search.index",
    duty: true,
    async run(tx, { workspace: of, key, payload }, now) {
      // Asked at every start, and nearly always there is nothing to do.
      if (payload === null && !(await isBare(tx))) return null;
      let place: IndexPlace = { workspace: "", kind: sources.length, after: "", ...payload };
      for (let batches = 0; batches < BATCHES; batches++) {
        const { next } = await indexBatch(tx, sources, place);
        if (next) place = next;
        else {
          const workspace = await workspaceAfter(tx, place.workspace);
          if (workspace === undefined) return null;
          place = { workspace, kind: 0, after: "" };
        }
      }
      await tx.query(sql`update meanwhile.due set payload = ${JSON.stringify(place)}::text::jsonb where kind = 'search.index' and workspace = ${of} and key = ${key}`);
      return now + MINUTE;
    },
  });
}

/** There are threads, and not one is indexed: the index is newer than they are. */
async function isBare(tx: Tx): Promise<boolean> {
  const [row] = await tx.query<{ bare: boolean }>(sql`select exists (select 1 from meanwhile.threads) and not exists (select 1 from meanwhile.documents) as bare`);
  return row!.bare;
}
