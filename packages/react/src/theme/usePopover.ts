import { type ButtonHTMLAttributes, type RefObject, useRef, useState } from "react";

/** A button and what it opens. */
export interface PopoverState {
  open: boolean;
  setOpen: (open: boolean) => void;
  /** The button, to which the popover is anchored and focus returns. */
  button: RefObject<HTMLButtonElement | null>;
  buttonProps: Pick<ButtonHTMLAttributes<HTMLButtonElement>, "aria-haspopup" | "aria-expanded" | "onPointerDown" | "onClick">;
}

/** For a button that opens a dialog in a `Popover`, and closes it when it is pressed again. */
export function usePopover(): PopoverState {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  return {
    open,
    setOpen,
    button,
    buttonProps: {
      "aria-haspopup": "dialog",
      "aria-expanded": open,
      // A press on the button closes what is open before its click arrives.
      onPointerDown: () => (wasOpen.current = open),
      onClick: () => {
        setOpen(!wasOpen.current);
        wasOpen.current = false;
      },
    },
  };
}
