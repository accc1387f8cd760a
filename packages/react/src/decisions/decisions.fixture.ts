import type { MutationInput } from "@meanwhile/core";
import type { PersonId, World } from "../testing/world.ts";

/** Days from now as a calendar date. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

export async function discussion(world: World) {
  const channel = await world.channel("Product");
  const thread = await world.thread(channel, "grace", 74, "How we estimate work that nobody has done before", "We were off by a factor of three on the import. What would you change?");
  await world.comment(thread, "mikko", 50, "Ranges, with a condition for each end.");
  return { channel, thread, threadId: thread.id };
}

/** A discussion that ended in a decision of Ada's and Grace's, two days ago. */
export async function decided(world: World, more: Partial<MutationInput<"decisions.create">> = {}) {
  const { channel, thread, threadId } = await discussion(world);
  const decision = await world.at(48, () =>
    world.api.decisions.create(
      {
        threadId,
        statement: "We write a **range** for every estimate, and what would have to be true for each end of it.\n\nThe list of surprises is in the handbook.",
        deciders: ["ada", "grace"],
        alternatives: [{ text: "One number, doubled", reason: "It was tried, and became a promise all the same." }],
        dissent: [{ memberId: "mikko", text: "Customers will only ever read the lower end." }],
        review: { on: inDays(90), timeZone: "Europe/Lisbon" },
        ...more,
      },
      { actor: world.user("ada") },
    ),
  );
  return { channel, thread, threadId, decision };
}

/** A proposal of Grace's that everybody in the channel is asked about. */
export async function proposed(world: World, { hoursAgo = 1, by = "grace" as PersonId, ...more }: { hoursAgo?: number; by?: PersonId } & Partial<MutationInput<"proposals.create">> = {}) {
  const { channel, thread, threadId } = await discussion(world);
  const proposal = await world.at(hoursAgo, () =>
    world.api.proposals.create(
      { threadId, statement: "From March on we write a **range** for every estimate, and what would have to be true for each end of it.", voters: { kind: "channel" }, ...more },
      { actor: world.user(by) },
    ),
  );
  const vote = (id: PersonId, answer: "agree" | "abstain" | { text: string; alternative: string }, hours = 1) =>
    world.at(hours, () =>
      world.api.proposals.vote(
        typeof answer === "string" ? { proposalId: proposal.id, choice: answer } : { proposalId: proposal.id, choice: "object", ...answer },
        { actor: world.user(id) },
      ),
    );
  return { channel, thread, threadId, proposal, vote };
}
