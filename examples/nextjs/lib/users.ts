import type { User } from "@meanwhile/node";

// What your product has already: users, and sessions behind a cookie. Passwords are left out.
export const users = new Map<string, User>([
  ["ada", { id: "ada", name: "Ada Lovelace", workspace: "acme", role: "owner" }],
  ["grace", { id: "grace", name: "Grace Hopper", workspace: "acme", role: "member" }],
]);

// Next.js loads a module once for pages and once for routes; both are to see the same sessions.
const kept = globalThis as { sessions?: Map<string, User> };
export const sessions = (kept.sessions ??= new Map());

export function userOf(headers: Pick<Headers, "get">): User | null {
  const session = /(?:^|; )session=([^;]+)/.exec(headers.get("cookie") ?? "")?.[1];
  return sessions.get(session ?? "") ?? null;
}
