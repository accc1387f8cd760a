import { readFileSync, unlinkSync } from "node:fs";
import { open, readFile, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { dbErrors } from "./errors.ts";

export interface FolderLock {
  release(): Promise<void>;
}

/** What the lock file holds, as JSON. */
interface Holder {
  pid: number;
  host: string;
  /** When the process started, where the system tells: a number that comes round again, as pid 1 does in every container, is told apart by it. */
  started?: string | undefined;
  /** Tells our own lock from one that came after. */
  token: string;
}

/**
 * Takes the folder for this process: two processes that write one embedded database destroy it without a word. The lock is a file
 * beside the folder, made with O_EXCL. A lock whose process is dead is taken over; one of a living process, or of another machine
 * (whose processes cannot be seen from here), never.
 *
 * @throws `db/locked`
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = `${folder}.lock`;
  const mine: Holder = { pid: process.pid, host: hostname(), started: startOf(process.pid), token: crypto.randomUUID() };
  if (!(await create(path, mine))) await takeOver(folder, path, mine);
  const onExit = (): void => {
    if (holderNow(path)?.token === mine.token) unlinkSync(path);
  };
  process.once("exit", onExit);
  return {
    async release() {
      process.off("exit", onExit);
      onExit();
    },
  };
}

/** Under a second lock: two that both find the first one dead must not both remove it, since the second would remove its successor. */
async function takeOver(folder: string, path: string, mine: Holder): Promise<void> {
  const takeover = `${path}.takeover`;
  if (!(await create(takeover, mine))) throw locked(folder, takeover, await holderOf(takeover));
  try {
    const holder = await holderOf(path);
    if (holder !== "gone" && (holder === undefined || isAlive(holder))) throw locked(folder, path, holder);
    await rm(path, { force: true });
    if (!(await create(path, mine))) throw locked(folder, path, await holderOf(path));
  } finally {
    await rm(takeover, { force: true });
  }
}

async function create(path: string, holder: Holder): Promise<boolean> {
  try {
    const file = await open(path, "wx");
    await file.writeFile(JSON.stringify(holder));
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Undefined when it cannot be read: it is being written this moment, or damaged. */
async function holderOf(path: string): Promise<Holder | undefined | "gone"> {
  try {
    return parse(await readFile(path, "utf8"));
  } catch {
    return "gone";
  }
}

function holderNow(path: string): Holder | undefined {
  try {
    return parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

function parse(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Partial<Holder> | null;
    return typeof holder?.pid === "number" && typeof holder.host === "string" ? (holder as Holder) : undefined;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, host, started }: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
  const now = startOf(pid);
  return started === undefined || now === undefined || started === now;
}

/** The boot and the tick in which a process started: field 22 of `/proc/<pid>/stat`, counted after the name, which may hold spaces. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot}/${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]}`;
  } catch {
    return undefined;
  }
}

function locked(folder: string, lock: string, found: Holder | undefined | "gone"): Error {
  const holder = found === "gone" ? undefined : found;
  const details = { folder, lock, pid: holder?.pid, host: holder?.host };
  if (holder === undefined) {
    return dbErrors.locked(`The database in ${folder} is being opened by another process, or its lock file is damaged. If no other process uses the folder, delete ${lock}.`, { details });
  }
  if (holder.host !== hostname()) {
    return dbErrors.locked(
      `The database in ${folder} was opened by process ${holder.pid} on ${holder.host}, and whether that one still runs cannot be seen from ${hostname()}. ` +
        `Stop it first; if it is gone for good, delete ${lock}. For several machines set DATABASE_URL to a PostgreSQL server.`,
      { details },
    );
  }
  const who = holder.pid === process.pid ? `another thread of this process (${holder.pid})` : `process ${holder.pid}`;
  return dbErrors.locked(
    `The database in ${folder} is open in ${who}, and only one can have it. Stop that process, give this one another folder, or set DATABASE_URL to a PostgreSQL server for several processes.`,
    { details },
  );
}
