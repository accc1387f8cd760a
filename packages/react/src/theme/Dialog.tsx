"use client";
import { X } from "./icons.ts";
import { type MouseEvent, type ReactElement, type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { useLabels } from "../provider/useLabels.ts";
import { usePortalRoot } from "../provider/usePortalRoot.ts";

export interface DialogProps {
  title: string;
  /** A sentence under the title, read out on opening. */
  description?: string;
  onClose: () => void;
  children: ReactNode;
}

/**
 * A dialog for one task, open for as long as it is rendered. Built on the platform's modal dialog: the page behind it is inert, and
 * focus starts inside, on what has `data-autofocus` if anything, and goes back where it was.
 */
export function Dialog(props: DialogProps): ReactElement | null {
  const portal = usePortalRoot();
  // At the end of the body, so that a form in it is never inside of a form of the host's.
  return portal && createPortal(<Modal {...props} />, portal);
}

function Modal({ title, description, onClose, children }: DialogProps): ReactElement {
  const labels = useLabels();
  const layer = useRef<HTMLDialogElement>(null);
  const pressed = useRef(false);
  const closed = useRef(onClose);
  closed.current = onClose;
  const ids = { title: useId(), description: useId() };

  useLayoutEffect(() => {
    const element = layer.current;
    if (!element) return;
    const page = document.documentElement;
    // The page does not scroll behind it, and keeps the room of a scroll bar that it had.
    page.toggleAttribute("data-mw-gutter", window.innerWidth > page.clientWidth);
    // Where there is no modal dialog (jsdom) it is an ordinary one.
    if (element.showModal) element.showModal();
    else element.setAttribute("open", "");
    element.querySelector<HTMLElement>("[data-autofocus]")?.focus();
    // A way to close that is the platform's own, like the back gesture of a telephone.
    const end = (event: Event) => {
      if (event.target !== element) return;
      event.preventDefault();
      closed.current();
    };
    element.addEventListener("cancel", end);
    element.addEventListener("close", end);
    return () => {
      element.removeEventListener("cancel", end);
      element.removeEventListener("close", end);
      element.close?.();
    };
  }, []);

  return (
    <dialog
      ref={layer}
      className="mw-dialog"
      aria-labelledby={ids.title}
      aria-describedby={description ? ids.description : undefined}
      onKeyDown={(event) => {
        // A list of suggestions inside is closed first, and has prevented the default.
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
      onPointerDown={(event) => {
        pressed.current = isBeside(event);
      }}
      onClick={(event) => {
        // Not where a selection of text that began inside has ended.
        if (pressed.current && isBeside(event)) onClose();
      }}
    >
      <h2 id={ids.title} className="mw-dialog-title">
        {title}
      </h2>
      {description && (
        <p id={ids.description} className="mw-meta">
          {description}
        </p>
      )}
      {children}
      <button type="button" className="mw-button mw-dialog-close" data-icon="" aria-label={labels.close} onClick={onClose}>
        <X aria-hidden />
      </button>
    </dialog>
  );
}

/** Whether the backdrop was hit, which counts as the dialog itself. */
function isBeside({ target, currentTarget, clientX, clientY }: MouseEvent): boolean {
  const { left, right, top, bottom } = currentTarget.getBoundingClientRect();
  return target === currentTarget && (clientX < left || clientX > right || clientY < top || clientY > bottom);
}
