import { useContext } from "react";
import { LabelsContext } from "./context.ts";
import type { Labels } from "./labels.ts";
import { within } from "./useMeanwhile.ts";

/** The words components say. */
export function useLabels(): Labels {
  return within(useContext(LabelsContext));
}
