"use client";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useActor } from "../members/useActor.ts";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { deviceRecentSearches } from "./recentSearches.ts";

export interface RecentList {
  queries: string[];
  add: (query: string) => void;
  clear: () => void;
}

/** What the member searched for on this device, newest first. It stays on the device. */
export function useRecentSearches(): RecentList {
  const actor = useActor(true);
  const workspace = useMeanwhile().client.user?.workspace ?? "";
  const store = useMemo(() => deviceRecentSearches(`meanwhile-searches/${encodeURIComponent(workspace)}`), [workspace]);
  const [queries, setQueries] = useState<string[]>([]);
  const id = actor?.id;
  useEffect(() => {
    if (id === undefined) return;
    let current = true;
    void store.load(id).then((known) => current && setQueries(known));
    return () => void (current = false);
  }, [store, id]);
  const add = useCallback(
    (query: string) => {
      const trimmed = query.trim();
      if (trimmed === "" || id === undefined) return;
      setQueries((known) => [trimmed, ...known.filter((one) => one !== trimmed)].slice(0, 8));
      void store.add(id, trimmed);
    },
    [store, id],
  );
  const clear = useCallback(() => {
    setQueries([]);
    if (id !== undefined) void store.clear(id);
  }, [store, id]);
  return { queries, add, clear };
}
