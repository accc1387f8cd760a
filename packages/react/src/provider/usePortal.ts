import { useEffect, useState, useSyncExternalStore } from "react";

/** An element at the end of the body that looks like the provider's own; `null` before the first effect and on a server. */
export function usePortal(attributes: Readonly<Record<string, string>>): HTMLElement | null {
  const [store] = useState(portalStore);
  const portal = useSyncExternalStore(store.subscribe, store.get, nothing);

  useEffect(() => {
    for (const [name, value] of Object.entries(attributes)) portal?.setAttribute(name, value);
  });

  return portal;
}

const nothing = () => null;

/** The element is there for as long as somebody subscribes. */
function portalStore() {
  let element: HTMLElement | null = null;
  return {
    get: () => element,
    subscribe: (changed: () => void) => {
      element = document.createElement("div");
      document.body.append(element);
      changed();
      return () => {
        element?.remove();
        element = null;
      };
    },
  };
}
