"use client";
import type { PairingId, PairingView, ThreadId } from "@meanwhile/core";
import { forwardRef, type MouseEvent, type ReactElement, useId } from "react";
import { OperationState } from "../comments/OperationState.tsx";
import { MemberAvatar } from "../members/MemberAvatar.tsx";
import { useMe } from "../members/useMe.ts";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { Heading } from "../theme/Heading.tsx";
import { MessageSquare } from "../theme/icons.ts";
import { Problem } from "../theme/Problem.tsx";
import { Skeleton } from "../theme/Skeleton.tsx";
import { dayName, localDay } from "../theme/timeText.ts";
import { useNow } from "../theme/useNow.ts";
import { MeetingTimes } from "./MeetingTimes.tsx";
import { MetForm } from "./MetForm.tsx";
import { reasonsForMe } from "./pairingReasons.ts";
import { usePairing } from "./usePairing.ts";
import { usePairingLabels } from "./usePairingLabels.ts";

export interface PairingCardProps {
  pairingId: PairingId;
  /** Opens the thread of the group. */
  onOpenThread?: (threadId: ThreadId) => void;
  /** Makes the way to the thread a link. */
  href?: (threadId: ThreadId) => string;
  /** Asks the reader for a picture and keeps it at the host's; its address, or null for none. Without it none is asked for. */
  onPicture?: () => Promise<string | null>;
  /** The level of its title; 3 unless told. */
  headingLevel?: number;
  className?: string;
}

/** Whom the reader is to meet: who, why them, when on everybody's clock, what to talk about, and afterwards whether they met. */
export const PairingCard = forwardRef<HTMLElement, PairingCardProps>(function PairingCard({ pairingId, onOpenThread, href, onPicture, headingLevel = 3, className }, ref): ReactElement {
  const labels = usePairingLabels();
  const { data: pairing, isPending, ...read } = usePairing(pairingId);
  const { data: me, ...reader } = useMe();
  const error = read.error ?? reader.error;
  const title = useId();
  const isShown = pairing !== undefined && me !== undefined;
  return (
    <article ref={ref} className={className ? `mw-pairing ${className}` : "mw-pairing"} data-state={pairing ? stateOf(pairing) : undefined} {...(isShown ? { "aria-labelledby": title } : { "aria-label": labels.pairing })} aria-busy={isPending}>
      {error && !isShown && <Problem title={labels.pairingFailed} error={error} onRetry={() => void Promise.all([read.refetch(), reader.refetch()])} />}
      {!isShown && !error && <Skeleton items={3} widths={[46, 88, 64]} />}
      {isShown && <Card pairing={pairing} me={me.id} titleId={title} level={headingLevel} {...{ onOpenThread, href, onPicture }} />}
    </article>
  );
});

interface CardProps {
  pairing: PairingView;
  me: string;
  titleId: string;
  level: number;
  onOpenThread: PairingCardProps["onOpenThread"];
  href: PairingCardProps["href"];
  onPicture: PairingCardProps["onPicture"];
}

function Card({ pairing, me, titleId, level, onOpenThread, href, onPicture }: CardProps): ReactElement {
  const labels = usePairingLabels();
  const format = useMeanwhile();
  const now = useNow();
  const others = pairing.members.filter(({ id }) => id !== me);
  const why = reasonsForMe(pairing.reasons, me, pairing.members, labels, format.locale);
  const wasAsked = pairing.askedAt !== null || pairing.answers.length > 0 || (pairing.meeting !== null && Date.parse(pairing.meeting.to) <= now);
  // Whoever met, or will not, needs no time any more.
  const isAnswered = pairing.answers.some(({ member, met }) => member.id === me && met !== "rescheduled");
  const lastDay = localDay(Date.parse(pairing.endsAt), format);
  return (
    <>
      <header className="mw-pairing-head">
        <span className="mw-pairing-faces">
          {others.map((member) => (
            <MemberAvatar key={member.id} member={member} size={44} />
          ))}
        </span>
        <div>
          <Heading level={level} id={titleId} className="mw-pairing-title">
            <bdi>{new Intl.ListFormat(format.locale).format([labels.you, ...others.map(({ name }) => name)])}</bdi>
          </Heading>
          <p className="mw-meta mw-facts">
            <bdi>{pairing.program.name}</bdi>
            <span>{labels.pairingRound(pairing.round.number)}</span>
            <span suppressHydrationWarning>{labels.pairingUntil(dayName(lastDay, now, format))}</span>
          </p>
        </div>
      </header>
      {pairing.replaced && <p className="mw-pairing-note">{labels.pairingReplaced}</p>}
      {why.length > 0 && (
        <Part title={labels.whyTogether(pairing.members.length)} level={level + 1}>
          <ul className="mw-pairing-why">
            {why.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Part>
      )}
      {wasAsked && !pairing.replaced && <MetForm pairing={pairing} me={me} onPicture={onPicture} />}
      {(pairing.meeting !== null || !isAnswered) && (
        <Part title={labels.meetingTimes} level={level + 1}>
          <MeetingTimes pairing={pairing} me={me} />
        </Part>
      )}
      {pairing.prompts.length > 0 && (
        <Part title={labels.talkAbout} level={level + 1}>
          <ul className="mw-prompts">
            {pairing.prompts.map((prompt) => (
              <li key={prompt.id}>
                <span dir="auto">{prompt.text}</span>
                {prompt.kind && <span className="mw-meta">{labels.promptKind[prompt.kind]}</span>}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {(onOpenThread || href) && <ThreadLink threadId={pairing.threadId} onOpen={onOpenThread} href={href?.(pairing.threadId)} />}
      <OperationState operation={pairing.operation} />
    </>
  );
}

function Part({ title, level, children }: { title: string; level: number; children: ReactElement }): ReactElement {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className="mw-pairing-part">
      <Heading level={level} id={id} className="mw-label">
        {title}
      </Heading>
      {children}
    </div>
  );
}

function ThreadLink({ threadId, onOpen, href }: { threadId: ThreadId; onOpen: PairingCardProps["onOpenThread"]; href: string | undefined }): ReactElement {
  const labels = usePairingLabels();
  const Element = href === undefined ? "button" : "a";
  const open = (event: MouseEvent) => {
    if (!onOpen || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(threadId);
  };
  return (
    <Element {...(href === undefined ? { type: "button" as const } : { href })} className="mw-button mw-pairing-open" data-kind="outline" onClick={open}>
      <MessageSquare aria-hidden />
      {labels.openPairingThread}
    </Element>
  );
}

function stateOf({ replaced, answers, meeting }: PairingView): "replaced" | "answered" | "planned" | "open" {
  return replaced ? "replaced" : answers.length > 0 ? "answered" : meeting ? "planned" : "open";
}
