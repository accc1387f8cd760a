import { useContext } from "react";
import { PortalContext } from "./context.ts";

/** Where layers above the page go: an element at the end of the body with the provider's theme, language and direction. `null` before the first effect and on a server. */
export function usePortalRoot(): HTMLElement | null {
  return useContext(PortalContext);
}
