"use client";
import { backAt, type InboxItem, type SnoozeUntil, snoozeTimes } from "@meanwhile/core";
import { intlZones } from "@meanwhile/core/time";
import { AlarmClock, CalendarClock, CornerDownLeft, Gavel, UserCheck } from "../theme/icons.ts";
import { type ReactElement, useState } from "react";
import { useMe } from "../members/useMe.ts";
import { useMembers } from "../members/useMembers.ts";
import { useLabels } from "../provider/useLabels.ts";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { Menu, type MenuItem } from "../theme/Menu.tsx";
import { shortTime } from "../theme/timeText.ts";
import { useNow } from "../theme/useNow.ts";
import { SnoozeDialog } from "./SnoozeDialog.tsx";

export interface SnoozeMenuProps {
  item: Pick<InboxItem, "snooze" | "by" | "lastComment" | "threadId" | "title">;
  onSnooze: (until: SnoozeUntil) => void;
  onUnsnooze: () => void;
  /** -1 where its list has another tab stop. */
  tabIndex?: 0 | -1;
}

/** Leaves something alone until a time on the reader's own clock, or until something happens. */
export function SnoozeMenu({ item, onSnooze, onUnsnooze, tabIndex = 0 }: SnoozeMenuProps): ReactElement {
  const labels = useLabels();
  const [opened, setOpened] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const items = useItems(item, opened, onSnooze);
  const all: MenuItem[] = [
    ...(item.snooze ? [{ id: "wake", label: labels.unsnooze, icon: <CornerDownLeft aria-hidden className="mw-mirrored" />, onSelect: onUnsnooze }] : []),
    ...items,
    { id: "choose", label: labels.snoozeChoose, icon: <CalendarClock aria-hidden />, onSelect: () => setChoosing(true) },
  ];
  return (
    <>
      <Menu label={labels.snooze} items={all} tabIndex={tabIndex} onOpen={() => setOpened(true)}>
        <AlarmClock aria-hidden />
      </Menu>
      {choosing && (
        <SnoozeDialog
          title={item.title}
          onClose={() => setChoosing(false)}
          onChoose={(at) => {
            setChoosing(false);
            onSnooze({ kind: "time", at });
          }}
        />
      )}
    </>
  );
}

function useItems({ threadId, by, lastComment }: SnoozeMenuProps["item"], opened: boolean, onSnooze: SnoozeMenuProps["onSnooze"]): MenuItem[] {
  const labels = useLabels();
  const format = useMeanwhile();
  const minute = useNow();
  const me = useMe().data;
  const ids = [...new Set([by?.id, lastComment?.author.id])].filter((id) => id !== undefined && id !== me?.id) as string[];
  // Who may be waited for: whoever wrote or asked last and is not at work.
  const { data: people } = useMembers({ ids }, { enabled: opened && ids.length > 0 });
  if (!opened) return [];
  const zones = intlZones();
  // Between two renders of the page's clock the present may be up to a minute on, which no time that is offered is near to.
  const now = new Date(minute).toISOString();
  const times = snoozeTimes(me ?? { workingHours: null }, now, zones.zone(format.timeZone)).map(({ name, at }) => ({
    id: name,
    label: labels.snoozeTimes[name],
    hint: shortTime(Date.parse(at), format),
    icon: <AlarmClock aria-hidden />,
    onSelect: () => onSnooze({ kind: "time", at }),
  }));
  const events: MenuItem[] = threadId
    ? [
        { id: "reply", label: labels.snoozeUntilReply, icon: <CornerDownLeft aria-hidden className="mw-mirrored" />, onSelect: () => onSnooze({ kind: "reply" }) },
        { id: "decision", label: labels.snoozeUntilDecision, icon: <Gavel aria-hidden />, onSelect: () => onSnooze({ kind: "decision" }) },
      ]
    : [];
  const absent = people.flatMap((member) => {
    const at = backAt(member, now, zones.zone(member.timeZone));
    if (at === "here") return [];
    const hint = at === null ? {} : { hint: shortTime(Date.parse(at), format) };
    return [{ id: `member-${member.id}`, label: labels.snoozeUntilBack(member.name), ...hint, icon: <UserCheck aria-hidden />, onSelect: () => onSnooze({ kind: "member", memberId: member.id }) }];
  });
  return [...times, ...events, ...absent];
}
