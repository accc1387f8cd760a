"use client";
import type { ReactElement, RefObject } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { Popover } from "../theme/Popover.tsx";
import { useRoving } from "../theme/useRoving.ts";

const COLUMNS = 6;
const EMOJI = ["👍", "❤️", "🎉", "🙏", "💡", "👀", "😄", "🤔", "😮", "😢", "✅", "🚀"];

export interface ReactionPickerProps {
  anchor: RefObject<HTMLElement | null>;
  onPick: (emoji: string) => void;
  onClose: () => void;
}

/** A dozen ways to say something without words. */
export function ReactionPicker({ anchor, onPick, onClose }: ReactionPickerProps): ReactElement {
  const labels = useLabels();
  const roving = useRoving({ axis: { columns: COLUMNS } });
  return (
    <Popover anchor={anchor} align="end" onClose={onClose} role="dialog" aria-label={labels.react}>
      <div role="toolbar" aria-label={labels.reactions} className="mw-emoji-grid" {...roving.container}>
        {EMOJI.map((emoji, index) => (
          <button key={emoji} type="button" className="mw-button mw-emoji" data-autofocus={index === 0 ? "" : undefined} onClick={() => onPick(emoji)} {...roving.item(index)}>
            {emoji}
          </button>
        ))}
      </div>
    </Popover>
  );
}
