import { type Contract, inboxErrors } from "@meanwhile/core";
import type { Handlers } from "../calls/context.ts";

/** What happened in a period, for the one who asks. */
export const catchUp: Handlers<Contract["inbox"]>["catchUp"] = async (context, { from, to = context.now }) => {
  context.authorize("inbox.use");
  if (Date.parse(from) >= Date.parse(to)) throw inboxErrors.emptyPeriod("The period ends before it begins.");
  return { from, to, summary: null, decisions: [], questions: [], followed: [], rest: { threads: 0, comments: 0 } };
};
