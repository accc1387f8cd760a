"use client";
import type { Met, PairingView } from "@meanwhile/core";
import { type ReactElement, useId, useState } from "react";
import { MemberAvatar } from "../members/MemberAvatar.tsx";
import { useDraft } from "../provider/useDraft.ts";
import { Check, ImagePlus, Minus, Replace } from "../theme/icons.ts";
import { useRoving } from "../theme/useRoving.ts";
import { useAnswerMet } from "./useAnswerMet.ts";
import { usePairingLabels } from "./usePairingLabels.ts";

const CHOICES: readonly { met: Met; Icon: typeof Check }[] = [
  { met: "yes", Icon: Check },
  { met: "rescheduled", Icon: Replace },
  { met: "no", Icon: Minus },
];

export interface MetFormProps {
  pairing: PairingView;
  me: string;
  onPicture: (() => Promise<string | null>) | undefined;
}

/** "Did you meet?": one press answers, at once; a word and a picture may follow. Then what the others said. */
export function MetForm({ pairing, me, onPicture }: MetFormProps): ReactElement {
  const labels = usePairingLabels();
  const answer = useAnswerMet(pairing.threadId);
  const mine = pairing.answers.find(({ member }) => member.id === me);
  const others = pairing.answers.filter(({ member }) => member.id !== me);
  const [draft, change, forget] = useDraft(`met:${pairing.id}`);
  const [writing, setWriting] = useState(false);
  const note = useId();
  const title = useId();
  const roving = useRoving({ axis: "horizontal" });
  const kept = { note: mine?.note ?? null, pictureUrl: mine?.pictureUrl ?? null };
  const choose = (met: Met) => {
    answer({ pairingId: pairing.id, met, ...kept });
    if (draft.text === "" && mine?.note) change({ text: mine.note });
    setWriting(met !== "no");
  };
  const send = () => {
    if (!mine) return;
    forget(answer({ pairingId: pairing.id, met: mine.met, note: draft.text.trim() || null, pictureUrl: kept.pictureUrl }));
    setWriting(false);
  };
  const addPicture = async () => {
    const pictureUrl = await onPicture?.();
    if (mine && pictureUrl) answer({ pairingId: pairing.id, met: mine.met, note: kept.note, pictureUrl });
  };
  return (
    <form
      className="mw-met"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <span id={title} className="mw-label">
        {labels.didYouMeet}
      </span>
      <div className="mw-vote-choices" role="toolbar" aria-labelledby={title} {...roving.container}>
        {CHOICES.map(({ met, Icon }, index) => (
          <button key={met} type="button" className="mw-button" data-kind="outline" aria-pressed={mine?.met === met} onClick={() => choose(met)} {...roving.item(index)}>
            <Icon aria-hidden />
            {labels.met[met]}
          </button>
        ))}
      </div>
      <p className="mw-meta" role="status">
        {mine ? labels.metThanks[mine.met] : ""}
      </p>
      {mine && writing && (
        <div className="mw-field">
          <label htmlFor={note}>{labels.metNote}</label>
          <textarea id={note} className="mw-input" dir="auto" rows={2} maxLength={2000} value={draft.text} onChange={(event) => change({ text: event.target.value })} />
          <div className="mw-dialog-actions">
            {onPicture && (
              <button type="button" className="mw-button" onClick={() => void addPicture()}>
                <ImagePlus aria-hidden />
                {labels.addPicture}
              </button>
            )}
            <button type="submit" className="mw-button" data-kind="primary" disabled={draft.text.trim() === ""}>
              {labels.sendNote}
            </button>
          </div>
        </div>
      )}
      {(others.length > 0 || (mine && !writing && (mine.note || mine.pictureUrl))) && (
        <ul className="mw-voters">
          {[...(mine && !writing && (mine.note || mine.pictureUrl) ? [mine] : []), ...others].map(({ member, met, note: said, pictureUrl }) => (
            <li key={member.id}>
              <MemberAvatar member={member} size={22} />
              <span className="mw-voter">
                <span>
                  <bdi className="mw-voter-name">{member.name}</bdi> <span className="mw-meta">{labels.metSaid[met]}</span>
                </span>
                {said && <span dir="auto">{said}</span>}
                {pictureUrl && <img className="mw-met-picture" src={pictureUrl} alt={labels.pictureOf(member.name)} loading="lazy" />}
              </span>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}
