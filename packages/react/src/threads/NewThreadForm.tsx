"use client";
import type { Channel, Subject, ThreadId } from "@meanwhile/core";
import { forwardRef, type ReactElement, useId, useMemo, useState } from "react";
import { useChannels } from "../channels/useChannels.ts";
import { MarkdownField } from "../comments/MarkdownField.tsx";
import { toMarkdown } from "../comments/mentionText.ts";
import { EMPTY_DRAFT, useDraft } from "../provider/useDraft.ts";
import { useLabels } from "../provider/useLabels.ts";
import { Dialog } from "../theme/Dialog.tsx";
import { NewThreadPlace } from "./NewThreadPlace.tsx";
import { type NewThread, useCreateThread } from "./useCreateThread.ts";

export interface NewThreadFormProps {
  /** The channel it begins in; the writer may choose another one. */
  channelId?: Channel["id"];
  /** The object of yours that it is about; then there is no other place to choose. */
  subject?: Subject;
  /** Whom it begins among, instead of a channel; the writer may choose others. An empty list offers people and chooses none. */
  memberIds?: readonly string[];
  /** It was started, or is on its way. */
  onStarted?: (threadId: ThreadId) => void;
  onCancel?: () => void;
  className?: string;
}

/** A form that starts a thread: in a channel, among some people, or on an object of the host's. What is typed is kept when the form is left. */
export const NewThreadForm = forwardRef<HTMLFormElement, NewThreadFormProps>(function NewThreadForm({ channelId, subject, memberIds, onStarted, onCancel, className }, ref): ReactElement {
  const labels = useLabels();
  const create = useCreateThread();
  // Whom the draft of a thread to be is for is where it will live.
  const people = memberIds?.join("\n");
  const initial = useMemo(() => (people === undefined ? EMPTY_DRAFT : { ...EMPTY_DRAFT, audience: { kind: "people" as const, memberIds: people === "" ? [] : people.split("\n"), groupIds: [] } }), [people]);
  const [draft, change, forget] = useDraft(subject ? `new:${subject.type}/${subject.id}` : people === undefined ? "new" : `new:${people}`, initial);
  const [chosen, setChosen] = useState(channelId);
  const [left, setLeft] = useState({ title: false, text: false, people: false });
  const ids = { title: useId(), titleError: useId(), textError: useId() };
  const { data: channels } = useChannels({ joined: true });
  const open = channels.filter((channel) => channel.can.post && !channel.archived);
  const channel = chosen ?? open[0]?.id;
  const among = !subject && draft.audience.kind === "people" ? draft.audience.memberIds : null;
  const title = (draft.title ?? "").trim();
  const text = draft.text.trim();
  const problems = { title: title === "" ? labels.titleMissing : null, text: text === "" ? labels.textMissing : null, people: among?.length === 0 ? labels.peopleMissing : null };

  const submit = () => {
    setLeft({ title: true, text: true, people: true });
    if (problems.title || problems.text || problems.people) return;
    const words = { title, markdown: toMarkdown(draft.text, draft.mentions).trim() };
    const thread: NewThread | undefined = subject ? { ...words, subject } : among ? { ...words, people: [...among] } : channel && { ...words, channelId: channel };
    if (!thread) return;
    const { threadId, operation } = create(thread);
    forget(operation);
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
      {!subject && (
        <NewThreadPlace
          channels={open}
          channelId={channel}
          onChannel={setChosen}
          memberIds={among}
          onPeople={(next) => change({ audience: next ? { kind: "people", memberIds: next, groupIds: [] } : { kind: "thread" } })}
          error={left.people ? problems.people : null}
        />
      )}
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
