import type { ThreadId } from "@meanwhile/core";
import { useState } from "react";
import { beforeAll, expect, test } from "vitest";
import { render } from "vitest-browser-react";
import { useComments } from "../comments/useComments.ts";
import { connect, newWorld } from "../testing/connection.tsx";
import { storyServer } from "../testing/server.ts";
import { useCloseThread } from "./useCloseThread.ts";
import { useCreateThread } from "./useCreateThread.ts";
import { useReopenThread } from "./useReopenThread.ts";
import { useSetPosition } from "./useSetPosition.ts";
import { useThread } from "./useThread.ts";
import { useThreadCount } from "./useThreadCount.ts";
import { useThreads } from "./useThreads.ts";

beforeAll(async () => void (await storyServer()), 120_000);

function Row({ threadId }: { threadId: ThreadId }) {
  const { data: threads } = useThreads();
  const { data: open } = useThreadCount({ state: "open" });
  const { data: thread, isPending } = useThread(threadId);
  const { comments, isPending: waiting } = useComments(threadId);
  const row = threads.find(({ id }) => id === threadId);
  return (
    <dl>
      <dt>page</dt>
      <dd>{isPending ? "…" : [thread?.title, thread?.closed ? "closed" : "open", thread?.me.unreadCount, thread?.operation?.status ?? "settled"].join(" ")}</dd>
      <dt>row</dt>
      <dd>{row ? [row.title, row.closed ? "closed" : "open", row.me.unreadCount].join(" ") : "none"}</dd>
      <dt>open</dt>
      <dd>{open}</dd>
      <dt>comments</dt>
      <dd>{waiting ? "…" : comments.map((comment) => `${comment.number ?? "–"} ${comment.markdown}`).join(", ")}</dd>
    </dl>
  );
}

const facts = (container: Element) => Object.fromEntries([...container.querySelectorAll("dt")].map((term) => [term.textContent, term.nextElementSibling!.textContent]));

test("closing, reading and reopening show on the page and in the list at once, and everywhere when they are settled", async () => {
  const world = await newWorld();
  const thread = await world.thread(await world.channel("General"), "grace", 2, "Plans", "Opening");
  await world.comment(thread, "mikko", 1, "Reply");
  const { Page, online } = await connect(world, "ada");
  const Buttons = () => {
    const [close, reopen, read] = [useCloseThread(), useReopenThread(), useSetPosition()];
    return (
      <>
        <button type="button" onClick={() => close({ threadId: thread.id, markdown: "Done" })}>
          Close
        </button>
        <button type="button" onClick={() => reopen({ threadId: thread.id })}>
          Reopen
        </button>
        <button type="button" onClick={() => read({ threadId: thread.id, position: 2 })}>
          Read
        </button>
      </>
    );
  };
  const screen = await render(
    <Page>
      <Row threadId={thread.id} />
      <Buttons />
    </Page>,
  );
  const shown = () => facts(screen.container);
  await expect.poll(shown).toMatchObject({ page: "Plans open 2 settled", row: "Plans open 2", open: "1" });
  online(false);
  await screen.getByRole("button", { name: "Read" }).click();
  await screen.getByRole("button", { name: "Close" }).click();
  await expect.poll(shown).toMatchObject({ page: "Plans closed 0 pending", row: "Plans closed 0", comments: "1 Opening, 2 Reply, – Done" });
  online(true);
  await expect.poll(shown).toMatchObject({ page: "Plans closed 0 settled", row: "Plans closed 0", open: "0", comments: "1 Opening, 2 Reply, 3 Done" });
  await screen.getByRole("button", { name: "Reopen" }).click();
  await expect.poll(shown).toMatchObject({ page: "Plans open 0 settled", row: "Plans open 0", open: "1" });
});

test("a thread that is started offline can be read and written in at once, and is told when the server has it", async () => {
  const world = await newWorld();
  const channel = await world.channel("General");
  const { Page, online, requests } = await connect(world, "ada");
  const told: string[] = [];
  const Start = () => {
    const create = useCreateThread();
    const [threadId, setThreadId] = useState<ThreadId>();
    if (threadId) return <Row threadId={threadId} />;
    return (
      <button
        type="button"
        onClick={() => {
          const started = create({ channelId: channel.id, title: "Spring", markdown: "What do we plant?" });
          void started.done.then((thread) => told.push(thread.title));
          setThreadId(started.threadId);
        }}
      >
        Start
      </button>
    );
  };
  const screen = await render(
    <Page>
      <Start />
    </Page>,
  );
  online(false);
  await screen.getByRole("button", { name: "Start" }).click();
  const shown = () => facts(screen.container);
  await expect.poll(shown).toMatchObject({ page: "Spring open 0 pending", comments: "– What do we plant?" });
  expect(told).toEqual([]);
  expect(requests().filter((request) => request.startsWith("GET /threads/thr_"))).toEqual([]);
  const seen = new Set<string>();
  const watcher = new MutationObserver(() => seen.add(shown()["comments"]!));
  watcher.observe(screen.container, { subtree: true, childList: true, characterData: true });
  online(true);
  await expect.poll(shown).toMatchObject({ page: "Spring open 0 settled", row: "Spring open 0", comments: "1 What do we plant?" });
  expect(told).toEqual(["Spring"]);
  // The words were never out of sight.
  expect([...seen]).toEqual(["– What do we plant?", "1 What do we plant?"]);
  watcher.disconnect();
});
