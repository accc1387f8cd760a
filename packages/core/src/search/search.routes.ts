import type { RouteTable } from "../shared/route.ts";

export const searchRoutes = {
  list: ["GET", "/search"],
  suggest: ["GET", "/search/suggestions"],
  listTopics: ["GET", "/search/topics"],
  listSaved: ["GET", "/search/saved"],
  save: ["PUT", "/search/saved/:savedSearchId"],
  removeSaved: ["DELETE", "/search/saved/:savedSearchId"],
} as const satisfies RouteTable;
