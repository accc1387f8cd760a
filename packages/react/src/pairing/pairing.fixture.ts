import { type MutationInput, newId, type Pairing, type PairingId, type Program, type ProgramId } from "@meanwhile/core";
import { intlZones, isoWeekday, toLocal } from "@meanwhile/core/time";
import type { World } from "../testing/world.ts";

const HOUR = 3_600_000;
const lisbon = intlZones().zone("Europe/Lisbon");

export interface Coffee {
  program: Program;
  programId: ProgramId;
}

/** A program of Noor's for these people, whose first round was due so many hours ago, or is to come where that is negative; it is not drawn yet. */
export async function coffee(world: World, people: readonly string[] = ["ada", "grace"], hoursAgo = 1, more: Partial<MutationInput<"programs.create">> = {}): Promise<Coffee> {
  const first = toLocal(lisbon, new Date(Date.now() - hoursAgo * HOUR).toISOString());
  const actor = world.user("noor");
  const groupId = newId("grp", Date.now());
  const before = Math.max(0, hoursAgo) + 24;
  await world.at(before + 24, async () => {
    await world.api.members.update({ memberId: "grace", timeZone: "America/New_York" }, { actor: world.user("grace") });
    await world.api.members.update({ memberId: "ada", timeZone: "Europe/Lisbon" }, { actor: world.user("ada") });
    await world.api.groups.put({ groupId, name: "Coffee", memberIds: [...people] }, { actor });
  });
  const program = await world.at(before, () =>
    world.api.programs.create(
      {
        name: "Coffee across the company",
        description: "Two people who would not meet otherwise, twice a month.",
        audience: { kind: "group", groupId },
        cadence: { everyWeeks: 2, weekday: isoWeekday(first.date), time: first.time, timeZone: lisbon.name, startsOn: first.date },
        ...more,
      },
      { actor },
    ),
  );
  return { program, programId: program.id };
}

/** The same, with what the reader has of its first round. */
export async function paired(world: World, people: readonly string[] = ["ada", "grace"], hoursAgo = 1, more: Partial<MutationInput<"programs.create">> = {}): Promise<Coffee & { pairing: Pairing; pairingId: PairingId }> {
  const made = await coffee(world, people, hoursAgo, more);
  await world.at(hoursAgo, () => world.tick(-hoursAgo));
  const [pairing] = (await world.api.pairings.list({}, { actor: world.user("ada") })).data;
  if (!pairing) throw new Error("Nobody was put together.");
  return { ...made, pairing, pairingId: pairing.id };
}
