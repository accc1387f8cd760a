import type { MeanwhileClient } from "../client/client.ts";
import type { PairingId, ProgramId, RoundId } from "../shared/ids.ts";
import { pagesOf, queryOf } from "../shared/query.ts";

export type ProgramsFilter = Omit<NonNullable<Parameters<MeanwhileClient["programs"]["list"]>[0]>, "cursor" | "limit">;
export type PairingsFilter = Omit<NonNullable<Parameters<MeanwhileClient["pairings"]["list"]>[0]>, "cursor" | "limit">;

/** Two members, in either order. */
export interface Pair {
  memberId: string;
  otherId: string;
}

export const programsKeys = {
  all: ["meanwhile", "programs"],
  lists: ["meanwhile", "programs", "list"],
  list: (filter: ProgramsFilter = {}) => ["meanwhile", "programs", "list", filter],
  /** A program and all that is read of it: members, preview, results, rounds. */
  get: (programId: string) => ["meanwhile", "programs", "get", programId],
  members: (programId: string) => ["meanwhile", "programs", "get", programId, "members"],
  previews: (programId: string) => ["meanwhile", "programs", "get", programId, "preview"],
  preview: (programId: string, pair?: Pair) => ["meanwhile", "programs", "get", programId, "preview", pair ?? null],
  results: (programId: string, rounds?: number) => ["meanwhile", "programs", "get", programId, "results", rounds ?? null],
  rounds: (programId: string) => ["meanwhile", "programs", "get", programId, "rounds"],
} as const;

export const roundsKeys = {
  all: ["meanwhile", "rounds"],
  get: (roundId: string) => ["meanwhile", "rounds", "get", roundId],
  verify: (roundId: string) => ["meanwhile", "rounds", "verify", roundId],
  explain: (roundId: string, pair: Pair) => ["meanwhile", "rounds", "explain", roundId, pair],
} as const;

export const pairingsKeys = {
  all: ["meanwhile", "pairings"],
  lists: ["meanwhile", "pairings", "list"],
  list: (filter: PairingsFilter = {}) => ["meanwhile", "pairings", "list", filter],
  get: (pairingId: string) => ["meanwhile", "pairings", "get", pairingId],
  preferences: ["meanwhile", "pairings", "preferences"],
  never: ["meanwhile", "pairings", "never"],
} as const;

export function programsQueries(client: MeanwhileClient) {
  return {
    list: (filter: ProgramsFilter = {}) => pagesOf(programsKeys.list(filter), (cursor, options) => client.programs.list({ ...filter, cursor }, options)),
    get: (programId: ProgramId) => queryOf(programsKeys.get(programId), ({ signal }) => client.programs.get({ programId }, { signal })),
    members: (programId: ProgramId) => pagesOf(programsKeys.members(programId), (cursor, options) => client.programs.listMembers({ programId, cursor }, options)),
    preview: (programId: ProgramId, pair?: Pair) =>
      queryOf(programsKeys.preview(programId, pair), ({ signal }) => client.programs.preview({ programId, ...pair }, { signal })),
    results: (programId: ProgramId, rounds?: number) => queryOf(programsKeys.results(programId, rounds), ({ signal }) => client.programs.results({ programId, ...(rounds !== undefined && { rounds }) }, { signal })),
    rounds: (programId: ProgramId) => pagesOf(programsKeys.rounds(programId), (cursor, options) => client.rounds.list({ programId, cursor }, options)),
  };
}

export function roundsQueries(client: MeanwhileClient) {
  return {
    get: (roundId: RoundId) => queryOf(roundsKeys.get(roundId), ({ signal }) => client.rounds.get({ roundId }, { signal })),
    verify: (roundId: RoundId) => queryOf(roundsKeys.verify(roundId), ({ signal }) => client.rounds.verify({ roundId }, { signal })),
    explain: (roundId: RoundId, pair: Pair) => queryOf(roundsKeys.explain(roundId, pair), ({ signal }) => client.rounds.explain({ roundId, ...pair }, { signal })),
  };
}

export function pairingsQueries(client: MeanwhileClient) {
  return {
    list: (filter: PairingsFilter = {}) => pagesOf(pairingsKeys.list(filter), (cursor, options) => client.pairings.list({ ...filter, cursor }, options)),
    get: (pairingId: PairingId) => queryOf(pairingsKeys.get(pairingId), ({ signal }) => client.pairings.get({ pairingId }, { signal })),
    preferences: () => queryOf(pairingsKeys.preferences, ({ signal }) => client.pairings.getPreferences(undefined, { signal })),
    never: () => pagesOf(pairingsKeys.never, (cursor, options) => client.pairings.listNever({ cursor }, options)),
  };
}
