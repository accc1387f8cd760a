"use client";
import type { Operation } from "@meanwhile/core";
import { useCallback, useMemo } from "react";
import { useDraft } from "../provider/useDraft.ts";

/**
 * The fields of a form beside its words, kept as its words are: until they are sent or given up. JSON only.
 *
 * @param place the place of its words
 * @param initial what is there before anything was chosen; the same object until it changes
 */
export function useFormDraft<Fields extends object>(place: string, initial: Fields): [fields: Fields, change: (part: Partial<Fields>) => void, forget: (operation?: Operation) => void] {
  const [draft, write, forget] = useDraft(`${place}:fields`);
  const fields = useMemo(() => (draft.text === "" ? initial : { ...initial, ...(JSON.parse(draft.text) as Partial<Fields>) }), [draft.text, initial]);
  const change = useCallback((part: Partial<Fields>) => write({ text: JSON.stringify({ ...fields, ...part }) }), [fields, write]);
  return [fields, change, forget];
}
