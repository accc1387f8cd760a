import type { Api, User } from "@meanwhile/node";
import { people, toUser } from "../people.ts";
import { dateAfter } from "./moments.ts";
import type { Who } from "./story.ts";

type Settings = Omit<Parameters<Api["members"]["update"]>[0], "memberId">;

const WEEK = [1, 2, 3, 4, 5];

const settings = (now: number): Record<Who, Settings> => ({
  elina: { workingHours: { days: WEEK, from: "08:30", to: "16:30" } },
  marta: { workingHours: { days: WEEK, from: "09:00", to: "17:30" } },
  wanjiku: { workingHours: { days: WEEK, from: "08:00", to: "16:30" } },
  kenji: { workingHours: { days: WEEK, from: "10:00", to: "18:30" }, away: { kind: "vacation", from: dateAfter(-2, now), to: dateAfter(9, now), handOffTo: "wanjiku" } },
  priya: { workingHours: { days: [1, 2, 3, 4], from: "09:00", to: "18:00" } },
  tomas: { workingHours: { days: WEEK, from: "07:00", to: "15:30" } },
});

export function userOf(id: Who): User {
  return toUser(people.find((person) => person.id === id)!);
}

/** Lets everybody in, and says when each of them works. */
export async function seedMembers(api: Api, now: number, key: () => string): Promise<void> {
  // All of them first: one may name another who is not here yet.
  for (const person of people) await api.members.me({}, { actor: toUser(person) });
  for (const [id, setting] of Object.entries(settings(now)) as [Who, Settings][]) {
    await api.members.update({ memberId: id, ...setting }, { actor: userOf(id), idempotencyKey: key() });
  }
}
