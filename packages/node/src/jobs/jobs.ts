import type { Clock } from "../db/clock.ts";
import type { Db } from "../db/port.ts";
import type { Logger } from "../http/logger.ts";
import { seedDue, type DueDefinition } from "./due.ts";
import { runDue, type DueReport } from "./due.run.ts";
import { jobsErrors } from "./jobs.errors.ts";
import type { JobDefinition, JobEngine, SendOptions } from "./jobs.port.ts";
import { tableEngine } from "./jobs.table.ts";
import { maintenance, scheduleMaintenance, type MaintenanceOptions } from "./maintenance.ts";
import { createMinutes, type MinuteHandler } from "./minutes.ts";
import { systemTimer, type Timer } from "./timer.ts";

export interface JobsOptions {
  db: Db;
  clock: Clock;
  logger: Logger;
  /**
   * What runs the jobs. `"pg-boss"` unless told. `"table"` needs nothing but the database, and runs in a browser too. `false`: this
   * process runs nothing by itself; what it sends waits for a process that does, or for a `tick` by hand.
   */
  engine?: "pg-boss" | "table" | false | JobEngine;
  /** What happens at its time, slice by slice; the server's own duties are added. */
  due?: readonly DueDefinition[];
  /** What is done when it is sent. */
  work?: readonly JobDefinition[];
  maintenance?: MaintenanceOptions;
  timer?: Timer;
}

/** The background of one server. */
export interface Jobs {
  /** Begins to run what is due and what was sent, by this process and by those that died. The schema must be there. */
  start(): Promise<void>;
  /** Waits for what runs. Can be started again. */
  stop(): Promise<void>;
  /** Runs by hand everything that is due at `now` (milliseconds since the epoch), whether started or not: for a host's own cron, and for tests. */
  tick(now: number): Promise<DueReport>;
  /**
   * Has a job done, after the commit of `tx` when there is one.
   *
   * @throws `jobs/unknown_kind` when no definition has this kind.
   */
  send(kind: string, payload: unknown, options?: SendOptions): Promise<void>;
}

export function createJobs({ db, clock, logger, engine = "pg-boss", due = [], work = [], timer = systemTimer, ...options }: JobsOptions): Jobs {
  const table = tableEngine({ db, clock, logger, timer });
  for (const definition of work) table.work(definition);

  const definitions = new Map<string, DueDefinition>();
  for (const definition of [...maintenance(db, options.maintenance), ...due]) {
    if (definitions.has(definition.kind)) throw jobsErrors.kindTaken(`There are two definitions of the due kind ${definition.kind}.`);
    definitions.set(definition.kind, definition);
  }

  const handlers = new Map<string, MinuteHandler>();
  for (const [kind, definition] of definitions) handlers.set(kind, (now, signal) => runDue(db, definition, now, { logger, signal }));
  // What processes without an engine sent is in the table; whoever has an engine runs that too.
  if (engine !== "table") handlers.set("jobs.table", (now) => table.tick(now));
  const minutes = createMinutes(handlers, { db, clock, timer, logger });

  let seeded: Promise<void> | undefined;
  const plan = async () => {
    await scheduleMaintenance(db, clock);
    for (const { kind, duty } of due) if (duty) await seedDue(db, kind, [{ key: "server", at: clock.now() }]);
  };
  const seed = () => (seeded ??= plan().catch((error: unknown) => ((seeded = undefined), Promise.reject(error))));
  let running: JobEngine | undefined;

  const open = async (): Promise<JobEngine> => {
    if (engine === "table" || engine === false) return table;
    const opened = engine === "pg-boss" ? (await import("./jobs.pgboss.ts")).pgBossEngine({ db, logger }) : engine;
    for (const definition of work) opened.work(definition);
    return opened;
  };
  let opened: Promise<JobEngine> | undefined;
  const begin = async (): Promise<void> => {
    await seed();
    const ready = await (opened ??= open());
    await ready.start();
    running = ready;
    minutes.start();
  };
  let started: Promise<void> | undefined;

  return {
    async start() {
      if (engine === false) return;
      started ??= begin();
      // The host may mend what failed, and start again.
      await started.catch((error: unknown) => ((started = undefined), Promise.reject(error)));
    },
    async stop() {
      await started?.catch(() => undefined);
      started = undefined;
      const stopping = running;
      running = undefined;
      await Promise.all([minutes.stop(), stopping?.stop(), table.stop()]);
    },
    async tick(now) {
      await seed();
      const report: DueReport = { ran: 0, failed: 0 };
      for (const definition of definitions.values()) add(report, await runDue(db, definition, now, { logger }));
      add(report, await table.tick(now));
      return report;
    },
    async send(kind, payload, sending) {
      if (!work.some((definition) => definition.kind === kind)) throw jobsErrors.unknownKind(`No job of the kind ${kind} is defined, so nothing would ever do it.`);
      await (running ?? table).send(kind, payload, sending);
    },
  };
}

function add(report: DueReport, { ran, failed }: DueReport): void {
  report.ran += ran;
  report.failed += failed;
}
