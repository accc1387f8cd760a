"use client";
import type { DecisionLink, ThreadId } from "@meanwhile/core";
import { Ban, CircleAlert, Ellipsis, History, Pencil, Replace, Scale } from "../theme/icons.ts";
import { forwardRef, type ReactElement, useId, useState } from "react";
import { Body } from "../body/Body.tsx";
import { OperationState } from "../comments/OperationState.tsx";
import { useLabels } from "../provider/useLabels.ts";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { Heading } from "../theme/Heading.tsx";
import { Menu, type MenuItem } from "../theme/Menu.tsx";
import { RelativeTime } from "../theme/RelativeTime.tsx";
import { ConfirmDialog } from "./ConfirmDialog.tsx";
import { DecisionHistory } from "./DecisionHistory.tsx";
import { OutcomeDialog } from "./OutcomeForm.tsx";
import { OutcomeDetails } from "./OutcomeDetails.tsx";
import { ProposalTally } from "./ProposalTally.tsx";
import { ReasonDialog } from "./ReasonDialog.tsx";
import { useDecision } from "./useDecision.ts";
import { useProposal } from "./useProposal.ts";
import { useWithdrawDecision } from "./useWithdrawDecision.ts";

export interface OutcomeBannerProps {
  threadId: ThreadId;
  /** Goes to another decision's thread; makes the links to what replaced it and what it replaces. */
  onOpen?: ((link: DecisionLink) => void) | undefined;
  /** The level of its title; 3 unless told. */
  headingLevel?: number;
  className?: string;
}

type Shown = "edit" | "anew" | "withdraw" | "confirm" | "history" | null;

/** How a thread ended: its newest decision, and what can be done with it. Nothing where nothing was decided. */
export const OutcomeBanner = forwardRef<HTMLElement, OutcomeBannerProps>(function OutcomeBanner({ threadId, onOpen, headingLevel = 3, className }, ref): ReactElement | null {
  const { data: decision } = useDecision(threadId);
  const { data: proposal } = useProposal(threadId, { enabled: Boolean(decision?.proposalId) });
  const labels = useLabels();
  const { locale } = useMeanwhile();
  const withdraw = useWithdrawDecision(threadId);
  const [shown, setShown] = useState<Shown>(null);
  const title = useId();
  if (!decision) return null;
  const close = () => setShown(null);
  const items: MenuItem[] = [];
  if (decision.can.change) items.push({ id: "edit", label: labels.editDecision, icon: <Pencil aria-hidden />, onSelect: () => setShown("edit") });
  if (decision.can.supersede) items.push({ id: "anew", label: labels.decideAnew, icon: <Replace aria-hidden />, onSelect: () => setShown("anew") });
  if (decision.version > 0) items.push({ id: "history", label: labels.decisionHistory, icon: <History aria-hidden />, onSelect: () => setShown("history") });
  if (decision.can.change) items.push({ id: "withdraw", label: labels.withdrawDecision, kind: "danger", icon: <Ban aria-hidden />, onSelect: () => setShown("withdraw") });
  const isDue = decision.state === "review_due";

  return (
    <section ref={ref} className={className ? `mw-outcome ${className}` : "mw-outcome"} data-state={decision.state} aria-labelledby={title}>
      <header className="mw-outcome-head">
        <Heading level={headingLevel} id={title} className="mw-outcome-title">
          {isDue ? <CircleAlert aria-hidden /> : <Scale aria-hidden />}
          <span className="mw-hidden">{labels.decision}: </span>
          {labels.decisionState[decision.state]}
        </Heading>
        <div className="mw-meta mw-facts">
          <span dir="auto">{decision.proposalId ? labels.byConsensus(decision.deciders[0]?.name ?? "") : new Intl.ListFormat(locale).format(decision.deciders.map(({ name }) => name))}</span>
          <RelativeTime at={decision.confirmed?.at ?? decision.decidedAt} />
          {decision.edited && (
            <span>
              <button type="button" className="mw-button" data-kind="link" aria-haspopup="dialog" onClick={() => setShown("history")}>
                {labels.edited}
              </button>
            </span>
          )}
        </div>
        {items.length > 0 && (
          <Menu label={labels.decisionActions} items={items}>
            <Ellipsis aria-hidden />
          </Menu>
        )}
      </header>
      {decision.withdrawn && (
        <p className="mw-outcome-note" dir="auto">
          {decision.withdrawn.reason}
        </p>
      )}
      {decision.state === "superseded" && (
        <p className="mw-outcome-note">
          {decision.supersededBy ? (
            <>
              {labels.replacedBy} <Link link={decision.supersededBy} onOpen={onOpen} />
            </>
          ) : (
            labels.replacedUnseen
          )}
        </p>
      )}
      <Body body={decision.body} headingLevel={headingLevel + 1} className="mw-outcome-statement" />
      <OutcomeDetails decision={decision} />
      {proposal && proposal.id === decision.proposalId && <ProposalTally proposal={proposal} />}
      {decision.supersedes.length > 0 && (
        <p className="mw-meta">
          {labels.replaces}{" "}
          {decision.supersedes.map((link, index) => (
            <span key={link.id}>
              {index > 0 && ", "}
              <Link link={link} onOpen={onOpen} />
            </span>
          ))}
        </p>
      )}
      {isDue && (
        <div className="mw-outcome-due">
          <p>{labels.reviewDueHint}</p>
          {decision.can.change && (
            <button type="button" className="mw-button" data-kind="outline" onClick={() => setShown("confirm")}>
              {labels.stillHolds}
            </button>
          )}
          {decision.can.supersede && (
            <button type="button" className="mw-button" onClick={() => setShown("anew")}>
              {labels.decideAnew}
            </button>
          )}
        </div>
      )}
      <OperationState operation={decision.operation} />
      {shown === "edit" && <OutcomeDialog threadId={threadId} decision={decision} onClose={close} />}
      {shown === "anew" && <OutcomeDialog threadId={threadId} closable={false} onClose={close} />}
      {shown === "history" && <DecisionHistory decision={decision} onClose={close} />}
      {shown === "confirm" && <ConfirmDialog decision={decision} onClose={close} />}
      {shown === "withdraw" && (
        <ReasonDialog place={`withdraw:${decision.id}`} title={labels.withdrawDecision} hint={labels.withdrawDecisionHint} action={labels.withdraw} kind="danger" onDone={(reason) => withdraw({ decisionId: decision.id, reason })} onClose={close} />
      )}
    </section>
  );
});

function Link({ link, onOpen }: { link: DecisionLink; onOpen: OutcomeBannerProps["onOpen"] }): ReactElement {
  const text = <bdi>{link.excerpt}</bdi>;
  if (!onOpen) return text;
  return (
    <button type="button" className="mw-button" data-kind="link" onClick={() => onOpen(link)}>
      {text}
    </button>
  );
}

