import type { ThreadId } from "@meanwhile/core";
import { useCreateThread, useDraft } from "@meanwhile/react";
import type { FormEvent, ReactElement } from "react";

interface NewOrderThreadProps {
  orderId: string;
  onStarted: (threadId: ThreadId) => void;
  onCancel: () => void;
}

/** Fernway's own form over Meanwhile's hooks: a question about this order. What is typed is there when the page is opened again. */
export function NewOrderThread({ orderId, onStarted, onCancel }: NewOrderThreadProps): ReactElement {
  const create = useCreateThread();
  const [{ title = "", text }, change, forget] = useDraft(`order:${orderId}`);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { threadId, operation } = create({ subject: { type: "order", id: orderId }, title: title.trim(), markdown: text.trim() });
    forget(operation);
    onStarted(threadId);
  };
  return (
    <form className="form" onSubmit={submit} aria-label={`New discussion about ${orderId}`}>
      <h2>A discussion about {orderId}</h2>
      <label>
        What is the question?
        <input required pattern=".*\S.*" maxLength={300} autoFocus value={title} onChange={(event) => change({ title: event.target.value })} />
      </label>
      <label>
        What do others need to know?
        <textarea required rows={5} value={text} onChange={(event) => change({ text: event.target.value })} />
      </label>
      <div className="form-actions">
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
        <button type="submit" className="button strong" disabled={title.trim() === "" || text.trim() === ""}>
          Start the discussion
        </button>
      </div>
    </form>
  );
}
