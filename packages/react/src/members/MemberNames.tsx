"use client";
import type { ReactElement } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { useMembers } from "./useMembers.ts";

/** No more names than a glance takes in. */
const MOST = 12;

/** Members as a sentence: "Ada, Grace and 3 others". */
export function MemberNames({ ids }: { ids: readonly string[] }): ReactElement {
  const labels = useLabels();
  const { locale } = useMeanwhile();
  const shown = ids.slice(0, MOST);
  const { data: members } = useMembers({ ids: shown });
  const names = new Map(members.map((member) => [member.id, member.name]));
  const parts = shown.map((id) => names.get(id) ?? "…");
  if (ids.length > MOST) parts.push(labels.others(ids.length - MOST));
  return <>{new Intl.ListFormat(locale, { type: "conjunction" }).format(parts)}</>;
}
