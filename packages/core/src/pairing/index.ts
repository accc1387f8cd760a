export type {
  NeverPair, PairingPause, PairingPreferences, Program, ProgramAudience, ProgramCadence, ProgramGoal, ProgramKind, ProgramMember, ProgramMembership, ProgramPrompts, ProgramRules,
  ProgramState,
} from "./pairing.schema.ts";
export type {
  Figure, Met, MetAnswer, PairExplanation, Pairing, PairingReason, PairingTime, ProgramResults, RelaxedRule, Round, RoundGroup, RoundMetrics, RoundPreview,
  RoundSummary, RoundVerification, UnplacedMember,
} from "./pairing.rounds.schema.ts";
export { pairingErrors, programErrors, roundErrors } from "./pairing.errors.ts";
export { pairingsRoutes, programsRoutes, roundsRoutes } from "./pairing.routes.ts";
export {
  type PairingsFilter, type ProgramsFilter, pairingsKeys, pairingsQueries, programsKeys, programsQueries, roundsKeys, roundsQueries,
} from "./pairing.queries.ts";
export { isOut, nextRoundAt, stepsOf } from "./pairing.rules.ts";
export { MINIMUM, type ResultPerson, type ResultRound, resultsOf } from "./pairing.results.rules.ts";
export { applyPairingOperations, type PairingView } from "./pairing.views.rules.ts";
