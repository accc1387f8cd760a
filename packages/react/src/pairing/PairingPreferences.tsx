"use client";
import type { PairingPreferences as Preferences } from "@meanwhile/core";
import { pairingsKeys } from "@meanwhile/core";
import { useQueryClient } from "@tanstack/react-query";
import { forwardRef, type ReactElement, type ReactNode, useId, useRef } from "react";
import { Heading } from "../theme/Heading.tsx";
import { Problem } from "../theme/Problem.tsx";
import { Skeleton } from "../theme/Skeleton.tsx";
import { KeepApart } from "./KeepApart.tsx";
import { MeetingHours } from "./MeetingHours.tsx";
import { PauseField } from "./PauseField.tsx";
import { ProgramList } from "./ProgramList.tsx";
import { TopicChoices } from "./TopicChoices.tsx";
import { usePairingPreferences } from "./usePairingPreferences.ts";
import { useSetPairingPreferences } from "./useSetPairingPreferences.ts";
import { usePairingLabels } from "./usePairingLabels.ts";

export interface PairingPreferencesProps {
  /** The level of its title; 2 unless told. */
  headingLevel?: number;
  className?: string;
}

/** What the reader wants of pairing: which programs, not now, when, about what, and with whom never. Each change is saved as it is made. */
export const PairingPreferences = forwardRef<HTMLElement, PairingPreferencesProps>(function PairingPreferences({ headingLevel = 2, className }, ref): ReactElement {
  const labels = usePairingLabels();
  const { data, error, isPending, refetch } = usePairingPreferences();
  const queryClient = useQueryClient();
  const save = useSetPairingPreferences();
  const before = useRef<Preferences>(undefined);
  const title = useId();
  const change = (part: Partial<Preferences>) => {
    const held = queryClient.getQueryData<Preferences>(pairingsKeys.preferences);
    if (!held) return;
    before.current ??= held;
    // It shows at once; what was refused goes back to what the server has.
    queryClient.setQueryData(pairingsKeys.preferences, { ...held, ...part });
    save.mutate(part, {
      onError: () => queryClient.setQueryData(pairingsKeys.preferences, before.current),
      onSettled: () => (before.current = undefined),
    });
  };
  const part = (name: string, hint: string | null, children: (labelledBy: string) => ReactNode) => (
    <Part title={name} hint={hint} level={headingLevel + 1}>
      {children}
    </Part>
  );
  return (
    <section ref={ref} className={className ? `mw-preferences ${className}` : "mw-preferences"} aria-labelledby={title} aria-busy={isPending}>
      <header className="mw-preferences-head">
        <Heading level={headingLevel} id={title} className="mw-preferences-title">
          {labels.pairingPreferences}
        </Heading>
        <span className="mw-meta" role="status">
          {save.isPending ? labels.sending : save.isSuccess ? labels.preferencesSaved : ""}
        </span>
      </header>
      {save.error && <Problem title={labels.preferencesNotSaved} error={save.error} />}
      {error && !data && <Problem title={labels.preferencesFailed} error={error} onRetry={() => void refetch()} />}
      {isPending && !error && <Skeleton items={4} widths={[30, 92, 64]} />}
      {data && (
        <>
          {part(labels.yourPrograms, null, () => (
            <ProgramList />
          ))}
          {part(labels.pause, labels.pauseHint, (by) => (
            <PauseField pause={data.pause} labelledBy={by} onChange={(pause) => change({ pause })} />
          ))}
          {part(labels.meetingHours, null, (by) => (
            <MeetingHours hours={data.hours} labelledBy={by} onChange={(hours) => change({ hours })} />
          ))}
          {part(labels.topics, labels.topicsHint, (by) => (
            <TopicChoices liked={data.likedTopics} avoided={data.avoidedTopics} labelledBy={by} onChange={(likedTopics, avoidedTopics) => change({ likedTopics, avoidedTopics })} />
          ))}
          {part(labels.keepApart, labels.keepApartHint, (by) => (
            <KeepApart labelledBy={by} />
          ))}
        </>
      )}
    </section>
  );
});

function Part({ title, hint, level, children }: { title: string; hint: string | null; level: number; children: (labelledBy: string) => ReactNode }): ReactElement {
  const id = useId();
  return (
    <div className="mw-preferences-part">
      <div>
        <Heading level={level} id={id} className="mw-preferences-name">
          {title}
        </Heading>
        {hint && <p className="mw-meta">{hint}</p>}
      </div>
      {children(id)}
    </div>
  );
}
