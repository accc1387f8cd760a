import type { ThreadId } from "@meanwhile/core";
import { useCreateThread } from "@meanwhile/react";
import { type FormEvent, type ReactElement, useState } from "react";

interface NewOrderThreadProps {
  orderId: string;
  onStarted: (threadId: ThreadId) => void;
  onCancel: () => void;
}

/** Fernway's own form over Meanwhile's hook: a question about this order. */
export function NewOrderThread({ orderId, onStarted, onCancel }: NewOrderThreadProps): ReactElement {
  const create = useCreateThread();
  const [title, setTitle] = useState("");
  const [text, setText] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { threadId } = create({ subject: { type: "order", id: orderId }, title: title.trim(), markdown: text.trim() });
    onStarted(threadId);
  };
  return (
    <form className="form" onSubmit={submit} aria-label={`New discussion about ${orderId}`}>
      <h2>A discussion about {orderId}</h2>
      <label>
        What is the question?
        <input required pattern=".*\S.*" maxLength={300} autoFocus value={title} onChange={(event) => setTitle(event.target.value)} />
      </label>
      <label>
        What do others need to know?
        <textarea required rows={5} value={text} onChange={(event) => setText(event.target.value)} />
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
