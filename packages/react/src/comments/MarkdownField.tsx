"use client";
import type { ThreadId } from "@meanwhile/core";
import { forwardRef, type KeyboardEvent, type ReactElement, type ReactNode, useId, useImperativeHandle, useRef, useState } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { useLayout } from "../theme/useLayout.ts";
import { applyEdit } from "./applyEdit.ts";
import type { Draft } from "../provider/context.ts";
import { type Format, format } from "./markdownEdit.ts";
import { MarkdownToolbar } from "./MarkdownToolbar.tsx";
import { MentionOptions } from "./MentionOptions.tsx";
import { useMentionBox } from "./useMentionBox.ts";

export interface MarkdownFieldProps {
  label: string;
  placeholder?: string;
  value: Pick<Draft, "text" | "mentions">;
  onChange: (value: Pick<Draft, "text" | "mentions">) => void;
  /** Ctrl or Command with Enter. */
  onSubmit: () => void;
  /** Escape, where nothing else is to be closed. */
  onCancel?: () => void;
  /** Whose readers are offered first for a mention. */
  threadId?: ThreadId | undefined;
  autoFocus?: boolean;
  describedBy?: string | undefined;
  invalid?: boolean;
  /** Beside the toolbar: what sends. */
  children: ReactNode;
}

const SHORTCUTS: Record<string, Format> = { b: "bold", i: "italic", k: "link", e: "code" };

/**
 * Where people write: a plain textarea, so that input methods, spell-checking, phones and screen readers work as they do everywhere.
 * It grows with its text. `@` offers people; the words stay readable, and become Markdown links when they are sent.
 */
export const MarkdownField = forwardRef<HTMLTextAreaElement, MarkdownFieldProps>(function MarkdownField(
  { label, placeholder, value, onChange, onSubmit, onCancel, threadId, autoFocus = false, describedBy, invalid = false, children },
  ref,
): ReactElement {
  const labels = useLabels();
  const area = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(ref, () => area.current!, []);
  const listId = useId();
  const [focused, setFocused] = useState(false);
  const mention = useMentionBox({ area, value, onChange, threadId });
  useAutosize(area, value.text);
  useLayout(() => {
    if (!autoFocus || !area.current) return;
    area.current.focus();
    area.current.setSelectionRange(area.current.value.length, area.current.value.length);
  }, [autoFocus]);

  const use = (kind: Format) => {
    if (area.current) applyEdit(area.current, format(area.current.value, area.current.selectionStart, area.current.selectionEnd, kind));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // What an input method makes of a key is not for us.
    if (event.nativeEvent.isComposing || mention.onKeyDown(event)) return;
    const shortcut = event.ctrlKey || event.metaKey ? event.key.toLowerCase() : "";
    if (shortcut === "enter") {
      event.preventDefault();
      onSubmit();
    } else if (SHORTCUTS[shortcut] && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      use(SHORTCUTS[shortcut]);
    } else if (event.key === "Escape" && onCancel) {
      event.stopPropagation();
      onCancel();
    }
  };

  return (
    <div className="mw-markdown" data-focused={focused ? "" : undefined} data-filled={value.text ? "" : undefined} onFocus={() => setFocused(true)} onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setFocused(false)}>
      <textarea
        ref={area}
        className="mw-textarea"
        dir="auto"
        rows={1}
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={mention.open ? listId : undefined}
        aria-activedescendant={mention.open ? mention.optionId(mention.active) : undefined}
        placeholder={placeholder}
        value={value.text}
        onChange={(event) => onChange({ text: event.target.value, mentions: value.mentions })}
        onSelect={mention.look}
        onBlur={mention.close}
        onKeyDown={onKeyDown}
      />
      {mention.open && <MentionOptions id={listId} box={mention} />}
      <span className="mw-hidden" role="status">
        {mention.open ? labels.suggestions(mention.options.length) : ""}
      </span>
      <div className="mw-markdown-bar">
        <MarkdownToolbar onUse={use} />
        <div className="mw-markdown-actions">{children}</div>
      </div>
    </div>
  );
});

/** Grows the textarea with its text, where the browser can't by itself. */
function useAutosize(area: { current: HTMLTextAreaElement | null }, text: string): void {
  useLayout(() => {
    const element = area.current;
    if (!element || CSS.supports("field-sizing", "content")) return;
    element.style.blockSize = "auto";
    element.style.blockSize = `${element.scrollHeight + 2}px`;
  }, [area, text]);
}
