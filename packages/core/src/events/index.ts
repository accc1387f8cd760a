export type { EventType, MeanwhileEvent } from "./events.schema.ts";
export { eventsRoutes } from "./events.routes.ts";
export { eventsKeys, eventsQueries } from "./events.queries.ts";
export { keysTouchedBy } from "./events.rules.ts";
