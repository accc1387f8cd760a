import type { StreamStatus } from "@meanwhile/core";
import { useContext } from "react";
import { StatusContext } from "./context.ts";

/** Whether changes arrive by themselves at the moment. */
export function useConnectionStatus(): StreamStatus {
  return useContext(StatusContext);
}
