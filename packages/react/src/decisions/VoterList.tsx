"use client";
import type { Proposal, Voter } from "@meanwhile/core";
import type { ReactElement } from "react";
import { MemberAvatar } from "../members/MemberAvatar.tsx";
import type { Labels } from "../provider/labels.ts";
import { useLabels } from "../provider/useLabels.ts";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { dayName, type TimeFormat } from "../theme/timeText.ts";
import { useNow } from "../theme/useNow.ts";

/** Everybody who was asked, with what they answered or until when they have time. */
export function VoterList({ proposal }: { proposal: Proposal }): ReactElement {
  const labels = useLabels();
  const format = useMeanwhile();
  const now = useNow();
  return (
    <ul className="mw-voters">
      {proposal.voters.map((voter) => (
        <li key={voter.member.id} data-choice={voter.vote?.choice}>
          <MemberAvatar member={voter.member} size={22} />
          <span className="mw-voter">
            <span>
              <bdi className="mw-voter-name">{voter.member.name}</bdi> <span className="mw-meta">{standing(voter, proposal.state === "open", labels, format, now)}</span>
            </span>
            {voter.vote?.text && <span dir="auto">{voter.vote.text}</span>}
            {voter.vote?.alternative && (
              <span>
                <span className="mw-meta">{labels.instead}</span> <bdi>{voter.vote.alternative}</bdi>
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function standing({ vote, gone, deadline, member }: Voter, open: boolean, labels: Labels, format: TimeFormat, now: number): string {
  if (vote) return vote.by.id === member.id ? labels.voted[vote.choice] : `${labels.voted[vote.choice]}, ${labels.answeredBy(vote.by.name)}`;
  if (gone) return labels.cannotSee;
  if (!deadline) return labels.awayTooLong;
  return open ? labels.answersUntil(dayName(deadline.day, now, format)) : labels.saidNothing;
}
