"use client";
import type { Figure, ProgramId, ProgramResults } from "@meanwhile/core";
import { forwardRef, type ReactElement, useId } from "react";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { Empty } from "../theme/Empty.tsx";
import { Heading } from "../theme/Heading.tsx";
import { Problem } from "../theme/Problem.tsx";
import { Skeleton } from "../theme/Skeleton.tsx";
import { BarChart } from "./BarChart.tsx";
import { useProgramResults } from "./useProgramResults.ts";
import { usePairingLabels } from "./usePairingLabels.ts";

export interface PairingReportProps {
  programId: ProgramId;
  /** The last so many rounds; 26 unless told. */
  rounds?: number;
  /** The level of its title; 2 unless told. */
  headingLevel?: number;
  className?: string;
}

const SHARES = ["participation", "answered", "met", "newcomers", "crossTeam", "repeats"] as const;
const PARTNERS = ["least", "median", "most"] as const;

/** What came of a program, in numbers that tell of nobody: each as a chart, and the same as a table beside it. */
export const PairingReport = forwardRef<HTMLElement, PairingReportProps>(function PairingReport({ programId, rounds, headingLevel = 2, className }, ref): ReactElement {
  const labels = usePairingLabels();
  const { data, error, isPending, refetch } = useProgramResults(programId, rounds);
  const title = useId();
  return (
    <section ref={ref} className={className ? `mw-report ${className}` : "mw-report"} aria-labelledby={title} aria-busy={isPending}>
      <header>
        <Heading level={headingLevel} id={title} className="mw-round-title">
          {labels.pairingReport}
        </Heading>
        {data && data.rounds > 0 && <p className="mw-meta">{labels.reportAbout(data.rounds, data.minimum)}</p>}
      </header>
      {error && !data && <Problem title={labels.reportFailed} error={error} onRetry={() => void refetch()} />}
      {isPending && !error && <Skeleton items={4} widths={[90, 60, 76]} />}
      {data && data.rounds === 0 && (
        <Empty title={labels.reportEmpty}>
          <p>{labels.reportEmptyHint}</p>
        </Empty>
      )}
      {data && data.rounds > 0 && <Charts results={data} level={headingLevel + 1} />}
    </section>
  );
});

function Charts({ results, level }: { results: ProgramResults; level: number }): ReactElement {
  const labels = usePairingLabels();
  const { locale } = useMeanwhile();
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const share = (figure: Figure) => ({ value: figure.value, text: figure.value === null ? labels.reportTooFew : percent.format(figure.value), of: figure.people === null ? null : number.format(figure.people) });
  return (
    <>
      <BarChart
        title={labels.reportShares}
        level={level}
        most={1}
        columns={[labels.reportWhat, labels.reportValue, labels.reportPeople]}
        rows={SHARES.map((name) => ({ name: labels.reportShare[name], ...share(results[name]) }))}
      />
      {results.burden.length > 0 && (
        <BarChart
          title={labels.reportBurden}
          level={level}
          columns={[labels.reportZone, labels.reportMinutes, labels.reportPeople]}
          rows={results.burden.map(({ timeZone, minutes, people }) => ({ name: timeZone.replaceAll("_", " "), value: minutes, text: number.format(minutes), of: number.format(people) }))}
        />
      )}
      <BarChart
        title={labels.reportPartners}
        level={level}
        columns={[labels.reportWhat, labels.reportPeople]}
        rows={PARTNERS.map((name) => ({ name: labels.reportPartner[name], value: results.partners[name], text: results.partners[name] === null ? labels.reportTooFew : number.format(results.partners[name]), of: null }))}
      />
    </>
  );
}
