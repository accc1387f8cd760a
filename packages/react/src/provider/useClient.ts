import type { MeanwhileClient } from "@meanwhile/core";
import { useMeanwhile } from "./useMeanwhile.ts";

/** The client, for calls that have no hook. */
export function useClient(): MeanwhileClient {
  return useMeanwhile().client;
}
