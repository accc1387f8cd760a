import type { MeetupsClock, Order, Session } from "../shared.ts";

/** Fernway's own server, beside Meanwhile's. */
export const host = {
  session: () => ask<Session>("GET", "/api/session"),
  signIn: (id: string) => ask<Session>("POST", "/api/session", { id }),
  signOut: () => ask<Session>("DELETE", "/api/session"),
  meetupsClock: () => ask<MeetupsClock>("GET", "/api/meetups-clock"),
  moveMeetups: (step: "day" | "round" | "rounds") => ask<MeetupsClock>("POST", "/api/meetups-clock", { step }),
  orders: () => ask<Order[]>("GET", "/api/orders"),
};

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(path, { method, ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }) });
  if (!response.ok) throw new Error(`Fernway answered ${response.status}.`);
  return (await response.json()) as T;
}
