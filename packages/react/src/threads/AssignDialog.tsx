"use client";
import type { ThreadView } from "@meanwhile/core";
import type { ReactElement } from "react";
import { PeoplePicker } from "../members/PeoplePicker.tsx";
import { useLabels } from "../provider/useLabels.ts";
import { Dialog } from "../theme/Dialog.tsx";
import { useSetAssignee } from "./useSetAssignee.ts";

/** One of those who may read the thread is to see to it; choosing another takes the place of the one before. */
export function AssignDialog({ thread, onClose }: { thread: ThreadView; onClose: () => void }): ReactElement {
  const labels = useLabels();
  const setAssignee = useSetAssignee();
  const chosen = thread.assignee ? [thread.assignee.id] : [];
  return (
    <Dialog title={labels.assign} description={labels.assignHint} onClose={onClose}>
      <PeoplePicker
        threadId={thread.id}
        memberIds={chosen}
        onChange={(memberIds) => {
          setAssignee({ threadId: thread.id, memberId: memberIds.at(-1) ?? null });
          onClose();
        }}
      />
    </Dialog>
  );
}
