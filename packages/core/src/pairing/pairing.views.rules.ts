import type { Operation } from "../client/operation.ts";
import type { MemberRef } from "../members/members.schema.ts";
import { instantFromMs, instantToMs } from "../time/index.ts";
import type { MetAnswer, Pairing } from "./pairing.rounds.schema.ts";

/** A pairing as somebody who takes a time or says that they met sees it at once. */
export interface PairingView extends Pairing {
  /** What the server does not know yet: the first that failed, else the last one. */
  operation: Operation | null;
}

/**
 * A pairing with a member's operations applied. What failed is undone, with its `operation` saying why.
 *
 * @param operations of the lane of its thread
 * @param me who made them
 */
export function applyPairingOperations(pairing: Pairing, operations: readonly Operation[], me: MemberRef | null): PairingView {
  let view: PairingView = { ...pairing, operation: null };
  let failed: Operation | null = null;
  for (const operation of operations) {
    if (operation.call !== "pairings.setMeeting" && operation.call !== "pairings.answer") continue;
    if (operation.input.pairingId !== pairing.id) continue;
    const settled = operation.status === "sent" ? (operation.result as Pairing | null) : null;
    if (settled) {
      if (view.version <= settled.version) view = { ...settled, operation: view.operation };
      continue;
    }
    if (operation.status === "failed") failed ??= operation;
    else view = { ...view, ...(operation.call === "pairings.setMeeting" ? withMeeting(view, operation, me) : withAnswer(view, operation, me)) };
    view = { ...view, operation: failed ?? operation };
  }
  return view;
}

function withMeeting(pairing: Pairing, { input }: Operation<"pairings.setMeeting">, me: MemberRef | null): Partial<Pairing> {
  if (input.from === null) return { meeting: null };
  const like = pairing.times[0];
  const minutes = like ? instantToMs(like.to) - instantToMs(like.from) : 30 * 60_000;
  return { meeting: { from: input.from, to: instantFromMs(instantToMs(input.from) + minutes), by: me?.id ?? "" } };
}

function withAnswer(pairing: Pairing, { input, createdAt }: Operation<"pairings.answer">, me: MemberRef | null): Partial<Pairing> {
  if (!me) return {};
  const answer: MetAnswer = { member: { id: me.id, name: me.name, avatarUrl: me.avatarUrl }, met: input.met, note: input.note ?? null, pictureUrl: input.pictureUrl ?? null, at: createdAt };
  return { answers: [...pairing.answers.filter(({ member }) => member.id !== me.id), answer] };
}
