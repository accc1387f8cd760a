import { queries, type ThreadId } from "@meanwhile/core";
import { dehydrate, type DehydratedState, HydrationBoundary, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useEffect } from "react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { useChannels } from "../channels/useChannels.ts";
import { useComments } from "../comments/useComments.ts";
import { useMe } from "../members/useMe.ts";
import { useThread } from "../threads/useThread.ts";
import { useThreads } from "../threads/useThreads.ts";
import { MeanwhileProvider } from "./MeanwhileProvider.tsx";
import { connect, newWorld } from "../testing/connection.tsx";
import { storyServer } from "../testing/server.ts";

beforeAll(async () => void (await storyServer()), 120_000);

function ThreadPage({ threadId }: { threadId: ThreadId }) {
  const { data: me } = useMe();
  const { data: channels } = useChannels();
  const { data: threads } = useThreads();
  const { data: thread } = useThread(threadId);
  const { comments } = useComments(threadId);
  return (
    <main>
      <h1>{thread?.title}</h1>
      <p>
        {me?.name}, {channels.length} channel, {threads.length} thread
      </p>
      {comments.map((comment) => (
        <p key={comment.id}>{comment.markdown}</p>
      ))}
    </main>
  );
}

test("a page rendered on the server is taken over in the browser without asking for anything again", async () => {
  const world = await newWorld();
  const thread = await world.thread(await world.channel("General"), "grace", 2, "Plans for spring", "What do we plant?");
  await world.comment(thread, "mikko", 1, "Beans.");
  const { client, requests } = await connect(world, "ada");

  const server = new QueryClient();
  const { events, members, channels, threads, comments } = queries(client);
  await server.prefetchQuery(events.position());
  await Promise.all([
    server.prefetchQuery(members.me()),
    server.prefetchInfiniteQuery(channels.list()),
    server.prefetchInfiniteQuery(threads.list()),
    server.prefetchQuery(threads.get(thread.id)),
    server.prefetchInfiniteQuery(comments.list(thread.id)),
  ]);
  const state = JSON.parse(JSON.stringify(dehydrate(server))) as DehydratedState;
  expect(requests()).toHaveLength(5);

  let taken = false;
  const Taken = () => {
    useEffect(() => {
      taken = true;
    }, []);
    return null;
  };
  const page = (queryClient: QueryClient) => (
    <QueryClientProvider client={queryClient}>
      <MeanwhileProvider client={client}>
        <HydrationBoundary state={state}>
          <ThreadPage threadId={thread.id} />
          <Taken />
        </HydrationBoundary>
      </MeanwhileProvider>
    </QueryClientProvider>
  );
  const html = renderToString(page(new QueryClient()));
  expect(html).toContain("Plans for spring");
  expect(html).toContain("Beans.");
  expect(html).toContain('<div class="mw-root" data-theme="auto" dir="ltr" lang="en">');

  const container = document.createElement("div");
  container.innerHTML = html;
  document.body.append(container);
  const heading = container.querySelector("h1");
  const mismatches: unknown[] = [];
  const root = hydrateRoot(container, page(new QueryClient()), { onRecoverableError: (error) => mismatches.push(error) });
  onTestFinished(() => {
    root.unmount();
    container.remove();
  });
  await expect.poll(() => taken).toBe(true);
  expect(container.querySelector("h1")).toBe(heading);
  expect(mismatches).toEqual([]);
  expect(requests()).toEqual([]);

  // The stream goes on where the server had read, so that nothing is missed in between.
  await world.comment(thread, "noor", 0, "Peas, too.");
  await expect.poll(() => container.textContent).toContain("Peas, too.");
});
