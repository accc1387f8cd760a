"use client";
import type { ReactElement } from "react";
import { PeoplePicker } from "../members/PeoplePicker.tsx";
import { useMe } from "../members/useMe.ts";
import { Plus, X } from "../theme/icons.ts";
import { Popover } from "../theme/Popover.tsx";
import { usePopover } from "../theme/usePopover.ts";
import { Problem } from "../theme/Problem.tsx";
import { useNeverPairs } from "./useNeverPairs.ts";
import { useSetNeverPair } from "./useSetNeverPair.ts";
import { usePairingLabels } from "./usePairingLabels.ts";

/** With whom the reader is never put together. Of what owners see of others, nothing is shown here. */
export function KeepApart({ labelledBy }: { labelledBy: string }): ReactElement {
  const labels = usePairingLabels();
  const { data: me } = useMe();
  const { data: pairs, isPending, error } = useNeverPairs();
  const set = useSetNeverPair();
  const { open, setOpen, button, buttonProps } = usePopover();
  const apart = pairs.filter(({ members, noted }) => noted.by === me?.id && members.some(({ id }) => id === me?.id)).map(({ members }) => members.find(({ id }) => id !== me?.id)!);
  const say = (other: string, never: boolean) => me && set.mutate({ memberIds: [me.id, other], never });
  const ids = apart.map(({ id }) => id);
  return (
    <div className="mw-picker" role="group" aria-labelledby={labelledBy} aria-busy={isPending}>
      {apart.map((member) => (
        <span key={member.id} className="mw-picked">
          <bdi>{member.name}</bdi>
          <button
            type="button"
            className="mw-button"
            data-icon=""
            aria-label={labels.keepApartRemove(member.name)}
            onClick={() => {
              say(member.id, false);
              button.current?.focus();
            }}
          >
            <X aria-hidden />
          </button>
        </span>
      ))}
      {!isPending && !error && apart.length === 0 && <span className="mw-meta">{labels.keepApartNobody}</span>}
      <button
        ref={button}
        type="button"
        className="mw-button"
        data-kind="outline"
        {...buttonProps}
      >
        <Plus aria-hidden />
        {labels.keepApartAdd}
      </button>
      {(error ?? set.error) && <Problem title={labels.preferencesNotSaved} error={error ?? set.error} />}
      {open && (
        <Popover anchor={button} role="dialog" aria-label={labels.keepApartAdd} onClose={() => setOpen(false)} className="mw-audience-box">
          <PeoplePicker
            meShown={false}
            memberIds={ids}
            onChange={(chosen) => {
              for (const id of chosen) if (!ids.includes(id)) say(id, true);
              for (const id of ids) if (!chosen.includes(id)) say(id, false);
            }}
          />
        </Popover>
      )}
    </div>
  );
}
