"use client";
import { Close, Content, Description, Overlay, Portal, Root, Title } from "@radix-ui/react-dialog";
import { X } from "lucide-react";
import { type ReactElement, type ReactNode, useLayoutEffect, useRef } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { usePortalRoot } from "../provider/usePortalRoot.ts";

export interface DialogProps {
  title: string;
  /** A sentence under the title, read out on opening. */
  description?: string;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog for one task, open for as long as it is rendered. Focus starts inside, on what has `data-autofocus` if anything, and goes back where it was. */
export function Dialog({ title, description, onClose, children }: DialogProps): ReactElement {
  const labels = useLabels();
  const portal = usePortalRoot();
  // What opened it has the focus until the dialog takes it.
  const opener = useRef<Element | null>(null);
  useLayoutEffect(() => {
    opener.current = document.activeElement;
  }, []);
  return (
    <Root open onOpenChange={(open) => !open && onClose()}>
      <Portal container={portal}>
        <Overlay className="mw-overlay" />
        <Content
          className="mw-dialog"
          onEscapeKeyDown={(event) => {
            // A list of suggestions is closed first.
            if ((event.target as Element).closest("[aria-activedescendant]")) event.preventDefault();
          }}
          onOpenAutoFocus={(event) => {
            const wanted = (event.currentTarget as HTMLElement).querySelector<HTMLElement>("[data-autofocus]");
            if (!wanted) return;
            event.preventDefault();
            wanted.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
          {...(description ? {} : { "aria-describedby": undefined })}
        >
          <Title className="mw-dialog-title">{title}</Title>
          {description && <Description className="mw-meta">{description}</Description>}
          {children}
          <Close className="mw-button mw-dialog-close" data-icon="" aria-label={labels.close}>
            <X aria-hidden />
          </Close>
        </Content>
      </Portal>
    </Root>
  );
}
