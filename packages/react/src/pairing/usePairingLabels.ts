import { useMemo } from "react";
import type { Labels } from "../provider/labels.ts";
import { type PairingLabels, pairingLabels } from "../provider/labels.pairing.ts";
import { useLabels } from "../provider/useLabels.ts";

/** Every word there is, those of pairing included: only a page that shows pairing loads these. The host's own words win. */
export function usePairingLabels(): Labels & PairingLabels {
  const labels = useLabels();
  return useMemo(() => ({ ...pairingLabels, ...labels }), [labels]);
}
