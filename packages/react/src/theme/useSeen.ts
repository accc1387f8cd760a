"use client";
import { type RefObject, useEffect, useRef } from "react";

/**
 * Calls `onSeen` when the element comes into sight, as long as `enabled`. `again` is anything that changes when the same element may
 * call once more without having left: a list that grew and still has its end in sight.
 */
export function useSeen<E extends HTMLElement>(onSeen: () => void, enabled: boolean, again: unknown): RefObject<E | null> {
  const element = useRef<E>(null);
  const latest = useRef(onSeen);
  latest.current = onSeen;
  useEffect(() => {
    if (!enabled || !element.current) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) latest.current();
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [enabled, again]);
  return element;
}
