/** Where a layer may stand beside its anchor. `start` and `end` follow the reading direction. */
export interface Placement {
  side: "below" | "above";
  align: "start" | "end";
}

interface Box {
  width: number;
  height: number;
}

const GAP = 4;
const EDGE = 8;

/**
 * The top left corner, in pixels of the viewport, for a layer of that size beside an anchor. It changes sides where there is more
 * room on the other one, and never leaves the viewport as long as it fits.
 */
export function place(anchor: { left: number; right: number; top: number; bottom: number }, layer: Box, viewport: Box, placement: Placement, rightToLeft: boolean): { left: number; top: number } {
  const below = anchor.bottom + GAP;
  const above = anchor.top - GAP - layer.height;
  const fitsBelow = below + layer.height <= viewport.height - EDGE;
  const fitsAbove = above >= EDGE;
  const roomier = viewport.height - anchor.bottom >= anchor.top ? below : above;
  const preferred = placement.side === "below" ? (fitsBelow ? below : fitsAbove ? above : roomier) : fitsAbove ? above : fitsBelow ? below : roomier;

  const alignsLeft = (placement.align === "start") !== rightToLeft;
  const left = alignsLeft ? anchor.left : anchor.right - layer.width;
  return {
    left: clamp(left, EDGE, viewport.width - EDGE - layer.width),
    top: clamp(preferred, EDGE, viewport.height - EDGE - layer.height),
  };
}

/** The lower bound wins where both can't hold: what is too large is read from its start. */
function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
