import { useEffect, useLayoutEffect } from "react";

/** A layout effect, of which React 18 does not complain where a server renders, and none would run. */
export const useLayout: typeof useLayoutEffect = typeof document === "undefined" ? useEffect : useLayoutEffect;
