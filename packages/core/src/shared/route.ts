export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One call: its method and its path under `/v1`, with `:names` for the params. */
export type Route = readonly [method: Method, path: `/${string}`];

/**
 * A slice's wire contract as data: what a browser needs to call it. The zod schemas of the same calls stand in `<slice>.contract.ts`
 * under the same names and are only ever imported as types by the client, so that zod stays out of browser bundles.
 */
export type RouteTable = Readonly<Record<string, Route>>;
