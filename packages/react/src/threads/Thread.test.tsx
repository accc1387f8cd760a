import { queries } from "@meanwhile/core";
import { dehydrate, type DehydratedState, HydrationBoundary, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { version } from "react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { MeanwhileProvider } from "../provider/MeanwhileProvider.tsx";
import { connect, newWorld } from "../testing/connection.tsx";
import { conversation } from "../testing/conversation.ts";
import { storyServer } from "../testing/server.ts";
import { Thread } from "../Thread.tsx";
import { ThreadList } from "./ThreadList.tsx";

beforeAll(async () => void (await storyServer()), 120_000);

test("runs on the React of this project", () => {
  expect(version.split(".")[0]).toBe(import.meta.env["REACT_MAJOR"]);
});

test("a thread and its list are rendered on the server, taken over in the browser, and work there", async () => {
  const complaints = vi.spyOn(console, "error").mockImplementation(() => undefined);
  onTestFinished(() => complaints.mockRestore());
  const world = await newWorld();
  const { threadId } = await conversation(world);
  const { client } = await connect(world, "ada");

  const server = new QueryClient();
  const { events, members, threads, comments } = queries(client);
  await server.prefetchQuery(events.position());
  await Promise.all([
    server.prefetchQuery(members.me()),
    server.prefetchInfiniteQuery(threads.list()),
    server.prefetchQuery(threads.get(threadId)),
    server.prefetchInfiniteQuery(comments.list(threadId)),
  ]);
  const state = JSON.parse(JSON.stringify(dehydrate(server))) as DehydratedState;
  const screen = (queryClient: QueryClient) => (
    <QueryClientProvider client={queryClient}>
      <MeanwhileProvider client={client} timeZone="Europe/Lisbon">
        <HydrationBoundary state={state}>
          <ThreadList threadId={threadId} onOpen={() => undefined} />
          <Thread threadId={threadId} />
        </HydrationBoundary>
      </MeanwhileProvider>
    </QueryClientProvider>
  );
  const html = renderToString(screen(new QueryClient()));
  expect(html).toContain('aria-label="Threads"');
  expect(html).toContain("mw-comment");

  const container = document.createElement("div");
  container.innerHTML = html;
  document.body.append(container);
  const article = container.querySelector("article");
  const mismatches: unknown[] = [];
  const root = hydrateRoot(container, screen(new QueryClient()), { onRecoverableError: (error) => mismatches.push(error) });
  onTestFinished(() => {
    root.unmount();
    container.remove();
  });

  const mine = page.getByRole("article", { name: "Ada Lovelace" }).first();
  await mine.getByRole("button", { name: "More actions" }).click();
  await mine.getByRole("menuitem", { name: "Delete" }).click();
  await expect.element(page.getByRole("button", { name: "Keep it" })).toHaveFocus();
  await userEvent.keyboard("{Escape}");
  await expect.element(page.getByRole("dialog")).not.toBeInTheDocument();
  const composer = page.getByRole("textbox");
  await composer.fill("Sent by hand.");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  // The list says it too, as the newest comment of the thread.
  await expect.element(page.getByRole("article", { name: "Ada Lovelace" }).getByText("Sent by hand.")).toBeVisible();
  await expect.poll(async () => (await world.api.threads.get({ threadId }, { actor: world.user("ada") })).lastComment?.excerpt).toBe("Sent by hand.");

  expect(container.querySelector("article")).toBe(article);
  expect(mismatches).toEqual([]);
  // Words are React's; an error is the browser's, about sizes that settled a frame later. On a server, which has no document, React 18
  // does not see the layout effects that it names here.
  const words = complaints.mock.calls.filter(([first]) => typeof first === "string" && !first.includes("useLayoutEffect does nothing on the server"));
  expect(words).toEqual([]);
});
