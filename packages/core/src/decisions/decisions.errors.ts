import { errorKind } from "../shared/errors.ts";

export const decisionErrors = {
  /** 409: it was superseded or withdrawn and cannot be changed any more. */
  notHolding: errorKind("decisions/not_holding", 409),
  /** 409: somebody else edited it meanwhile; `details.revision` is the newest. */
  revised: errorKind("decisions/revised", 409),
};

export const proposalErrors = {
  /** 409: the thread has an open proposal; one at a time. */
  alreadyOpen: errorKind("proposals/already_open", 409),
  /** 409: it is closed, and votes stand as they are. */
  closed: errorKind("proposals/closed", 409),
  /** 403: only those who were asked when it was opened, or who stand in for one of them, may vote. */
  notAVoter: errorKind("proposals/not_a_voter", 403),
  /** 422: nobody is left to ask beside who proposes. */
  noVoters: errorKind("proposals/no_voters", 422),
  /** 422: more voters than a proposal takes. */
  tooManyVoters: errorKind("proposals/too_many_voters", 422),
  /** 422: the minimum is larger than the number of voters. */
  unreachable: errorKind("proposals/unreachable_minimum", 422),
};
