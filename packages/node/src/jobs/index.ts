export { cancelDue, defineDue, planDue, seedDue, type DueDefinition, type DuePlan, type DueRow } from "./due.ts";
export { runDue, type DueReport, type RunDueOptions } from "./due.run.ts";
export { createJobs, type Jobs, type JobsOptions } from "./jobs.ts";
export { jobsErrors } from "./jobs.errors.ts";
export type { Job, JobDefinition, JobEngine, SendOptions } from "./jobs.port.ts";
export { tableEngine, type TableEngine, type TableEngineOptions } from "./jobs.table.ts";
export { maintenance, scheduleMaintenance, type MaintenanceOptions } from "./maintenance.ts";
export { systemTimer, type Timer } from "./timer.ts";
