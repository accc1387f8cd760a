"use client";
import { Check } from "./icons.ts";
import { type KeyboardEvent, type ReactElement, type ReactNode, useId, useRef, useState } from "react";
import { Popover } from "./Popover.tsx";

export interface MenuItem {
  id: string;
  label: string;
  /** What it comes to, in a few words more. */
  hint?: string;
  icon?: ReactNode;
  kind?: "danger";
  /** One of several of which one holds; the menu shows which. */
  checked?: boolean;
  onSelect: () => void;
}

export interface MenuProps {
  /** What the menu is for; the name of its button. */
  label: string;
  /** What the button shows. */
  children: ReactNode;
  items: readonly MenuItem[];
  /** -1 where its list has another tab stop. */
  tabIndex?: 0 | -1;
  /** Told when it opens, for what its items need. */
  onOpen?: () => void;
}

/** A button with a menu of actions, by the ARIA menu button pattern. */
export function Menu({ label, children, items, tabIndex = 0, onOpen }: MenuProps): ReactElement {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const id = useId();
  const show = (shown: boolean) => {
    if (shown) onOpen?.();
    setOpen(shown);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        tabIndex={tabIndex}
        title={label}
        className="mw-button"
        data-icon=""
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        // A press on the button closes an open menu before its click arrives: that click is not to open it again.
        onPointerDown={() => (wasOpen.current = open)}
        onClick={() => {
          show(!wasOpen.current);
          wasOpen.current = false;
        }}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          show(true);
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
  const first = Math.max(0, items.findIndex((item) => item.checked));
  return (
    <div role="none" onKeyDown={(event) => move(event, onDone)}>
      {items.map((item, index) => (
        <button
          key={item.id}
          type="button"
          role={item.checked === undefined ? "menuitem" : "menuitemradio"}
          aria-checked={item.checked}
          tabIndex={-1}
          data-autofocus={index === first ? "" : undefined}
          className="mw-menu-item"
          data-kind={item.kind}
          onClick={() => {
            onDone();
            item.onSelect();
          }}
        >
          {item.checked === undefined ? item.icon : <Check aria-hidden className="mw-menu-check" />}
          <span>
            {item.label}
            {item.hint !== undefined && <span className="mw-meta">{item.hint}</span>}
          </span>
        </button>
      ))}
    </div>
  );
}

/** Arrows, Home, End and first letters move; Tab leaves. */
function move(event: KeyboardEvent<HTMLElement>, onDone: () => void): void {
  if (event.key === "Tab") return onDone();
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>("[role^=menuitem]")];
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
