import type { RouteTable } from "../shared/route.ts";

export const programsRoutes = {
  list: ["GET", "/programs"],
  get: ["GET", "/programs/:programId"],
  create: ["POST", "/programs"],
  update: ["PATCH", "/programs/:programId"],
  setMembership: ["PUT", "/programs/:programId/membership"],
  listMembers: ["GET", "/programs/:programId/members"],
  preview: ["GET", "/programs/:programId/preview"],
  results: ["GET", "/programs/:programId/results"],
} as const satisfies RouteTable;

export const roundsRoutes = {
  list: ["GET", "/programs/:programId/rounds"],
  get: ["GET", "/rounds/:roundId"],
  redraw: ["POST", "/rounds/:roundId/redraw"],
  verify: ["GET", "/rounds/:roundId/verify"],
  explain: ["GET", "/rounds/:roundId/explain"],
} as const satisfies RouteTable;

export const pairingsRoutes = {
  list: ["GET", "/pairings"],
  get: ["GET", "/pairings/:pairingId"],
  setMeeting: ["PUT", "/pairings/:pairingId/meeting"],
  answer: ["PUT", "/pairings/:pairingId/answer"],
  getPreferences: ["GET", "/pairing/preferences"],
  setPreferences: ["PUT", "/pairing/preferences"],
  listNever: ["GET", "/pairing/never"],
  setNever: ["PUT", "/pairing/never"],
} as const satisfies RouteTable;
