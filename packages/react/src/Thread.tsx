"use client";
import { type CommentView, type DecisionLink, inboxItemId, type ThreadId, type ThreadView } from "@meanwhile/core";
import { Mail, MailWarning, Scale, Vote } from "./theme/icons.ts";
import { forwardRef, type ReactElement, useState } from "react";
import { OutcomeBanner } from "./decisions/OutcomeBanner.tsx";
import { OutcomeDialog } from "./decisions/OutcomeForm.tsx";
import { ProposalCard } from "./decisions/ProposalCard.tsx";
import { ProposalDialog } from "./decisions/ProposalForm.tsx";
import { useProposal } from "./decisions/useProposal.ts";
import { FollowMenu } from "./inbox/FollowMenu.tsx";
import { UnreadForDialog } from "./inbox/UnreadForDialog.tsx";
import { useInboxChange } from "./inbox/useInboxChange.ts";
import { useLabels } from "./provider/useLabels.ts";
import { useStarted } from "./provider/useStarted.ts";
import type { MenuItem } from "./theme/Menu.tsx";
import { ThreadPage } from "./threads/ThreadPage.tsx";

export interface ThreadProps {
  threadId: ThreadId;
  /** False where the host puts a `Composer` elsewhere, or none. */
  composer?: boolean;
  /** The level of its title; 2 unless told. What stands in it is below. */
  headingLevel?: number;
  /** Goes to the thread of another decision; makes links of what replaced this one's and what it replaces. */
  onOpenDecision?: (link: DecisionLink) => void;
  className?: string;
}

/** Where the slices meet on a thread's page: the thread, what was decided in it, what is proposed, and how it reaches inboxes. */
export const Thread = forwardRef<HTMLElement, ThreadProps>(function Thread({ threadId, onOpenDecision, headingLevel = 2, ...page }, ref): ReactElement {
  const labels = useLabels();
  // One that was just started is not on the server yet: nothing is decided in it, and nobody can be asked how to follow it.
  const isThere = useStarted(threadId) === undefined;
  const { data: proposal } = useProposal(threadId, { enabled: isThere });
  const [shown, setShown] = useState<"decide" | "propose" | "unread" | null>(null);
  const inbox = useInboxChange();
  const isOpen = proposal?.state === "open";
  // Whoever may close it may say what came of it.
  const actions = (thread: ThreadView): MenuItem[] => [
    ...(thread.can.close ? [{ id: "decide", label: labels.recordDecision, icon: <Scale aria-hidden />, onSelect: () => setShown("decide") }] : []),
    ...(thread.can.close && !thread.closed && !isOpen ? [{ id: "propose", label: labels.propose, icon: <Vote aria-hidden />, onSelect: () => setShown("propose") }] : []),
    { id: "unread", label: labels.unreadForOthers, icon: <MailWarning aria-hidden />, onSelect: () => setShown("unread") },
  ];
  const commentActions = ({ number }: CommentView): MenuItem[] =>
    number === null ? [] : [{ id: "unread", label: labels.markUnreadFromHere, icon: <Mail aria-hidden />, onSelect: () => void inbox.setState({ itemId: inboxItemId(threadId), state: "unread", from: number }) }];
  const outcome = isThere && (
    <>
      <OutcomeBanner threadId={threadId} onOpen={onOpenDecision} headingLevel={headingLevel + 1} />
      {/* What an accepted one came to stands with its decision. */}
      {proposal && proposal.state !== "accepted" && <ProposalCard threadId={threadId} headingLevel={headingLevel + 1} />}
    </>
  );
  return (
    <>
      <ThreadPage ref={ref} threadId={threadId} headingLevel={headingLevel} actions={actions} commentActions={commentActions} tools={isThere && <FollowMenu threadId={threadId} />} outcome={outcome} {...page} />
      {shown === "decide" && <OutcomeDialog threadId={threadId} onClose={() => setShown(null)} />}
      {shown === "unread" && <UnreadForDialog threadId={threadId} onClose={() => setShown(null)} />}
      {shown === "propose" && <ProposalDialog threadId={threadId} onClose={() => setShown(null)} />}
    </>
  );
});
