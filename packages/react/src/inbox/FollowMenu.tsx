"use client";
import type { FollowLevel } from "@meanwhile/core";
import { Bell, BellOff, BellRing } from "../theme/icons.ts";
import type { ReactElement } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { Menu, type MenuItem } from "../theme/Menu.tsx";
import { shortTime } from "../theme/timeText.ts";
import { useNow } from "../theme/useNow.ts";
import { type Followed, useFollow } from "./useFollow.ts";
import { useSetFollow } from "./useSetFollow.ts";

export type FollowMenuProps = Followed & { tabIndex?: 0 | -1 };

const LEVELS: readonly FollowLevel[] = ["everything", "replies_and_mentions", "decisions_only", "nothing"];
const HOUR = 3_600_000;
const MUTES = [HOUR, 24 * HOUR, 7 * 24 * HOUR] as const;

/** How much of a thread or a channel reaches the reader's inbox, and silence for a time. */
export function FollowMenu({ tabIndex = 0, ...followed }: FollowMenuProps): ReactElement | null {
  const labels = useLabels();
  const format = useMeanwhile();
  const now = useNow();
  const { data: follow } = useFollow(followed as Followed);
  const change = useSetFollow(followed as Followed);
  if (!follow) return null;
  const { level, because, mutedUntil } = follow.effective;
  const levels: MenuItem[] = LEVELS.map((each) => ({
    id: each,
    label: labels.followLevels[each],
    hint: labels.followHints[each],
    checked: each === level,
    onSelect: () => change.mutate({ level: each }),
  }));
  // Back to what the channel says, or to what having taken part means.
  const own: MenuItem[] = follow.level === null ? [] : [{ id: "default", label: labels.followDefault, onSelect: () => change.mutate({ level: null }) }];
  const mutes: MenuItem[] =
    mutedUntil === null
      ? MUTES.map((ms, index) => ({ id: `mute-${index}`, label: labels.muteFor[index]!, icon: <BellOff aria-hidden />, onSelect: () => change.mutate({ mutedUntil: new Date(Date.now() + ms).toISOString() }) }))
      : [{ id: "unmute", label: labels.unmute, hint: labels.mutedUntil(shortTime(Date.parse(mutedUntil), format)), icon: <Bell aria-hidden />, onSelect: () => change.mutate({ mutedUntil: null }) }];
  const muted = mutedUntil !== null && Date.parse(mutedUntil) > now;
  const Icon = muted || level === "nothing" ? BellOff : because === "default" ? Bell : BellRing;
  const state = muted ? labels.mutedUntil(shortTime(Date.parse(mutedUntil), format)) : labels.followLevels[level];
  return (
    <Menu label={labels.following(state)} items={[...levels, ...own, ...mutes]} tabIndex={tabIndex}>
      <Icon aria-hidden />
    </Menu>
  );
}
