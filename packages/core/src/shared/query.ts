import type { Page } from "./page.ts";

/** JSON, from the general to the particular: a key that begins like another is part of it. */
export type QueryKey = readonly unknown[];

/** How to read something, in the shape TanStack Query takes, without needing it. */
export interface QueryOptions<T> {
  queryKey: QueryKey;
  queryFn: (context: { signal: AbortSignal }) => Promise<T>;
  staleTime: number;
  /** The client tries again by itself. */
  retry: false;
  structuralSharing: (known: unknown, next: unknown) => unknown;
}

/** The same for a list that is read page by page. */
export interface InfiniteQueryOptions<P, Param> {
  queryKey: QueryKey;
  queryFn: (context: { signal: AbortSignal; pageParam: Param }) => Promise<P>;
  initialPageParam: Param;
  getNextPageParam: (last: P, pages: P[], lastParam: Param) => Param | null;
  getPreviousPageParam?: (first: P, pages: P[], firstParam: Param) => Param | null;
  staleTime: number;
  retry: false;
  structuralSharing: (known: unknown, next: unknown) => unknown;
}

/** Events say when something changed; this only bounds how old a thing may be that no event came for. */
const settings = { staleTime: 60_000, retry: false, structuralSharing: settle } as const;

export function queryOf<T>(queryKey: QueryKey, queryFn: QueryOptions<T>["queryFn"]): QueryOptions<T> {
  return { queryKey, queryFn, ...settings };
}

export function pagesOf<P extends Page<unknown>>(queryKey: QueryKey, read: (cursor: string | undefined, options: { signal: AbortSignal }) => Promise<P>): InfiniteQueryOptions<P, string | null> {
  return {
    queryKey,
    queryFn: ({ pageParam, signal }) => read(pageParam ?? undefined, { signal }),
    initialPageParam: null,
    getNextPageParam: (last) => last.nextCursor,
    ...settings,
  };
}

/** The newer of two states of one thing. On a tie the second: it was read later. */
export function newer<T extends { version: number }>(known: T, next: T): T {
  return known.version > next.version ? known : next;
}

/**
 * What to hold when `next` was read where `known` stood: `next`, except that a thing in it that is older than the one held (same `id`,
 * lower `version`) is not taken, so that an answer that was overtaken never undoes a change that is settled; and that whatever did
 * not change stays the same object. Things are found again by `id`, wherever in their list they stand now.
 */
export function settle(known: unknown, next: unknown): unknown {
  return merge(known, next, false);
}

/** @param inside whether this is a part of a thing: a host's metadata may have an `id` and a `version` of its own, which mean nothing to us */
function merge(known: unknown, next: unknown, inside: boolean): unknown {
  if (known === next || typeof known !== "object" || typeof next !== "object" || known === null || next === null) return next;
  if (Array.isArray(known) !== Array.isArray(next)) return next;
  if (Array.isArray(next)) {
    const before = known as unknown[];
    const byId = new Map(before.map((item) => [idOf(item), item]));
    const items = next.map((item, index) => merge(idOf(item) === undefined ? before[index] : byId.get(idOf(item)), item, inside));
    return items.length === before.length && items.every((item, index) => item === before[index]) ? known : items;
  }
  const [a, b] = [known as Entity, next as Entity];
  if (a.id !== b.id) return next;
  const thing = !inside && a.id !== undefined && typeof a.version === "number" && typeof b.version === "number";
  if (thing && (a.version as number) > (b.version as number)) return known;
  const parts = Object.keys(b).map((key) => [key, Object.hasOwn(a, key) ? merge(a[key], b[key], inside || thing) : b[key]] as const);
  const same = parts.length === Object.keys(a).length && parts.every(([key, part]) => Object.hasOwn(a, key) && part === a[key]);
  return same ? known : Object.fromEntries(parts);
}

interface Entity {
  id?: unknown;
  version?: unknown;
  [key: string]: unknown;
}

function idOf(item: unknown): unknown {
  return typeof item === "object" && item !== null ? (item as Entity).id : undefined;
}
