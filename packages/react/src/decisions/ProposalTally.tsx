"use client";
import type { Proposal } from "@meanwhile/core";
import type { ReactElement } from "react";
import type { Labels } from "../provider/labels.ts";
import { useLabels } from "../provider/useLabels.ts";
import { VoterList } from "./VoterList.tsx";

/** How many answered, or what a closed proposal came to and why; and who was asked. */
export function ProposalTally({ proposal }: { proposal: Proposal }): ReactElement | null {
  const labels = useLabels();
  const isOpen = proposal.state === "open";
  // Whom a proposal asks that was not sent yet, only the server knows.
  if (proposal.voters.length === 0) return null;
  return (
    <>
      {!isOpen && (
        <p className="mw-proposal-result" dir="auto">
          {resultOf(proposal, labels)}
        </p>
      )}
      <details className="mw-disclosure" open={proposal.tally.object > 0}>
        <summary>
          <span>{labels.showVoters}</span>
          {isOpen && <span className="mw-meta">{tallyText(proposal, labels)}</span>}
        </summary>
        <VoterList proposal={proposal} />
      </details>
    </>
  );
}

/** "5 of 7 answered, at least 3, 2 silent count as consent" */
function tallyText({ tally, rules, state }: Proposal, labels: Labels): string {
  return [
    labels.answers(tally.answered, tally.counted),
    ...(tally.needed > 1 || state === "lapsed" ? [labels.answersNeeded(tally.needed)] : []),
    ...(tally.silent > 0 && state !== "withdrawn" ? [labels.silentCount(tally.silent, rules.silence === "consents")] : []),
    ...(tally.absent > 0 ? [labels.absentCount(tally.absent)] : []),
  ].join(", ");
}

function resultOf(proposal: Proposal, labels: Labels): string {
  const { state } = proposal;
  if (state === "open") return "";
  return `${labels.proposalResult[state]} ${state === "withdrawn" ? (proposal.reason ?? "") : tallyText(proposal, labels)}`;
}
