"use client";
import { useSyncExternalStore } from "react";

const MINUTE = 60_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let current = 0;

/** The present to the minute, in milliseconds: one timer for every clock on the page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read, read);
}

function read(): number {
  // Without a timer nobody is told of a change, so the answer has to hold still for a render at least.
  if (!timer && Date.now() - current > MINUTE) current = Date.now();
  return current;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    current = Date.now();
    for (const each of listeners) each();
  }, MINUTE);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
