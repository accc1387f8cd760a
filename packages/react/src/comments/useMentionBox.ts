"use client";
import type { ThreadId } from "@meanwhile/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type RefObject, useId, useRef, useState } from "react";
import { useMe } from "../members/useMe.ts";
import { useItems } from "../provider/useItems.ts";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { applyEdit } from "./applyEdit.ts";
import type { Draft } from "../provider/context.ts";
import { addMention, type Mention, mentionQuery } from "./mentionText.ts";

export interface MentionOption extends Mention {
  avatarUrl: string | null;
}

export interface MentionBox {
  open: boolean;
  options: readonly MentionOption[];
  /** The option that Enter takes. */
  active: number;
  setActive: (index: number) => void;
  optionId: (index: number) => string;
  take: (option: MentionOption) => void;
  /** Looks whether the cursor stands behind an `@` and some letters. */
  look: () => void;
  close: () => void;
  /** True where the key was for the list. */
  onKeyDown: (event: KeyboardEvent) => boolean;
}

export interface MentionBoxOptions {
  area: RefObject<HTMLTextAreaElement | null>;
  value: Pick<Draft, "text" | "mentions">;
  onChange: (value: Pick<Draft, "text" | "mentions">) => void;
  threadId: ThreadId | undefined;
}

const MOST = 8;

/** Offers people and groups while somebody types a name after `@`: the ARIA listbox pattern, focus stays in the text. */
export function useMentionBox({ area, value, onChange, threadId }: MentionBoxOptions): MentionBox {
  const id = useId();
  const [sought, setSought] = useState<{ from: number; query: string } | null>(null);
  const [chosen, setChosen] = useState(0);
  /** The `@` that was answered or waved away: it is not asked about again. */
  const settled = useRef<number | null>(null);
  const { queries } = useMeanwhile();
  const { data: me } = useMe();
  const query = sought?.query.trim() ?? "";
  const enabled = sought !== null;
  // Nobody is looked up before somebody types an @.
  const { data: members, isPlaceholderData } = useItems(useInfiniteQuery({ ...queries.members.list({ query, ...(threadId ? { threadId } : {}) }), enabled, placeholderData: keepPreviousData }));
  const { data: groups } = useItems(useInfiniteQuery({ ...queries.groups.list(), enabled }));

  // While the answer is on its way, those of the one before who still fit: Enter takes the person who is seen.
  const fitting = isPlaceholderData ? members.filter(({ name }) => ` ${name.toLocaleLowerCase()}`.includes(` ${query.toLocaleLowerCase()}`)) : members;
  const people = fitting.filter((member) => member.id !== me?.id).map(({ id: memberId, name, avatarUrl }): MentionOption => ({ kind: "user", id: memberId, name, avatarUrl }));
  const options = enabled ? [...matching(groups, query), ...people].slice(0, MOST) : [];
  const open = options.length > 0;
  const active = Math.min(chosen, options.length - 1);

  const settle = () => {
    settled.current = sought?.from ?? null;
    setSought(null);
  };

  const take = (option: MentionOption) => {
    if (!area.current || !sought) return;
    settled.current = sought.from;
    const { mentions, key } = addMention(value.mentions, option);
    const insert = `@${key} `;
    const to = area.current.selectionStart;
    applyEdit(area.current, { from: sought.from, to, insert, select: [sought.from + insert.length, sought.from + insert.length] });
    onChange({ text: area.current.value, mentions });
    setSought(null);
  };

  return {
    open,
    options,
    active,
    setActive: setChosen,
    optionId: (index) => `${id}-${index}`,
    take,
    look: () => {
      const element = area.current;
      const found = element && element.selectionStart === element.selectionEnd ? mentionQuery(element.value, element.selectionStart) : null;
      if (found?.from !== settled.current) settled.current = null;
      if (found?.from === sought?.from && found?.query === sought?.query) return;
      setSought(found && found.from === settled.current ? null : found);
      setChosen(0);
    },
    close: () => setSought(null),
    onKeyDown: (event) => {
      if (!open) return false;
      if (event.key === "ArrowDown") setChosen((active + 1) % options.length);
      else if (event.key === "ArrowUp") setChosen((active - 1 + options.length) % options.length);
      else if ((event.key === "Enter" || event.key === "Tab") && !event.ctrlKey && !event.metaKey && !event.shiftKey) take(options[active]!);
      else if (event.key === "Escape") settle();
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}

function matching(groups: readonly { id: string; name: string }[], query: string): MentionOption[] {
  const wanted = query.toLocaleLowerCase();
  return groups.filter(({ name }) => query !== "" && name.toLocaleLowerCase().startsWith(wanted)).map(({ id, name }) => ({ kind: "group", id, name, avatarUrl: null }));
}
