"use client";
import type { Channel } from "@meanwhile/core";
import { type ReactElement, useId } from "react";
import { PeoplePicker } from "../members/PeoplePicker.tsx";
import { useLabels } from "../provider/useLabels.ts";

export interface NewThreadPlaceProps {
  channels: readonly Channel[];
  channelId: Channel["id"] | undefined;
  onChannel: (channelId: Channel["id"]) => void;
  /** Whom it is among; `null` for a channel. */
  memberIds: readonly string[] | null;
  onPeople: (memberIds: string[] | null) => void;
  error: string | null;
}

/** Where a thread will live: a channel, or only some people. */
export function NewThreadPlace({ channels, channelId, onChannel, memberIds, onPeople, error }: NewThreadPlaceProps): ReactElement {
  const labels = useLabels();
  const ids = { name: useId(), channel: useId(), error: useId() };
  return (
    <>
      <fieldset className="mw-place">
        <legend className="mw-label">{labels.place}</legend>
        <label className="mw-choice">
          <input type="radio" name={ids.name} checked={!memberIds} onChange={() => onPeople(null)} />
          {labels.placeChannel}
        </label>
        <label className="mw-choice">
          <input type="radio" name={ids.name} checked={memberIds !== null} onChange={() => onPeople([])} />
          <span>
            {labels.placePeople}
            {memberIds && <span className="mw-meta">{labels.placePeopleHint}</span>}
          </span>
        </label>
      </fieldset>
      {memberIds ? (
        <div className="mw-field">
          <PeoplePicker memberIds={memberIds} onChange={onPeople} chosenShown meShown={false} describedBy={error ? ids.error : undefined} />
          {error && (
            <p id={ids.error} className="mw-error">
              {error}
            </p>
          )}
        </div>
      ) : (
        <div className="mw-field">
          <label htmlFor={ids.channel}>{labels.channel}</label>
          <select id={ids.channel} className="mw-input" value={channelId ?? ""} onChange={(event) => onChannel(event.target.value as Channel["id"])}>
            {channels.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </div>
      )}
    </>
  );
}
