import { type Clock, createMeanwhile } from "@meanwhile/node";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { seedStories } from "./stories.ts";

interface State {
  /** When the seeding began, in milliseconds: stories are told from here. */
  startedAt: number;
  finished: boolean;
}

/**
 * Fills an empty workspace with what a company of six wrote in the last weeks. It is done once: where it was cut short, it begins anew with
 * the same keys and the same times, and every call that was carried out before gives its first answer again.
 *
 * @param ready opens the server's own connection, which also keeps the folder open from here on
 */
export async function seedOnce(folder: string, ready: () => Promise<void>): Promise<void> {
  const path = join(folder, "seed.json");
  let instant = Date.now();
  const clock: Clock = { now: () => instant };
  const seeder = createMeanwhile({ database: folder, clock, jobs: false, rateLimit: false });
  // The lock on the folder comes before a look at what is in it.
  await seeder.ready();
  await mkdir(folder, { recursive: true });
  const state = await readState(path, instant);
  if (!state.finished) {
    process.stdout.write("Writing what a small company discussed in the last weeks, once ");
    await writeFile(path, JSON.stringify(state));
    await seedStories(seeder.api, state.startedAt, (moment) => (instant = moment), () => process.stdout.write("."));
    process.stdout.write("\n");
    await writeFile(path, JSON.stringify({ ...state, finished: true }));
  }
  // First then the jobs start: they would remove the keys that a seeding which was cut short needs.
  await ready();
  await seeder.close();
}

async function readState(path: string, now: number): Promise<State> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as State;
  } catch {
    return { startedAt: now, finished: false };
  }
}
