export type { Channel } from "./channels.schema.ts";
export { channelErrors } from "./channels.errors.ts";
export { channelsRoutes } from "./channels.routes.ts";
export { type ChannelsFilter, channelsKeys, channelsQueries } from "./channels.queries.ts";
