"use client";
import type { Thread } from "@meanwhile/core";
import { type ReactElement, useState } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { useUpdateThread } from "./useUpdateThread.ts";

/** The title where it stands, to be changed. Enter saves, Escape leaves it as it was. */
export function TitleEditor({ thread, onDone }: { thread: Thread; onDone: () => void }): ReactElement {
  const labels = useLabels();
  const update = useUpdateThread();
  const [title, setTitle] = useState(thread.title);
  const save = () => {
    const trimmed = title.trim();
    if (trimmed !== "" && trimmed !== thread.title) update({ threadId: thread.id, title: trimmed });
    onDone();
  };
  return (
    <form
      className="mw-title-editor"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <input
        className="mw-input mw-thread-title"
        dir="auto"
        aria-label={labels.title}
        maxLength={300}
        // It takes the place of what was pressed.
        autoFocus
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && onDone()}
      />
      <button type="button" className="mw-button" onClick={onDone}>
        {labels.cancel}
      </button>
      <button type="submit" className="mw-button" data-kind="primary">
        {labels.save}
      </button>
    </form>
  );
}
