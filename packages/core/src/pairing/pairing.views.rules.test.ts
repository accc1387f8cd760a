import { describe, expect, test } from "vitest";
import type { Operation } from "../client/operation.ts";
import type { Pairing } from "./pairing.rounds.schema.ts";
import { applyPairingOperations } from "./pairing.views.rules.ts";

const ada = { id: "ada", name: "Ada", avatarUrl: null };
const bo = { id: "bo", name: "Bo", avatarUrl: null };
const time = { from: "2026-11-25T14:00:00.000Z", to: "2026-11-25T14:45:00.000Z", members: [] };
const pairing: Pairing = {
  id: "pair_1" as Pairing["id"],
  program: { id: "prg_1" as Pairing["program"]["id"], name: "Coffee" },
  round: { id: "rnd_1" as Pairing["round"]["id"], number: 1, draw: 1 },
  threadId: "thr_1" as Pairing["threadId"],
  members: [ada, bo],
  reasons: [],
  prompts: [],
  times: [time],
  meeting: null,
  sequence: 0,
  createdAt: "2026-11-23T10:00:00.000Z",
  endsAt: "2026-12-07T10:00:00.000Z",
  askedAt: null,
  replaced: false,
  answers: [],
  version: 3,
};

const operation = (call: "pairings.setMeeting" | "pairings.answer", input: object, more: Partial<Operation> = {}) =>
  ({ id: "op_1", idempotencyKey: "op_1", call, input: { pairingId: pairing.id, ...input }, lane: pairing.threadId, status: "pending", attempts: 0, error: null, result: null, createdAt: "2026-11-24T09:00:00.000Z", ...more }) as Operation;
const take = (from: string | null, more?: Partial<Operation>) => operation("pairings.setMeeting", { from }, more);
const say = (met: "yes" | "no", more?: Partial<Operation>) => operation("pairings.answer", { met, note: "Tea." }, more);

describe("a pairing", () => {
  test("shows a time that was taken at once, as long as the proposed ones", () => {
    const taken = take(time.from);
    expect(applyPairingOperations(pairing, [taken], ada)).toMatchObject({ meeting: { from: time.from, to: time.to, by: "ada" }, operation: taken });
    expect(applyPairingOperations({ ...pairing, meeting: { from: time.from, to: time.to, by: "bo" } }, [take(null)], ada).meeting).toBeNull();
  });

  test("shows an answer at once, in the place of an earlier one", () => {
    const answered = applyPairingOperations(pairing, [say("no"), say("yes")], ada);
    expect(answered.answers).toEqual([{ member: ada, met: "yes", note: "Tea.", pictureUrl: null, at: "2026-11-24T09:00:00.000Z" }]);
  });

  test("undoes what failed, and says so even where something later is on its way", () => {
    const failed = take(time.from, { status: "failed" });
    expect(applyPairingOperations(pairing, [failed, say("yes")], ada)).toMatchObject({ meeting: null, answers: [{ met: "yes" }], operation: failed });
  });

  test("takes what the server answered, unless it has something newer", () => {
    const sent = (version: number) => take(time.from, { status: "sent", result: { ...pairing, version, meeting: { from: time.from, to: time.to, by: "ada" } } } as Partial<Operation>);
    expect(applyPairingOperations(pairing, [sent(4)], ada)).toMatchObject({ version: 4, meeting: { by: "ada" }, operation: null });
    expect(applyPairingOperations(pairing, [sent(2)], ada)).toMatchObject({ version: 3, meeting: null });
  });

  test("is not changed by what is done to others, or said before the reader is known", () => {
    const other = take(time.from, { input: { pairingId: "pair_2", from: time.from } } as Partial<Operation>);
    expect(applyPairingOperations(pairing, [other], ada)).toEqual({ ...pairing, operation: null });
    expect(applyPairingOperations(pairing, [say("yes")], null).answers).toEqual([]);
  });
});
