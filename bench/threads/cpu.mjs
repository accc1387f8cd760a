// CPU time of PostgreSQL's processes, from /proc.
import { readdirSync, readFileSync } from "node:fs";

/** Linux counts in hundredths of a second, whatever its kernel was built with. */
const MS_PER_TICK = 10;

/**
 * What the postmaster and all its children have used: backends, background writer, checkpointer, I/O workers, autovacuum. A child that
 * ended is in its parent's account of children, so nothing is lost.
 */
export function postgresCpuMs(postmaster) {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(readStat).filter(Boolean);
  const ticks = all.reduce((sum, { pid, ppid, own, ended }) => sum + (pid === postmaster ? own + ended : ppid === postmaster ? own : 0), 0);
  return ticks * MS_PER_TICK;
}

function readStat(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ").map(Number);
    return { pid: Number(pid), ppid: fields[1], own: fields[11] + fields[12], ended: fields[13] + fields[14] };
  } catch {
    // It ended between the listing and the reading.
    return undefined;
  }
}
