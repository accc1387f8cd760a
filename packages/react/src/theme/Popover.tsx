"use client";
import { type HTMLAttributes, type ReactElement, type ReactNode, type RefObject, useLayoutEffect, useRef } from "react";
import { type Placement, place } from "./placement.ts";

export interface PopoverProps extends HTMLAttributes<HTMLDivElement> {
  /** What it stands beside, and what gets the focus back. */
  anchor: RefObject<HTMLElement | null>;
  /** It was closed by Escape or by a press elsewhere. Ending it is the caller's: stop rendering it. */
  onClose: () => void;
  side?: Placement["side"];
  align?: Placement["align"];
  /** `auto` closes by Escape and by a press elsewhere; `manual` only when it is no longer rendered. */
  mode?: "auto" | "manual";
  children: ReactNode;
}

/**
 * A layer beside its anchor, open for as long as it is rendered. Built on the platform's popover: it lies in the top layer, so no
 * host's overflow or z-index cuts it, and inherits direction, theme and variables from where it is rendered. What has `data-autofocus`
 * inside takes the focus.
 */
export function Popover({ anchor, onClose, side = "below", align = "start", mode = "auto", className, onKeyDown, children, ...rest }: PopoverProps): ReactElement {
  const layer = useRef<HTMLDivElement>(null);
  const closed = useRef(onClose);
  closed.current = onClose;

  useLayoutEffect(() => {
    const element = layer.current;
    const beside = anchor.current;
    if (!element || !beside) return;
    // Where there is no platform popover (jsdom, old browsers) it is an ordinary layer.
    element.showPopover?.();

    const settle = () => {
      const { width, height } = element.getBoundingClientRect();
      const viewport = { width: document.documentElement.clientWidth, height: window.innerHeight };
      const rightToLeft = getComputedStyle(element).direction === "rtl";
      const { left, top } = place(beside.getBoundingClientRect(), { width, height }, viewport, { side, align }, rightToLeft);
      element.style.left = `${left}px`;
      element.style.top = `${top}px`;
      element.dataset["placed"] = "true";
    };
    settle();
    element.querySelector<HTMLElement>("[data-autofocus]")?.focus();
    const resized = new ResizeObserver(settle);
    resized.observe(element);
    const toggled = (event: Event) => {
      if ((event as ToggleEvent).newState === "closed") closed.current();
    };
    element.addEventListener("toggle", toggled);
    window.addEventListener("scroll", settle, { capture: true, passive: true });
    window.addEventListener("resize", settle);
    return () => {
      resized.disconnect();
      element.removeEventListener("toggle", toggled);
      window.removeEventListener("scroll", settle, { capture: true });
      window.removeEventListener("resize", settle);
      const lost = element.contains(document.activeElement);
      element.hidePopover?.();
      if (lost) beside.focus({ preventScroll: true });
    };
  }, [anchor, side, align]);

  return (
    <div
      {...rest}
      ref={layer}
      popover={mode}
      data-placed="false"
      className={className ? `mw-popover ${className}` : "mw-popover"}
      onKeyDown={(event) => {
        onKeyDown?.(event);
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
    >
      {children}
    </div>
  );
}
