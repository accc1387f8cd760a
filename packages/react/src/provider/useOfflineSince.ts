import { useEffect, useState } from "react";
import { useConnectionStatus } from "./useConnectionStatus.ts";

/** Since when the server is out of reach, in milliseconds; `null` while it is not. Tries in between do not count as a connection. */
export function useOfflineSince(): number | null {
  const status = useConnectionStatus();
  const [since, setSince] = useState<number | null>(null);
  useEffect(() => {
    const leave = () => setSince((known) => known ?? Date.now());
    const back = () => setSince(null);
    if (status === "offline" || !navigator.onLine) leave();
    else if (status === "open") back();
    addEventListener("offline", leave);
    addEventListener("online", back);
    return () => {
      removeEventListener("offline", leave);
      removeEventListener("online", back);
    };
  }, [status]);
  return since;
}
