import type { Operation } from "@meanwhile/core";
import { useMemo, useSyncExternalStore } from "react";
import { useMeanwhile } from "./useMeanwhile.ts";

const NONE: readonly Operation[] = [];
const none = () => NONE;

/** What the server does not know yet; of one lane, when told. The same array until something in it changes. */
export function useOperations(lane?: string): readonly Operation[] {
  const { outbox } = useMeanwhile();
  const all = useSyncExternalStore(outbox.subscribe, outbox.operations, none);
  return useMemo(() => {
    const ours = lane === undefined ? all : all.filter((operation) => operation.lane === lane);
    return ours.length === 0 ? NONE : ours;
  }, [all, lane]);
}
