"use client";
import { forwardRef, type ReactElement, useRef, useState } from "react";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { Popover } from "./Popover.tsx";
import { exactTime, relativeTime } from "./timeText.ts";
import { useNow } from "./useNow.ts";

export interface RelativeTimeProps {
  /** An instant, ISO 8601. */
  at: string;
  /** False inside a link or a button, where the exact time comes with the pointer only. */
  focusable?: boolean;
  className?: string;
}

/** "3 hours ago", quietly; the exact moment on the reader's own clock comes with pointer or focus. */
export const RelativeTime = forwardRef<HTMLTimeElement, RelativeTimeProps>(function RelativeTime({ at, focusable = true, className }, forwarded): ReactElement {
  const format = useMeanwhile();
  const now = useNow();
  const [shown, setShown] = useState(false);
  const time = useRef<HTMLTimeElement | null>(null);
  const instant = Date.parse(at);
  const exact = exactTime(instant, format);
  const text = relativeTime(instant, now, format);
  const classes = className ? `mw-time ${className}` : "mw-time";
  if (!focusable) {
    return (
      <time ref={forwarded} className={classes} dateTime={at} title={exact} suppressHydrationWarning>
        {text}
      </time>
    );
  }
  return (
    <>
      <time
        ref={(element) => {
          time.current = element;
          if (typeof forwarded === "function") forwarded(element);
          else if (forwarded) forwarded.current = element;
        }}
        className={classes}
        dateTime={at}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the exact time is to be had without a pointer
        tabIndex={0}
        onPointerEnter={() => setShown(true)}
        onPointerLeave={() => setShown(false)}
        onFocus={() => setShown(true)}
        onBlur={() => setShown(false)}
        onKeyDown={(event) => event.key === "Escape" && setShown(false)}
        suppressHydrationWarning
      >
        {text}
        <span className="mw-hidden">, {exact}</span>
      </time>
      {shown && (
        <Popover anchor={time} side="above" mode="manual" aria-hidden onClose={() => setShown(false)} className="mw-tooltip">
          {exact}
        </Popover>
      )}
    </>
  );
});
