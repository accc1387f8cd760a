"use client";
import { useEffect, useRef } from "react";

/**
 * Opens search by ⌘K or Ctrl+K, wherever on the page the focus is. Where somebody else already took the key, it is theirs.
 *
 * @example
 * const [open, setOpen] = useState(false);
 * useSearchKey(() => setOpen(true));
 */
export function useSearchKey(onOpen: () => void, { enabled = true }: { enabled?: boolean } = {}): void {
  const act = useRef(onOpen);
  act.current = onOpen;
  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k" || event.metaKey === event.ctrlKey) return;
      event.preventDefault();
      act.current();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [enabled]);
}
