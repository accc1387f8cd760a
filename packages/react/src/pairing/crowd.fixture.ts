import { newId } from "@meanwhile/core";
import type { World } from "../testing/world.ts";
import { coffee, type Coffee } from "./pairing.fixture.ts";

const FIRST = ["Anna", "Bola", "Chen", "Dana", "Emre", "Fatou", "Goran", "Hanna", "Ivo", "Jamila"];
const LAST = ["Alvarez", "Berg", "Costa", "Diallo"];
const ZONES = ["Europe/Lisbon", "Europe/Berlin", "America/New_York", "Asia/Kolkata"];

/** Forty people of four teams and zones in a program of Noor's, with its first round due so many hours ago: two days ahead unless told. */
export async function crowd(world: World, nameOf = (index: number) => `${FIRST[index % 10]} ${LAST[Math.floor(index / 10)]}`, hoursAgo = -48): Promise<Coffee> {
  const { workspace } = world;
  const people = Array.from({ length: 40 }, (_, index) => ({ id: `person-${index}`, workspace, name: nameOf(index), role: "member" as const, timeZone: ZONES[index % 4]! }));
  for (const person of people) await world.at(3000, () => world.api.members.me({}, { actor: person }));
  const made = await coffee(world, people.map(({ id }) => id), hoursAgo);
  const teams = ZONES.map((_, team) => newId("grp", Date.now() + team));
  for (const [team, groupId] of teams.entries()) await world.api.groups.put({ groupId, name: `Team ${team + 1}`, memberIds: people.filter((_, index) => Math.floor(index / 10) === team).map(({ id }) => id) }, { actor: world.user("noor") });
  await world.api.programs.update({ programId: made.programId, kind: "cross_team", teams }, { actor: world.user("noor") });
  return made;
}
