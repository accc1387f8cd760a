"use client";
import type { Proposal, ThreadId } from "@meanwhile/core";
import { Ban, CalendarPlus, CircleAlert, CircleCheck, CircleSlash, Ellipsis, Vote } from "../theme/icons.ts";
import { forwardRef, type ReactElement, useId, useState } from "react";
import { Body } from "../body/Body.tsx";
import { OperationState } from "../comments/OperationState.tsx";
import { useMe } from "../members/useMe.ts";
import { useLabels } from "../provider/useLabels.ts";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { Heading } from "../theme/Heading.tsx";
import { Menu } from "../theme/Menu.tsx";
import { dayName, distance, shortTime } from "../theme/timeText.ts";
import { RelativeTime } from "../theme/RelativeTime.tsx";
import { useNow } from "../theme/useNow.ts";
import { ProposalTally } from "./ProposalTally.tsx";
import { ReasonDialog } from "./ReasonDialog.tsx";
import { useExtendProposal } from "./useExtendProposal.ts";
import { useProposal } from "./useProposal.ts";
import { useWithdrawProposal } from "./useWithdrawProposal.ts";
import { VoteForm } from "./VoteForm.tsx";

export interface ProposalCardProps {
  threadId: ThreadId;
  /** The level of its title; 3 unless told. */
  headingLevel?: number;
  className?: string;
}

const ICONS = { open: Vote, accepted: CircleCheck, rejected: CircleSlash, lapsed: CircleSlash, escalated: CircleAlert, withdrawn: Ban };

/** The newest proposal of a thread: what, until when, who has answered, my answer, and how it ended. Nothing where nothing was proposed. */
export const ProposalCard = forwardRef<HTMLElement, ProposalCardProps>(function ProposalCard({ threadId, headingLevel = 3, className }, ref): ReactElement | null {
  const { data: proposal } = useProposal(threadId);
  const labels = useLabels();
  const withdraw = useWithdrawProposal(threadId);
  const extend = useExtendProposal(threadId);
  const [shown, setShown] = useState<"extend" | "withdraw" | null>(null);
  const title = useId();
  if (!proposal) return null;
  const Icon = ICONS[proposal.state];
  const isOpen = proposal.state === "open";
  const asked = proposal.voters.filter((voter) => proposal.can.voteFor.includes(voter.member.id));
  return (
    <section ref={ref} className={className ? `mw-proposal ${className}` : "mw-proposal"} data-state={proposal.state} aria-labelledby={title}>
      <header className="mw-outcome-head">
        <Heading level={headingLevel} id={title} className="mw-outcome-title">
          <Icon aria-hidden />
          <span className="mw-hidden">{labels.proposal}: </span>
          {labels.proposalState[proposal.state]}
        </Heading>
        <div className="mw-meta mw-facts">
          <span dir="auto">{proposal.proposer.name}</span>
          <RelativeTime at={proposal.openedAt} />
          {proposal.extensions.length > 0 && <span>{labels.extended(proposal.extensions.reduce((sum, { workingDays }) => sum + workingDays, 0))}</span>}
        </div>
        {proposal.can.change && (
          <Menu
            label={labels.proposalActions}
            items={[
              { id: "extend", label: labels.extendProposal, icon: <CalendarPlus aria-hidden />, onSelect: () => setShown("extend") },
              { id: "withdraw", label: labels.withdrawProposal, kind: "danger", icon: <Ban aria-hidden />, onSelect: () => setShown("withdraw") },
            ]}
          >
            <Ellipsis aria-hidden />
          </Menu>
        )}
      </header>
      <Body body={proposal.body} headingLevel={headingLevel + 1} className="mw-outcome-statement" />
      {isOpen && proposal.version > 0 && <Deadline proposal={proposal} />}
      {isOpen && asked.map((voter) => <VoteForm key={voter.member.id} proposal={proposal} voter={voter} />)}
      <ProposalTally proposal={proposal} />
      <OperationState operation={proposal.operation} />
      {shown === "withdraw" && (
        <ReasonDialog place={`withdraw:${proposal.id}`} title={labels.withdrawProposal} hint={labels.withdrawProposalHint} action={labels.withdraw} kind="danger" onDone={(reason) => withdraw({ proposalId: proposal.id, reason })} onClose={() => setShown(null)} />
      )}
      {shown === "extend" && (
        <ReasonDialog place={`extend:${proposal.id}`} title={labels.extendProposal} hint={labels.extendHint} action={labels.extendProposal} kind="primary" days={labels.extendBy} onDone={(reason, workingDays) => extend({ proposalId: proposal.id, workingDays, reason })} onClose={() => setShown(null)} />
      )}
    </section>
  );
});

/** Until when, on the reader's clock; and on which day it is their own, or somebody else's, last. */
function Deadline({ proposal }: { proposal: Proposal }): ReactElement {
  const labels = useLabels();
  const format = useMeanwhile();
  const { data: me } = useMe();
  const now = useNow();
  const closes = Date.parse(proposal.closesAt);
  const mine = proposal.voters.find((voter) => voter.member.id === me?.id && !voter.vote);
  const last = proposal.voters.filter((voter) => !voter.vote && voter.deadline && voter.member.id !== me?.id).sort((a, b) => b.deadline!.at.localeCompare(a.deadline!.at))[0];
  return (
    <p className="mw-meta mw-facts">
      <time dateTime={proposal.closesAt} suppressHydrationWarning>
        {labels.closesOn(shortTime(closes, format), distance(closes, now, format))}
      </time>
      {mine?.deadline && <strong>{labels.yourLastDay(dayName(mine.deadline.day, now, format))}</strong>}
      {me && !mine && last?.deadline && <span>{labels.lastDay(last.member.name, dayName(last.deadline.day, now, format))}</span>}
    </p>
  );
}
