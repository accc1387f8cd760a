import type { ThreadId } from "@meanwhile/core";
import { RelativeTime, Thread, useThreads } from "@meanwhile/react";
import { type ReactElement, useState } from "react";
import { NewOrderThread } from "./NewOrderThread.tsx";
import { Link, navigate } from "./router.tsx";

/** What is said about one order: a list when there are several threads, the thread itself when there is one. */
export function OrderDiscussion({ orderId, threadId }: { orderId: string; threadId: ThreadId | undefined }): ReactElement {
  const { data: threads, isPending, error } = useThreads({ subjectType: "order", subjectId: orderId });
  const [writing, setWriting] = useState(false);
  const open = threadId ?? (threads.length === 1 ? threads[0]!.id : undefined);

  if (writing) {
    return (
      <NewOrderThread
        orderId={orderId}
        onCancel={() => setWriting(false)}
        onStarted={(id) => {
          setWriting(false);
          navigate(`/orders/${orderId}/${id}`);
        }}
      />
    );
  }
  return (
    <>
      <div className="order-discussion-head">
        <h2>Discussion</h2>
        <button type="button" className="button" onClick={() => setWriting(true)}>
          {threads.length === 0 ? "Start a discussion" : "Start another"}
        </button>
      </div>
      {error && <p role="alert">The discussion could not be loaded.</p>}
      {!isPending && threads.length === 0 && !open && <p className="quiet">Nobody has said anything about {orderId} yet. What is written here stays with the order.</p>}
      {threads.length > 1 && (
        <ul className="order-threads">
          {threads.map((thread) => (
            <li key={thread.id}>
              <Link to={`/orders/${orderId}/${thread.id}`} aria-current={thread.id === open ? "true" : undefined}>
                <strong dir="auto">{thread.title}</strong>
                <span className="quiet">
                  {thread.lastComment.author.name}, <RelativeTime at={thread.activeAt} focusable={false} />
                  {thread.me.unreadCount > 0 && `, ${thread.me.unreadCount} new`}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {open && <Thread key={open} threadId={open} />}
    </>
  );
}
