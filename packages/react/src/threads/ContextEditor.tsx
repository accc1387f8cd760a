"use client";
import { MeanwhileError, type Thread } from "@meanwhile/core";
import { type ReactElement, useMemo, useState } from "react";
import { Body } from "../body/Body.tsx";
import { MarkdownField } from "../comments/MarkdownField.tsx";
import { fromMarkdown, toMarkdown } from "../comments/mentionText.ts";
import { EMPTY_DRAFT, useDraft } from "../provider/useDraft.ts";
import { useLabels } from "../provider/useLabels.ts";
import { Heading } from "../theme/Heading.tsx";
import { Problem } from "../theme/Problem.tsx";
import { useSetContext } from "./useSetContext.ts";
import { useThread } from "./useThread.ts";

/**
 * The living context, to be changed. Where somebody else was first, nothing is lost: both wordings stand here until the writer says which
 * one stays. Escape closes it; what was typed is there when it is opened again.
 */
export function ContextEditor({ thread, headingLevel, onDone }: { thread: Thread; headingLevel: number; onDone: () => void }): ReactElement {
  const labels = useLabels();
  const setContext = useSetContext();
  const { refetch } = useThread(thread.id);
  const [opened] = useState({ version: thread.context?.version ?? 0, markdown: thread.context?.markdown ?? "" });
  const initial = useMemo(() => ({ ...EMPTY_DRAFT, ...fromMarkdown(opened.markdown), baseVersion: opened.version }), [opened]);
  const [draft, change, forget] = useDraft(`context:${thread.id}`, initial);
  // What was typed goes on from the wording it began with, days later too.
  const baseVersion = draft.baseVersion ?? opened.version;
  const newest = thread.context?.version ?? 0;
  const overtaken = newest > baseVersion || MeanwhileError.isInstance(setContext.error, "threads/context_changed");

  const leave = () => {
    forget();
    onDone();
  };
  const save = (over: number) => {
    change({ baseVersion: over });
    setContext.mutate({ threadId: thread.id, markdown: toMarkdown(draft.text, draft.mentions).trim(), baseVersion: over }, { onSuccess: leave, onError: () => void refetch() });
  };
  const saveUnlessOvertaken = () => {
    if (!overtaken && !setContext.isPending) save(baseVersion);
  };

  return (
    <section className="mw-context" data-editing="" aria-label={labels.context}>
      <header className="mw-context-head">
        <div className="mw-context-facts">
          <Heading level={headingLevel} className="mw-context-title">
            {labels.context}
          </Heading>
          <p className="mw-meta">{labels.contextHint}</p>
        </div>
      </header>
      <MarkdownField label={labels.context} value={draft} onChange={change} onSubmit={saveUnlessOvertaken} onCancel={onDone} threadId={thread.id} autoFocus>
        <button type="button" className="mw-button" onClick={leave}>
          {labels.cancel}
        </button>
        <button type="button" className="mw-button" data-kind="primary" aria-disabled={setContext.isPending || overtaken || undefined} onClick={saveUnlessOvertaken}>
          {labels.save}
        </button>
      </MarkdownField>
      {overtaken && (
        <Problem title={labels.contextChanged}>
          <button type="button" className="mw-button" data-kind="outline" onClick={() => save(newest)}>
            {labels.saveMine}
          </button>
        </Problem>
      )}
      {overtaken && thread.context && <Body body={thread.context.body} headingLevel={headingLevel + 1} />}
      {setContext.error && !overtaken && <Problem title={labels.contextFailed} error={setContext.error} onRetry={() => save(baseVersion)} />}
    </section>
  );
}
