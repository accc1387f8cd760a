"use client";
import type { ReactElement } from "react";
import { useHasDraft } from "./useDraft.ts";
import { useLabels } from "./useLabels.ts";

/** Says that the reader began to write there and did not finish. */
export function DraftMark({ place }: { place: string }): ReactElement | null {
  const labels = useLabels();
  return useHasDraft(place) ? <span className="mw-draft">{labels.draft}</span> : null;
}
