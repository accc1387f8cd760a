"use client";
import { Users } from "../theme/icons.ts";
import type { ReactElement } from "react";
import { MemberAvatar } from "../members/MemberAvatar.tsx";
import { useLabels } from "../provider/useLabels.ts";
import type { MentionBox } from "./useMentionBox.ts";

/** Whom the `@` may mean. Focus stays in the text; the arrows there move through these. */
export function MentionOptions({ id, box }: { id: string; box: MentionBox }): ReactElement {
  const labels = useLabels();
  return (
    <div id={id} role="listbox" aria-label={labels.mention} className="mw-mention-options">
      {box.options.map((option, index) => (
        <div
          key={`${option.kind}/${option.id}`}
          id={box.optionId(index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === box.active}
          className="mw-menu-item"
          onPointerMove={() => box.setActive(index)}
          // Before the textarea loses the focus.
          onPointerDown={(event) => {
            event.preventDefault();
            box.take(option);
          }}
        >
          {option.kind === "group" ? (
            <span className="mw-group-mark" aria-hidden>
              <Users aria-hidden />
            </span>
          ) : (
            <MemberAvatar member={option} size={24} />
          )}
          <span dir="auto">{option.name}</span>
          {option.kind === "group" && <span className="mw-meta">{labels.group}</span>}
        </div>
      ))}
    </div>
  );
}
