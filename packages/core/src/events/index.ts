export type { EventType, MeanwhileEvent } from "./events.schema.ts";
export { eventsRoutes } from "./events.routes.ts";
