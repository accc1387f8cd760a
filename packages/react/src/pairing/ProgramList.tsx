"use client";
import type { Program } from "@meanwhile/core";
import type { ReactElement } from "react";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { Problem } from "../theme/Problem.tsx";
import { Skeleton } from "../theme/Skeleton.tsx";
import { shortTime } from "../theme/timeText.ts";
import { usePrograms } from "./usePrograms.ts";
import { useSetProgramMembership } from "./useSetProgramMembership.ts";
import { usePairingLabels } from "./usePairingLabels.ts";

/** Programs that the reader may take part in, and whether they do. */
export function ProgramList(): ReactElement {
  const labels = usePairingLabels();
  const list = usePrograms();
  const shown = list.data.filter(({ state, me, can }) => state !== "ended" && (can.join || me.takesPart));
  if (list.error) return <Problem title={labels.programFailed} error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <Skeleton items={1} widths={[70]} />;
  if (shown.length === 0) {
    return (
      <p className="mw-meta">
        {labels.noPrograms}. {labels.noProgramsHint}
      </p>
    );
  }
  return (
    <ul className="mw-programs">
      {shown.map((program) => (
        <ProgramRow key={program.id} program={program} />
      ))}
    </ul>
  );
}

function ProgramRow({ program }: { program: Program }): ReactElement {
  const labels = usePairingLabels();
  const format = useMeanwhile();
  const set = useSetProgramMembership();
  const { me } = program;
  // As it will be, while it is on its way.
  const takesPart = (set.isPending ? set.variables.takesPart : undefined) ?? me.takesPart;
  return (
    <li>
      <label className="mw-choice">
        <input type="checkbox" checked={takesPart} aria-label={labels.takePart(program.name)} onChange={({ target }) => set.mutate({ programId: program.id, takesPart: target.checked })} />
        <span>
          <bdi>{program.name}</bdi>
          {program.description && (
            <span className="mw-meta" dir="auto">
              {program.description}
            </span>
          )}
          <span className="mw-meta" suppressHydrationWarning>
            {program.state === "paused" ? labels.programState.paused : program.nextRoundAt ? labels.nextRound(shortTime(Date.parse(program.nextRoundAt), format)) : labels.noNextRound}
          </span>
        </span>
      </label>
      {me.quiet && (
        <div className="mw-quiet" role="group" aria-label={labels.stillThere}>
          <p>
            <strong>{labels.stillThere}</strong> {me.quiet === "asked" ? labels.stillThereHint : labels.stillTherePaused}
          </p>
          <button type="button" className="mw-button" data-kind="primary" disabled={set.isPending} onClick={() => set.mutate({ programId: program.id, takesPart: true, pause: null })}>
            {labels.stillYes}
          </button>
          <button type="button" className="mw-button" data-kind="outline" disabled={set.isPending} onClick={() => set.mutate({ programId: program.id, pause: { kind: "always" } })}>
            {labels.stillNo}
          </button>
        </div>
      )}
      {set.error && <Problem title={labels.preferencesNotSaved} error={set.error} />}
    </li>
  );
}
