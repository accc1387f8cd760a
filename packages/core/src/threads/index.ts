export type { Subject, Thread, ThreadContext, ThreadSummary } from "./threads.schema.ts";
export { threadErrors } from "./threads.errors.ts";
export { threadsRoutes } from "./threads.routes.ts";
export { type ThreadsCountFilter, type ThreadsFilter, threadsKeys, threadsQueries } from "./threads.queries.ts";
export { type ThreadView, applyThreadOperations, startedThread } from "./threads.rules.ts";
