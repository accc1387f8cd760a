"use client";
import type { Channel, ThreadId } from "@meanwhile/core";
import { forwardRef, type ReactElement, useId, useState } from "react";
import { useChannels } from "../channels/useChannels.ts";
import { useDraft } from "../comments/draftStore.ts";
import { MarkdownField } from "../comments/MarkdownField.tsx";
import { toMarkdown } from "../comments/mentionText.ts";
import { useLabels } from "../provider/useLabels.ts";
import { Dialog } from "../theme/Dialog.tsx";
import { useCreateThread } from "./useCreateThread.ts";

export interface NewThreadFormProps {
  /** The channel it begins in; the writer may choose another one. */
  channelId?: Channel["id"];
  /** It was started, or is on its way. */
  onStarted?: (threadId: ThreadId) => void;
  onCancel?: () => void;
  className?: string;
}

/** A form that starts a thread in a channel. What is typed is kept when the form is left. */
export const NewThreadForm = forwardRef<HTMLFormElement, NewThreadFormProps>(function NewThreadForm({ channelId, onStarted, onCancel, className }, ref): ReactElement {
  const labels = useLabels();
  const { data: channels } = useChannels({ joined: true });
  const create = useCreateThread();
  const [draft, change, forget] = useDraft("new");
  const [chosen, setChosen] = useState(channelId);
  const [left, setLeft] = useState({ title: false, text: false });
  const ids = { title: useId(), channel: useId(), titleError: useId(), textError: useId() };
  const open = (channels ?? []).filter((channel) => channel.can.post && !channel.archived);
  const channel = chosen ?? open[0]?.id;
  const title = (draft.title ?? "").trim();
  const text = draft.text.trim();
  const problems = { title: title === "" ? labels.titleMissing : null, text: text === "" ? labels.textMissing : null };

  const submit = () => {
    setLeft({ title: true, text: true });
    if (problems.title || problems.text || !channel) return;
    const { threadId } = create({ channelId: channel, title, markdown: toMarkdown(draft.text, draft.mentions).trim() });
    forget();
    onStarted?.(threadId);
  };

  return (
    <form
      ref={ref}
      className={className ? `mw-new-thread ${className}` : "mw-new-thread"}
      noValidate
      aria-label={labels.newThread}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="mw-field">
        <label htmlFor={ids.channel}>{labels.channel}</label>
        <select id={ids.channel} className="mw-input" value={channel ?? ""} onChange={(event) => setChosen(event.target.value as Channel["id"])}>
          {open.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </div>
      <div className="mw-field">
        <label htmlFor={ids.title}>{labels.title}</label>
        <input
          id={ids.title}
          className="mw-input"
          dir="auto"
          maxLength={300}
          placeholder={labels.titlePlaceholder}
          data-autofocus=""
          aria-invalid={(left.title && problems.title !== null) || undefined}
          aria-describedby={left.title && problems.title ? ids.titleError : undefined}
          value={draft.title ?? ""}
          onChange={(event) => change({ title: event.target.value })}
          onBlur={() => draft.title && setLeft((now) => ({ ...now, title: true }))}
        />
        {left.title && problems.title && (
          <p id={ids.titleError} className="mw-error">
            {problems.title}
          </p>
        )}
      </div>
      <div className="mw-field">
        <span className="mw-label" aria-hidden>
          {labels.openingComment}
        </span>
        <MarkdownField label={labels.openingComment} placeholder={labels.openingPlaceholder} value={draft} onChange={change} onSubmit={submit} invalid={left.text && problems.text !== null} describedBy={left.text && problems.text ? ids.textError : undefined}>
          {onCancel && (
            <button type="button" className="mw-button" onClick={onCancel}>
              {labels.cancel}
            </button>
          )}
          <button type="submit" className="mw-button" data-kind="primary">
            {labels.startThread}
          </button>
        </MarkdownField>
        {left.text && problems.text && (
          <p id={ids.textError} className="mw-error">
            {problems.text}
          </p>
        )}
      </div>
    </form>
  );
});

/** The same form in a dialog, open for as long as it is rendered. */
export function NewThreadDialog({ onClose, onStarted, ...rest }: Omit<NewThreadFormProps, "onCancel"> & { onClose: () => void }): ReactElement {
  const labels = useLabels();
  return (
    <Dialog title={labels.newThread} onClose={onClose}>
      <NewThreadForm
        {...rest}
        onCancel={onClose}
        onStarted={(threadId) => {
          onStarted?.(threadId);
          onClose();
        }}
      />
    </Dialog>
  );
}
