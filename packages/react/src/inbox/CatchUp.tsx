"use client";
import type { CatchUpEntry } from "@meanwhile/core";
import { forwardRef, type MouseEvent, type ReactElement, type ReactNode, useId } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { Empty } from "../theme/Empty.tsx";
import { Problem } from "../theme/Problem.tsx";
import { RelativeTime } from "../theme/RelativeTime.tsx";
import { shortTime } from "../theme/timeText.ts";
import { Skeleton } from "../theme/Skeleton.tsx";
import { type Period, useCatchUp } from "./useCatchUp.ts";

export interface CatchUpProps extends Period {
  onOpen?: (entry: CatchUpEntry) => void;
  href?: (entry: CatchUpEntry) => string;
  className?: string;
}

/** What somebody missed, in the order in which it needs them: what was decided, what they were asked, what they follow, and how much else. */
export const CatchUp = forwardRef<HTMLElement, CatchUpProps>(function CatchUp({ from, to, onOpen, href, className }, ref): ReactElement {
  const labels = useLabels();
  const format = useMeanwhile();
  const { data, error, isPending, refetch } = useCatchUp({ from, to });
  const title = useId();
  const period = labels.catchUpPeriod(shortTime(Date.parse(from), format), to === undefined ? null : shortTime(Date.parse(to), format));
  const nothing = data && data.decisions.length + data.questions.length + data.followed.length + data.rest.threads === 0;
  const entry = (each: CatchUpEntry, note?: ReactNode) => <Entry key={`${each.threadId}-${each.number}`} entry={each} note={note} onOpen={onOpen} href={href?.(each)} />;
  return (
    <section ref={ref} className={className ? `mw-catch-up ${className}` : "mw-catch-up"} aria-labelledby={title} aria-busy={isPending}>
      <header>
        <h2 id={title} className="mw-catch-up-heading">
          {labels.catchUp}
        </h2>
        <p className="mw-meta">{period}</p>
      </header>
      {error && !data && <Problem title={labels.catchUpFailed} error={error} onRetry={() => void refetch()} />}
      {isPending && !error && <Skeleton items={3} widths={[40, 94, 72]} />}
      {nothing && (
        <Empty title={labels.nothingMissed}>
          <p>{labels.nothingMissedHint}</p>
        </Empty>
      )}
      {/* An extract says what the entries say; a model's words say it together. */}
      {data?.summary?.by === "model" && (
        <p className="mw-catch-up-summary" dir="auto">
          {data.summary.text} <span className="mw-meta">{labels.byModel}</span>
        </p>
      )}
      {data && (
        <>
          <Part title={labels.catchUpDecisions}>{data.decisions.map((each) => entry(each))}</Part>
          <Part title={labels.catchUpQuestions}>{data.questions.map((each) => entry(each, each.answered ? labels.youAnswered : labels.waitsForYou))}</Part>
          <Part title={labels.catchUpFollowed}>{data.followed.map((each) => entry(each, labels.comments(each.comments)))}</Part>
          {data.rest.threads > 0 && <p className="mw-meta">{labels.catchUpRest(data.rest.threads, data.rest.comments)}</p>}
        </>
      )}
    </section>
  );
});

function Part({ title, children }: { title: string; children: readonly ReactElement[] }): ReactElement | null {
  const id = useId();
  if (children.length === 0) return null;
  return (
    <section aria-labelledby={id} className="mw-catch-up-part">
      <h3 id={id}>{title}</h3>
      <ol className="mw-catch-up-entries">{children}</ol>
    </section>
  );
}

function Entry({ entry, note, href, onOpen }: { entry: CatchUpEntry; note: ReactNode; href: string | undefined; onOpen: CatchUpProps["onOpen"] }): ReactElement {
  const Element = href === undefined ? "button" : "a";
  const open = (event: MouseEvent) => {
    if (!onOpen || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(entry);
  };
  return (
    <li>
      <Element {...(href === undefined ? { type: "button" as const } : { href })} className="mw-catch-up-entry" onClick={open}>
        <bdi className="mw-catch-up-title">{entry.title}</bdi>
        <span className="mw-facts mw-meta">
          <bdi>{entry.author.name}</bdi>
          {entry.channel && <bdi>{entry.channel.name}</bdi>}
          <RelativeTime at={entry.at} focusable={false} />
          {note !== undefined && <span>{note}</span>}
        </span>
        <span className="mw-catch-up-excerpt" dir="auto">
          {entry.summary}
        </span>
      </Element>
    </li>
  );
}
