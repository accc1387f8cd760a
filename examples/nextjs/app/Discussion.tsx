"use client";
import type { ThreadId } from "@meanwhile/core";
import { NewThreadForm, Thread, ThreadList } from "@meanwhile/react";
import { useRouter } from "next/navigation";

const addressOf = (threadId: ThreadId) => `/?thread=${threadId}`;

export function Discussion({ threadId }: { threadId: ThreadId | undefined }) {
  const router = useRouter();
  const open = (id: ThreadId) => router.push(addressOf(id));
  return (
    <main className="discussion">
      <ThreadList threadId={threadId ?? null} href={({ id }) => addressOf(id)} onOpen={({ id }) => open(id)} />
      <div>{threadId ? <Thread threadId={threadId} /> : <NewThreadForm onStarted={open} />}</div>
    </main>
  );
}
