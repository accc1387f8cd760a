import type { User } from "@meanwhile/node";
import type { Person } from "../shared.ts";

/** Fernway's own users: a table in its database, were it a real product. The first one is who a visitor most likely tries. */
export const people: readonly Person[] = [
  { id: "elina", name: "Elina Korhonen", work: "Roaster relations", place: "Helsinki", timeZone: "Europe/Helsinki", role: "member" },
  { id: "marta", name: "Marta Oliveira", work: "Operations", place: "Lisbon", timeZone: "Europe/Lisbon", role: "owner" },
  { id: "wanjiku", name: "Wanjiku Kamau", work: "Buying at origin", place: "Nairobi", timeZone: "Africa/Nairobi", role: "member" },
  { id: "kenji", name: "Kenji Watanabe", work: "Quality lab", place: "Osaka", timeZone: "Asia/Tokyo", role: "member" },
  { id: "priya", name: "Priya Raman", work: "Software", place: "Toronto", timeZone: "America/Toronto", role: "member" },
  { id: "tomas", name: "Tomás Rivera", work: "Exporter, La Estrella", place: "Neiva", timeZone: "America/Bogota", role: "guest" },
];

/** What Meanwhile needs to know of one of our users. */
export function toUser({ id, name, role, timeZone }: Person): User {
  return { id, workspace: "fernway", name, role, timeZone };
}

export function personById(id: string | undefined): Person | undefined {
  return people.find((person) => person.id === id);
}
