import type { Page } from "./page.ts";
import { newer } from "./query.ts";

/** What a list that is read page by page holds, in TanStack Query's shape. */
export interface Pages<P, Param = unknown> {
  pages: P[];
  pageParams: Param[];
}

/** Items of every page in order, each `id` once: one that moved up while later pages were read stands where it came first. */
export function itemsOf<T>(held: Pages<Page<T>> | undefined): T[] {
  const seen = new Set<unknown>();
  return (held?.pages ?? []).flatMap((page) => page.data).filter((item) => {
    const { id } = item as { id?: unknown };
    if (id === undefined) return true;
    return !seen.has(id) && seen.add(id);
  });
}

/**
 * Pages with a newer state of one item; the same object where they do not hold it, or hold a newer one. An item keeps the properties its
 * list shows: a thread as a whole becomes a row.
 */
export function withItem<T extends { id: string; version: number }, H extends Pages<Page<T>>>(held: H, item: T): H {
  let found = false;
  const pages = held.pages.map((page) => {
    const index = page.data.findIndex((one) => one.id === item.id);
    const known = page.data[index];
    if (!known || newer(known, item) === known) return page;
    found = true;
    const shown = Object.fromEntries(Object.keys(known).map((key) => [key, item[key as keyof T]])) as unknown as T;
    return { ...page, data: page.data.map((one) => (one === known ? shown : one)) };
  });
  return found ? { ...held, pages } : held;
}
