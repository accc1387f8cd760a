"use client";
import type { ThreadId } from "@meanwhile/core";
import { X } from "../theme/icons.ts";
import { type ReactElement, useRef, useState } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { MemberAvatar } from "./MemberAvatar.tsx";
import { useMe } from "./useMe.ts";
import { useMembers } from "./useMembers.ts";

export interface PeoplePickerProps {
  /** Whom it chooses from: those who may read this thread; everybody unless told. */
  threadId?: ThreadId;
  memberIds: readonly string[];
  onChange: (memberIds: string[]) => void;
  /** Shows the chosen ones above, where each can be taken out again. */
  chosenShown?: boolean;
  /** False leaves the reader themselves out. */
  meShown?: boolean;
  /** The id of what says what is wrong with the choice. */
  describedBy?: string | undefined;
}

/** People to choose from, found by name: a search field and check boxes, so it is as it is everywhere for a keyboard and a screen reader. */
export function PeoplePicker({ threadId, memberIds, onChange, chosenShown = false, meShown = true, describedBy }: PeoplePickerProps): ReactElement {
  const labels = useLabels();
  const [query, setQuery] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const { data: me } = useMe();
  const members = useMembers({ query, ...(threadId ? { threadId } : {}) });
  const chosen = useMembers({ ids: [...memberIds] }, { enabled: chosenShown && memberIds.length > 0 });
  const offered = members.data.filter((member) => meShown || member.id !== me?.id);
  const remove = (id: string) => {
    onChange(memberIds.filter((one) => one !== id));
    // Its button is gone, and with it the focus.
    search.current?.focus();
  };
  return (
    <div className="mw-people">
      {chosenShown && memberIds.length > 0 && (
        <ul className="mw-people-chosen" aria-label={labels.chosenPeople}>
          {chosen.data
            .filter(({ id }) => memberIds.includes(id))
            .map((member) => (
              <li key={member.id}>
                <button type="button" className="mw-button" data-kind="outline" aria-label={labels.removePerson(member.name)} onClick={() => remove(member.id)}>
                  <span dir="auto">{member.name}</span>
                  <X aria-hidden />
                </button>
              </li>
            ))}
        </ul>
      )}
      <input
        ref={search}
        className="mw-input"
        type="search"
        aria-label={labels.findPeople}
        placeholder={labels.findPeople}
        aria-describedby={describedBy}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        // Enter would send the form around it.
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
      />
      <ul className="mw-people-list">
        {offered.map((member) => (
          <li key={member.id}>
            <label className="mw-choice">
              <input type="checkbox" checked={memberIds.includes(member.id)} onChange={(event) => onChange(event.target.checked ? [...memberIds, member.id] : memberIds.filter((id) => id !== member.id))} />
              <MemberAvatar member={member} size={22} />
              <span dir="auto">{member.name}</span>
            </label>
          </li>
        ))}
      </ul>
      <p className="mw-meta" role="status">
        {query !== "" && members.isSuccess && (members.hasNextPage ? labels.peopleBeginning(offered.length) : labels.peopleFound(offered.length))}
      </p>
    </div>
  );
}
