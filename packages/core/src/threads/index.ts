export type { Subject, Thread, ThreadContext, ThreadSummary } from "./threads.schema.ts";
export { threadErrors } from "./threads.errors.ts";
export { threadsRoutes } from "./threads.routes.ts";
