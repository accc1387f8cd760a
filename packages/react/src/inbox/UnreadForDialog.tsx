"use client";
import type { ThreadId } from "@meanwhile/core";
import { type FormEvent, type ReactElement, useId, useState } from "react";
import { PeoplePicker } from "../members/PeoplePicker.tsx";
import { useCall } from "../provider/useCall.ts";
import { useLabels } from "../provider/useLabels.ts";
import { Dialog } from "../theme/Dialog.tsx";
import { Problem } from "../theme/Problem.tsx";

/** Brings a thread back into others' inboxes. They see who did, so it is asked here, and not done by a slip. */
export function UnreadForDialog({ threadId, onClose }: { threadId: ThreadId; onClose: () => void }): ReactElement {
  const labels = useLabels();
  const [memberIds, setMemberIds] = useState<string[]>([]);
  const [checked, setChecked] = useState(false);
  const mark = useCall("inbox.markUnreadFor");
  const error = useId();
  const missing = checked && memberIds.length === 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (memberIds.length > 0) mark.mutate({ threadId, memberIds }, { onSuccess: onClose });
  };
  return (
    <Dialog title={labels.unreadForOthers} description={labels.unreadForOthersHint} onClose={onClose}>
      <form className="mw-snooze-form" onSubmit={submit} noValidate>
        <PeoplePicker threadId={threadId} memberIds={memberIds} onChange={setMemberIds} chosenShown meShown={false} describedBy={missing ? error : undefined} />
        {missing && (
          <p id={error} className="mw-error">
            {labels.chooseSomebody}
          </p>
        )}
        {mark.error && <Problem title={labels.notSent} error={mark.error} />}
        <div className="mw-dialog-actions">
          <button type="button" className="mw-button" data-kind="outline" onClick={onClose}>
            {labels.cancel}
          </button>
          <button type="submit" className="mw-button" data-kind="primary" aria-disabled={mark.isPending || undefined}>
            {labels.markUnread}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
