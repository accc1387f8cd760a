"use client";
import { useCallback, useEffect, useState } from "react";
import type { RecentSearch } from "../provider/context.ts";
import { useMeanwhile } from "../provider/useMeanwhile.ts";

export interface RecentList {
  queries: string[];
  add: (query: string) => void;
  clear: () => void;
}

const MOST = 8;

/** What the member searched for on this device, newest first. It stays where their drafts are, and goes with them. */
export function useRecentSearches(): RecentList {
  const { recents } = useMeanwhile();
  const [list, setList] = useState<readonly RecentSearch[]>([]);
  useEffect(() => {
    let current = true;
    // A disk that cannot be read has none.
    recents.load().then((known) => current && setList(known.sort((a, b) => b.at - a.at)), () => undefined);
    return () => void (current = false);
  }, [recents]);
  const add = useCallback(
    (query: string) => {
      const id = query.trim();
      if (id === "") return;
      const next = [{ id, at: Date.now() }, ...list.filter((one) => one.id !== id)];
      setList(next.slice(0, MOST));
      recents.save(next[0]!).catch(() => undefined);
      for (const old of next.slice(MOST)) recents.remove(old.id).catch(() => undefined);
    },
    [recents, list],
  );
  const clear = useCallback(() => {
    setList([]);
    for (const { id } of list) recents.remove(id).catch(() => undefined);
  }, [recents, list]);
  return { queries: list.map(({ id }) => id), add, clear };
}
