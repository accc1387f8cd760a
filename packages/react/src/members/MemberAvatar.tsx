"use client";
import type { MemberRef } from "@meanwhile/core";
import { type CSSProperties, forwardRef, type ReactElement, useState } from "react";
import { hueOf, initialsOf } from "./avatar.ts";

export interface MemberAvatarProps {
  member: MemberRef;
  /** Pixels across; 32 unless told. */
  size?: number;
  /** True where the name does not stand beside it: it is then read out. */
  named?: boolean;
  className?: string;
}

/** A member's picture, or their initials on a colour that stays theirs. */
export const MemberAvatar = forwardRef<HTMLSpanElement, MemberAvatarProps>(function MemberAvatar({ member, size = 32, named = false, className }, ref): ReactElement {
  const [broken, setBroken] = useState<string | null>(null);
  const picture = member.avatarUrl !== null && member.avatarUrl !== broken ? member.avatarUrl : null;
  const style = { "--mw-avatar-size": `${size}px`, "--mw-avatar-hue": hueOf(member.id) } as CSSProperties;
  return (
    <span ref={ref} className={className ? `mw-avatar ${className}` : "mw-avatar"} style={style} data-picture={picture ? "" : undefined} {...(named ? { role: "img", "aria-label": member.name } : { "aria-hidden": true })}>
      {picture ? <img src={picture} alt="" loading="lazy" decoding="async" onError={() => setBroken(picture)} /> : initialsOf(member.name)}
    </span>
  );
});
