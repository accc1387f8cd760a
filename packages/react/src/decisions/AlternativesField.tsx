"use client";
import { Plus, X } from "../theme/icons.ts";
import { type ReactElement, useRef } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { Field } from "./Field.tsx";

type Alternatives = { text: string; reason: string }[];

/** What else was weighed, a line each with why not. */
export function AlternativesField({ value, onChange, incomplete }: { value: Alternatives; onChange: (value: Alternatives) => void; incomplete: boolean }): ReactElement {
  const labels = useLabels();
  const list = useRef<HTMLDivElement>(null);
  const change = (index: number, part: Partial<Alternatives[number]>) => onChange(value.map((one, i) => (i === index ? { ...one, ...part } : one)));
  const add = () => {
    onChange([...value, { text: "", reason: "" }]);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(".mw-pair:last-of-type input")?.focus());
  };
  return (
    <Field label={labels.alternatives} error={incomplete ? labels.alternativeMissing : null}>
      {(describedBy) => (
        <div ref={list} className="mw-lines" role="group" aria-label={labels.alternatives} aria-describedby={describedBy}>
          {value.map((one, index) => (
            <div key={index} className="mw-pair">
              <input className="mw-input" dir="auto" maxLength={2000} aria-label={labels.alternative(index + 1)} placeholder={labels.alternativePlaceholder} aria-invalid={(incomplete && one.text.trim() === "") || undefined} value={one.text} onChange={(event) => change(index, { text: event.target.value })} />
              <input className="mw-input" dir="auto" maxLength={2000} aria-label={labels.alternativeReason(index + 1)} placeholder={labels.whyNot} aria-invalid={(incomplete && one.reason.trim() === "") || undefined} value={one.reason} onChange={(event) => change(index, { reason: event.target.value })} />
              <button type="button" className="mw-button" data-icon="" aria-label={labels.removeAlternative(index + 1)} onClick={() => (onChange(value.filter((_, i) => i !== index)), list.current?.querySelector<HTMLElement>(".mw-row-add")?.focus())}>
                <X aria-hidden />
              </button>
            </div>
          ))}
          {value.length < 20 && (
            <button type="button" className="mw-button mw-row-add" onClick={add}>
              <Plus aria-hidden />
              {labels.addAlternative}
            </button>
          )}
        </div>
      )}
    </Field>
  );
}
