import type { Busy } from "@meanwhile/core/pairing";
import type { FreeBusy } from "../calls/freeBusy.ts";
import { textOf } from "../http/textOf.ts";

/** Where a member's calendar is, and what opens it. */
export interface CalendarAccount {
  /** The calendar's name there, mostly an address. */
  calendar: string;
  /** An OAuth access token that may read it. Members whose calendars one token opens are asked for together. */
  token: string;
}

export interface AccountOptions {
  /** The calendar of a member; `null` where they connected none. It is asked each time, so tokens may be renewed here. */
  account(memberId: string, workspace: string): CalendarAccount | null | Promise<CalendarAccount | null>;
  /** Another address of the same protocol: a proxy, a test. */
  baseUrl?: string;
  /** Milliseconds to wait for each answer; 8,000 unless told. */
  timeoutMs?: number;
  fetch?: typeof globalThis.fetch;
}

/** So many stretches of a quarter of an hour there are not in eight weeks of a hundred calendars. */
const MAX_BYTES = 8 * 1024 * 1024;

/** What a calendar that has nothing to say is left out with. */
export type Answers = ReadonlyMap<string, readonly Busy[]>;

/**
 * Asks for calendars a batch at a time, those of one token together. A batch that fails leaves its members out; where all fail, the first error
 * is thrown, so that a revoked key is not mistaken for a free week.
 */
export async function askInBatches(
  { account }: Pick<AccountOptions, "account">,
  most: number,
  { workspace, members, signal }: Pick<Parameters<FreeBusy["busy"]>[0], "workspace" | "members" | "signal">,
  ask: (token: string, calendars: readonly string[]) => Promise<Answers>,
): Promise<Map<string, readonly Busy[]>> {
  const accounts = await Promise.all(members.map(async ({ id }) => ({ id, account: await account(id, workspace) })));
  const byToken = new Map<string, { id: string; calendar: string }[]>();
  for (const { id, account: found } of accounts) {
    if (found) byToken.set(found.token, [...(byToken.get(found.token) ?? []), { id, calendar: found.calendar }]);
  }
  const batches = [...byToken].flatMap(([token, owners]) => Array.from({ length: Math.ceil(owners.length / most) }, (_, i) => ({ token, owners: owners.slice(i * most, (i + 1) * most) })));
  const busy = new Map<string, readonly Busy[]>();
  const errors: unknown[] = [];
  for (const { token, owners } of batches) {
    signal.throwIfAborted();
    try {
      const answers = await ask(token, [...new Set(owners.map(({ calendar }) => calendar))]);
      for (const { id, calendar } of owners) {
        const taken = answers.get(calendar.toLowerCase());
        if (taken) busy.set(id, taken);
      }
    } catch (error) {
      errors.push(error);
    }
  }
  if (batches.length > 0 && errors.length === batches.length) throw errors[0];
  return busy;
}

/** POSTs JSON with a bearer token. What it throws names the service and the status, and nothing that was sent. */
export async function postJson(service: string, url: string, token: string, body: unknown, { timeoutMs = 8000, fetch = globalThis.fetch }: Pick<AccountOptions, "timeoutMs" | "fetch">, signal: AbortSignal, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    redirect: "error",
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    headers: { "content-type": "application/json", authorization: `Bearer ${token}`, ...headers },
    body: JSON.stringify(body),
  });
  const text = await textOf(response, MAX_BYTES, service);
  if (!response.ok) throw new Error(`${service} answered ${response.status}.`);
  return JSON.parse(text);
}

/** What is a stretch of time as ours, or nothing. */
export function busyOf(from: unknown, to: unknown): Busy[] {
  const [start, end] = [Date.parse(String(from)), Date.parse(String(to))];
  return start < end ? [{ from: new Date(start).toISOString(), to: new Date(end).toISOString() }] : [];
}

