"use client";
import type { Program, ProgramId } from "@meanwhile/core";
import { forwardRef, type ReactElement, useId, useState } from "react";
import { useFormDraft } from "../decisions/useFormDraft.ts";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { Dialog } from "../theme/Dialog.tsx";
import { Problem } from "../theme/Problem.tsx";
import { Skeleton } from "../theme/Skeleton.tsx";
import { localDay, weekdayName } from "../theme/timeText.ts";
import { useNow } from "../theme/useNow.ts";
import { fieldsOf, inputOf, problemsOf, type ProgramFields, type ProgramProblems } from "./programFields.ts";
import { described, ErrorText, type ProgramFieldProps, Sentence } from "./ProgramSentence.tsx";
import { ProgramGoalsField } from "./ProgramGoalsField.tsx";
import { ProgramPeopleFields } from "./ProgramPeopleFields.tsx";
import { ProgramPromptsField } from "./ProgramPromptsField.tsx";
import { useCreateProgram } from "./useCreateProgram.ts";
import { useProgram } from "./useProgram.ts";
import { useUpdateProgram } from "./useUpdateProgram.ts";
import { usePairingLabels } from "./usePairingLabels.ts";

export interface PairingProgramFormProps {
  /** The program to change; a new one unless told. */
  programId?: ProgramId;
  onDone?: (program: Program) => void;
  onCancel?: () => void;
  className?: string;
}

/** A program as sentences: for whom, how often, in what size, by which rules, and what people get to talk about. */
export const PairingProgramForm = forwardRef<HTMLFormElement, PairingProgramFormProps>(function PairingProgramForm({ programId, ...rest }, ref): ReactElement {
  const labels = usePairingLabels();
  const { data, error, refetch } = useProgram(programId as ProgramId, { enabled: programId !== undefined });
  if (programId === undefined) return <Form ref={ref} program={null} {...rest} />;
  if (data) return <Form key={data.id} ref={ref} program={data} {...rest} />;
  return error ? <Problem title={labels.programFailed} error={error} onRetry={() => void refetch()} /> : <Skeleton items={3} widths={[34, 90]} />;
});

const Form = forwardRef<HTMLFormElement, Omit<PairingProgramFormProps, "programId"> & { program: Program | null }>(function Form({ program, onDone, onCancel, className }, ref): ReactElement {
  const labels = usePairingLabels();
  const { locale, timeZone } = useMeanwhile();
  const now = useNow();
  const create = useCreateProgram();
  const update = useUpdateProgram();
  const [initial] = useState(() => fieldsOf(program, { timeZone, language: locale, startsOn: localDay(now + 86_400_000, { locale, timeZone }) }));
  const [fields, change, forget] = useFormDraft<ProgramFields>(`program:${program?.id ?? "new"}`, initial);
  const [tried, setTried] = useState(false);
  const ids = { name: useId(), nameError: useId(), description: useId() };
  const wrong = problemsOf(fields, labels);
  // A number is wrong as soon as it stands there; what is empty is missing only once somebody tried.
  const problems: ProgramProblems = tried ? wrong : { ...wrong, name: undefined, audience: undefined, kind: undefined, prompts: undefined };
  const isBusy = create.isPending || update.isPending;
  const failure = create.error ?? update.error;
  const submit = () => {
    setTried(true);
    if (isBusy || Object.values(wrong).some((problem) => problem !== undefined)) return;
    const { audience, ...input } = inputOf(fields);
    const done = {
      onSuccess: (saved: Program) => {
        forget();
        onDone?.(saved);
      },
    };
    if (program) update.mutate({ programId: program.id, ...input }, done);
    else create.mutate({ audience, ...input }, done);
  };
  const part = { fields, problems, change };
  return (
    <form
      ref={ref}
      className={className ? `mw-form mw-program-form ${className}` : "mw-form mw-program-form"}
      noValidate
      aria-label={program ? labels.editProgram : labels.newProgram}
      aria-busy={isBusy}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="mw-field">
        <label htmlFor={ids.name}>{labels.programName}</label>
        <input id={ids.name} className="mw-input" dir="auto" maxLength={100} placeholder={labels.programNamePlaceholder} data-autofocus="" value={fields.name} {...described(problems.name, ids.nameError)} onChange={({ target }) => change({ name: target.value })} />
        <ErrorText id={ids.nameError} text={problems.name} />
      </div>
      <div className="mw-field">
        <label htmlFor={ids.description}>{labels.programDescription}</label>
        <textarea id={ids.description} className="mw-input" dir="auto" rows={2} maxLength={1000} value={fields.description} onChange={({ target }) => change({ description: target.value })} />
      </div>
      <ProgramPeopleFields {...part} isNew={program === null} />
      <RhythmFields {...part} />
      <SizeFields {...part} />
      <RuleFields {...part} />
      <ProgramPromptsField {...part} />
      <ProgramGoalsField {...part} />
      {failure && <Problem title={labels.programNotSaved} error={failure} />}
      <div className="mw-dialog-actions">
        {onCancel && (
          <button type="button" className="mw-button" onClick={onCancel}>
            {labels.cancel}
          </button>
        )}
        <button type="submit" className="mw-button" data-kind="primary" aria-disabled={isBusy || undefined}>
          {program ? labels.save : labels.createProgram}
        </button>
      </div>
    </form>
  );
});

/** "Every 2 weeks on Monday at 10:00 in Europe/Lisbon, from 30 November" */
function RhythmFields({ fields, problems, change }: ProgramFieldProps): ReactElement {
  const labels = usePairingLabels();
  const { locale } = useMeanwhile();
  const error = useId();
  const zones = [...new Set([fields.timeZone, ...Intl.supportedValuesOf("timeZone")])];
  return (
    <Sentence error={problems.cadence} errorId={error}>
      <span>{labels.programRhythm}</span>
      <input className="mw-input mw-number" type="number" inputMode="numeric" min={1} max={26} aria-label={labels.programRhythm} value={fields.everyWeeks} {...described(problems.cadence, error)} onChange={({ target }) => change({ everyWeeks: target.value })} />
      <span>{labels.programWeeks}</span>
      <select className="mw-input" aria-label={labels.programWeekday} value={fields.weekday} onChange={({ target }) => change({ weekday: target.value })}>
        {[1, 2, 3, 4, 5, 6, 7].map((day) => (
          <option key={day} value={day}>
            {weekdayName(day, locale, "long")}
          </option>
        ))}
      </select>
      <span>{labels.programAt}</span>
      <input type="time" className="mw-input" aria-label={labels.programTime} value={fields.time} {...described(problems.cadence, error)} onChange={({ target }) => change({ time: target.value })} />
      <span>{labels.programIn}</span>
      <select className="mw-input" aria-label={labels.programZone} value={fields.timeZone} onChange={({ target }) => change({ timeZone: target.value })}>
        {zones.map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </select>
      <span>{labels.programFrom}</span>
      <input type="date" className="mw-input" aria-label={labels.programStart} value={fields.startsOn} {...described(problems.cadence, error)} onChange={({ target }) => change({ startsOn: target.value })} />
    </Sentence>
  );
}

function SizeFields({ fields, problems, change }: ProgramFieldProps): ReactElement {
  const labels = usePairingLabels();
  const error = useId();
  const problem = problems.size ?? problems.minutes;
  return (
    <>
      <Sentence error={problem} errorId={error}>
        <span>{labels.programSize}</span>
        <input className="mw-input mw-number" type="number" inputMode="numeric" min={2} max={8} aria-label={labels.programSize} value={fields.size} {...described(problems.size, error)} onChange={({ target }) => change({ size: target.value })} />
        <span>{labels.programSizeFor}</span>
        <input className="mw-input mw-number" type="number" inputMode="numeric" min={10} max={240} step={5} aria-label={labels.programMinutesLabel} value={fields.minutes} {...described(problems.minutes, error)} onChange={({ target }) => change({ minutes: target.value })} />
        <span>{labels.programMinutes}</span>
      </Sentence>
      {Number(fields.size) > 2 && (
        <Sentence>
          <span>{labels.programRemainder}</span>
          <select className="mw-input" aria-label={labels.programRemainder} value={fields.remainder} onChange={({ target }) => change({ remainder: target.value as ProgramFields["remainder"] })}>
            <option value="larger">{labels.programRemainderIs.larger}</option>
            <option value="smaller">{labels.programRemainderIs.smaller}</option>
          </select>
        </Sentence>
      )}
    </>
  );
}

function RuleFields({ fields, problems, change }: ProgramFieldProps): ReactElement {
  const labels = usePairingLabels();
  const error = useId();
  return (
    <>
      <Sentence error={problems.overlap} errorId={error}>
        <span>{labels.programOverlap}</span>
        <input className="mw-input mw-number" type="number" inputMode="numeric" min={0} max={2400} step={15} aria-label={labels.programOverlap} value={fields.minOverlap} {...described(problems.overlap, error)} onChange={({ target }) => change({ minOverlap: target.value })} />
        <span>{labels.programOverlapIs}</span>
      </Sentence>
      <Sentence>
        <span>{labels.programInfeasibleIs}</span>
        <select className="mw-input" aria-label={labels.programInfeasibleIs} value={fields.infeasible} onChange={({ target }) => change({ infeasible: target.value as ProgramFields["infeasible"] })}>
          <option value="relax">{labels.programInfeasible.relax}</option>
          <option value="unplaced">{labels.programInfeasible.unplaced}</option>
        </select>
      </Sentence>
    </>
  );
}

/** The same form in a dialog, open for as long as it is rendered. */
export function PairingProgramDialog({ onClose, onDone, ...rest }: Omit<PairingProgramFormProps, "onCancel"> & { onClose: () => void }): ReactElement {
  const labels = usePairingLabels();
  const done = (program: Program) => {
    onDone?.(program);
    onClose();
  };
  return (
    <Dialog title={rest.programId === undefined ? labels.newProgram : labels.editProgram} onClose={onClose}>
      <PairingProgramForm {...rest} onCancel={onClose} onDone={done} />
    </Dialog>
  );
}
