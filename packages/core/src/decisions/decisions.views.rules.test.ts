import { describe, expect, test } from "vitest";
import type { Operation } from "../client/operation.ts";
import type { Proposal } from "./decisions.proposals.schema.ts";
import type { Decision } from "./decisions.schema.ts";
import { applyDecisionOperations, applyProposalOperations } from "./decisions.views.rules.ts";

const ada = { id: "ada", name: "Ada", avatarUrl: null };
const bo = { id: "bo", name: "Bo", avatarUrl: null };
const operation = (call: Operation["call"], input: object, more: Partial<Operation> = {}): Operation =>
  ({ id: "op_1", call, input, lane: "thr_1", status: "pending", attempts: 0, error: null, result: null, createdAt: "2026-03-02T09:00:00.000Z", ...more }) as Operation;
const decision = { id: "dcs_1", threadId: "thr_1", statement: "Blue", state: "current", decidedAt: "2026-03-01T09:00:00.000Z", version: 3 } as object as Decision;

describe("a thread's decision, with what its reader did", () => {
  test("is there as soon as it is made, with the words as they were typed", () => {
    const view = applyDecisionOperations(null, [operation("decisions.create", { id: "dcs_2", threadId: "thr_1", statement: "Green\n\nFor now." })], ada);
    expect(view).toMatchObject({ id: "dcs_2", state: "current", excerpt: "Green", deciders: [ada], version: 0, operation: { status: "pending" }, can: { change: false } });
    expect(view!.body.content).toHaveLength(2);
  });

  test("keeps the words of one that the server refused", () => {
    const view = applyDecisionOperations(decision, [operation("decisions.create", { id: "dcs_2", threadId: "thr_1", statement: "Green" }, { status: "failed" })], ada);
    expect(view).toMatchObject({ statement: "Green", operation: { status: "failed" } });
  });

  test("is confirmed and withdrawn at once, and neither when the server refused", () => {
    const confirm = (status: Operation["status"]) => applyDecisionOperations(decision, [operation("decisions.confirm", { decisionId: "dcs_1", review: { on: "2026-06-01" } }, { status })], ada)!;
    expect(confirm("pending")).toMatchObject({ state: "confirmed", confirmed: { by: "ada" }, review: { on: "2026-06-01" } });
    expect(confirm("failed")).toMatchObject({ state: "current", operation: { status: "failed" } });
    expect(applyDecisionOperations(decision, [operation("decisions.withdraw", { decisionId: "dcs_1", reason: "No" })], ada)).toMatchObject({ state: "withdrawn", withdrawn: { by: "ada", reason: "No" } });
    expect(applyDecisionOperations(decision, [operation("decisions.withdraw", { decisionId: "dcs_other", reason: "No" })], ada)).toEqual({ ...decision, operation: null });
  });

  test("is the answer once that is there, unless it is older than what is shown", () => {
    const sent = (result: Decision) => applyDecisionOperations(decision, [operation("decisions.confirm", { decisionId: "dcs_1" }, { status: "sent", result } as never)], ada)!;
    expect(sent({ ...decision, state: "confirmed", version: 4 }).state).toBe("confirmed");
    expect(sent({ ...decision, state: "confirmed", version: 2 }).state).toBe("current");
    expect(sent({ ...decision, id: "dcs_2" as Decision["id"], decidedAt: "2026-03-02T09:00:00.000Z", version: 1 }).id).toBe("dcs_2");
  });
});

describe("a thread's proposal, with what its reader did", () => {
  const voter = (member: typeof ada) => ({ member, deadline: { day: "2026-03-04", timeZone: "UTC", at: "2026-03-04T17:00:00.000Z" }, standIn: null, gone: false, vote: null });
  const proposal = { id: "prp_1", threadId: "thr_1", state: "open", openedAt: "2026-03-01T09:00:00.000Z", rules: { minimum: { kind: "count", value: 1 } }, voters: [voter(ada), voter(bo)], tally: { answered: 0 }, version: 1 } as unknown as Proposal;

  test("counts an answer at once, and not when the server refused it", () => {
    const answer = (status: Operation["status"]) => applyProposalOperations(proposal, [operation("proposals.vote", { proposalId: "prp_1", choice: "object", text: "Why", alternative: "Red" }, { status })], ada)!;
    expect(answer("sending")).toMatchObject({ tally: { answered: 1, object: 1, silent: 1 }, voters: [{ vote: { choice: "object", text: "Why", alternative: "Red", by: ada } }, { vote: null }] });
    expect(answer("failed")).toMatchObject({ tally: { answered: 0 }, operation: { status: "failed" } });
  });

  test("counts an answer that was given for somebody", () => {
    const view = applyProposalOperations(proposal, [operation("proposals.vote", { proposalId: "prp_1", choice: "agree", voterId: "bo" })], ada)!;
    expect(view.voters.map(({ vote }) => vote?.by.id)).toEqual([undefined, "ada"]);
  });

  test("is there as soon as it is made, before anybody knows whom it asks", () => {
    const view = applyProposalOperations(null, [operation("proposals.create", { id: "prp_2", threadId: "thr_1", statement: "Green?", voters: { kind: "channel" } })], ada);
    expect(view).toMatchObject({ id: "prp_2", state: "open", proposer: ada, voters: [], rules: { workingDays: 3, silence: "consents" }, version: 0 });
  });
});
