"use client";
import type { ProgramId } from "@meanwhile/core";
import { forwardRef, type ReactElement, useId, useMemo, useState } from "react";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { Empty } from "../theme/Empty.tsx";
import { Heading } from "../theme/Heading.tsx";
import { Problem } from "../theme/Problem.tsx";
import { Skeleton } from "../theme/Skeleton.tsx";
import { shortTime } from "../theme/timeText.ts";
import { PairWhy, ruleText } from "./PairWhy.tsx";
import { RoundGraph } from "./RoundGraph.tsx";
import { RoundTable } from "./RoundTable.tsx";
import { useRoundPreview } from "./useRoundPreview.ts";
import { usePairingLabels } from "./usePairingLabels.ts";

export interface RoundPreviewProps {
  programId: ProgramId;
  /** The level of its title; 2 unless told. */
  headingLevel?: number;
  className?: string;
}

/**
 * A program's next round as it would be now: who meets whom as a picture and as a table, who sits out and why, whether it could be better; and
 * of any two people why they are together, or why not.
 */
export const RoundPreview = forwardRef<HTMLElement, RoundPreviewProps>(function RoundPreview({ programId, headingLevel = 2, className }, ref): ReactElement {
  const labels = usePairingLabels();
  const format = useMeanwhile();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const between = chosen.length === 2 ? ([chosen[0]!, chosen[1]!] as const) : undefined;
  const { data: round, error, isPending, isPlaceholderData, refetch } = useRoundPreview(programId, between);
  const title = useId();
  const people = useMemo(() => (round ? round.groups.flatMap(({ members }) => members).sort((a, b) => a.name.localeCompare(b.name, format.locale)) : []), [round, format.locale]);
  // The third person begins anew; who was chosen is let go.
  const choose = (id: string) => setChosen((held) => (held.includes(id) ? held.filter((other) => other !== id) : held.length === 2 ? [id] : [...held, id]));
  return (
    <section ref={ref} className={className ? `mw-round ${className}` : "mw-round"} aria-labelledby={title} aria-busy={isPending || isPlaceholderData}>
      <header>
        <Heading level={headingLevel} id={title} className="mw-round-title">
          {labels.roundPreview}
        </Heading>
        {round && (
          <p className="mw-meta mw-facts">
            <time dateTime={round.plannedFor} suppressHydrationWarning>
              {shortTime(Date.parse(round.plannedFor), format)}
            </time>
            <span>{labels.pairingRound(round.number)}</span>
            <span>{labels.previewPeople(people.length)}</span>
            <span>{labels.previewGroups(round.groups.length)}</span>
            {round.out.length > 0 && <span>{labels.previewOut(round.out.length)}</span>}
          </p>
        )}
      </header>
      {error && !round && <Problem title={labels.previewFailed} error={error} onRetry={() => void refetch()} />}
      {isPending && !error && <Skeleton items={4} widths={[60, 40]} />}
      {round && round.groups.length === 0 && (
        <Empty title={labels.previewNobody}>
          <p>{labels.previewNobodyHint}</p>
        </Empty>
      )}
      {round && round.groups.length > 0 && (
        <>
          <Verdict round={round} />
          <PairWhy people={people} chosen={chosen} round={round} error={error} isWaiting={isPlaceholderData} onChange={setChosen} level={headingLevel + 1} />
          <div className="mw-round-views">
            <RoundGraph people={people} groups={round.groups} chosen={chosen} onChoose={choose} />
            <RoundTable groups={round.groups} chosen={chosen} />
          </div>
        </>
      )}
      {round && round.out.length > 0 && (
        <div className="mw-round-out">
          <Heading level={headingLevel + 1} className="mw-label">
            {labels.previewOutTitle}
          </Heading>
          <ul>
            {round.out.map(({ member, reason, rules }) => (
              <li key={member.id}>
                <bdi>{member.name}</bdi> <span className="mw-meta">{[labels.unplacedReason[reason], ...rules.map((rule) => ruleText(rule, labels))].join(": ")}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
});

/** How good it is, as far as that is known. */
function Verdict({ round }: { round: NonNullable<ReturnType<typeof useRoundPreview>["data"]> }): ReactElement {
  const labels = usePairingLabels();
  const { repeats, unavoidableRepeats } = round.metrics;
  const said = [
    repeats === 0 ? labels.previewNoRepeats : labels.previewRepeats(repeats, unavoidableRepeats),
    ...(round.proof?.gap === 0 ? [labels.previewProved] : []),
    ...(round.relaxed.length > 0 ? [labels.previewRelaxed(round.relaxed.map(({ rule }) => ruleText(rule, labels)).join(", "))] : []),
  ];
  return <p className="mw-round-verdict">{said.join(" ")}</p>;
}
