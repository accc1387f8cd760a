"use client";
import { type KeyboardEvent, type ReactElement, type ReactNode, useId, useRef, useState } from "react";
import { Popover } from "./Popover.tsx";

export interface MenuItem {
  id: string;
  label: string;
  icon?: ReactNode;
  kind?: "danger";
  onSelect: () => void;
}

export interface MenuProps {
  /** What the menu is for; the name of its button. */
  label: string;
  /** What the button shows. */
  children: ReactNode;
  items: readonly MenuItem[];
}

/** A button with a menu of actions, by the ARIA menu button pattern. */
export function Menu({ label, children, items }: MenuProps): ReactElement {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const id = useId();
  return (
    <>
      <button
        ref={button}
        type="button"
        className="mw-button"
        data-icon=""
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        // A press on the button closes an open menu before its click arrives: that click is not to open it again.
        onPointerDown={() => (wasOpen.current = open)}
        onClick={() => {
          setOpen(!wasOpen.current);
          wasOpen.current = false;
        }}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {children}
      </button>
      {open && (
        <Popover anchor={button} align="end" onClose={() => setOpen(false)} id={id} role="menu" aria-label={label} className="mw-menu">
          <MenuItems items={items} onDone={() => setOpen(false)} />
        </Popover>
      )}
    </>
  );
}

function MenuItems({ items, onDone }: { items: readonly MenuItem[]; onDone: () => void }): ReactElement {
  return (
    <div role="none" onKeyDown={(event) => move(event, onDone)}>
      {items.map((item, index) => (
        <button
          key={item.id}
          type="button"
          role="menuitem"
          tabIndex={-1}
          data-autofocus={index === 0 ? "" : undefined}
          className="mw-menu-item"
          data-kind={item.kind}
          onClick={() => {
            onDone();
            item.onSelect();
          }}
        >
          {item.icon}
          {item.label}
        </button>
      ))}
    </div>
  );
}

/** Arrows, Home, End and first letters move; Tab leaves. */
function move(event: KeyboardEvent<HTMLElement>, onDone: () => void): void {
  if (event.key === "Tab") return onDone();
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=menuitem]")];
  const from = all.indexOf(document.activeElement as HTMLElement);
  const after = [...all.slice(from + 1), ...all.slice(0, from + 1)];
  const to =
    event.key === "ArrowDown"
      ? after[0]
      : event.key === "ArrowUp"
        ? after[all.length - 2]
        : event.key === "Home"
          ? all[0]
          : event.key === "End"
            ? all.at(-1)
            : event.key.length === 1 && event.key !== " "
              ? after.find((item) => item.textContent?.trim().toLocaleLowerCase().startsWith(event.key.toLocaleLowerCase()))
              : undefined;
  if (!to) return;
  event.preventDefault();
  to.focus();
}
