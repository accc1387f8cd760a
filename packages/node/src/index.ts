export { createMeanwhile, type Meanwhile, type MeanwhileOptions } from "./meanwhile.ts";
export type { Api, ApiOptions } from "./calls/api.ts";
export type { MetadataSchemas } from "./calls/context.ts";
export type { User } from "./members/actor.ts";
export type { Clock, DatabaseInput, Db, Queryable, Tx } from "./db/index.ts";
export { createToken, type TokenOptions } from "./http/token.ts";
export { consoleLogger, type Logger, silentLogger } from "./http/logger.ts";
export type { RateLimit } from "./http/rate-limit.ts";
export type { Jobs, JobsOptions } from "./jobs/index.ts";
