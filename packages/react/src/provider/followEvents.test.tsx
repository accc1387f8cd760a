import { createMeanwhileClient, type ThreadId } from "@meanwhile/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { beforeAll, expect, test } from "vitest";
import { render } from "vitest-browser-react";
import { useComments } from "../comments/useComments.ts";
import { BASE_PATH, storyServer, USER_HEADER } from "../testing/server.ts";
import { createWorld } from "../testing/world.ts";
import { useThread } from "../threads/useThread.ts";
import { MeanwhileProvider } from "./MeanwhileProvider.tsx";

beforeAll(async () => void (await storyServer()), 120_000);

/** Whether a request is held up: before the server sees it, or with its answer. */
type Hold = (path: string) => "before" | "after" | undefined;

/** A page of Ada's that shows a thread, on a network where some requests take until they are let go. */
async function open(held: Hold, isDown = () => false) {
  const server = await storyServer();
  const world = await createWorld(server);
  const thread = await world.thread(await world.channel("General"), "grace", 2, "Plans", "What do we plant?");
  const requests: string[] = [];
  let letGo!: () => void;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  const client = createMeanwhileClient({
    baseUrl: `${location.origin}${BASE_PATH}`,
    headers: { [USER_HEADER]: encodeURIComponent(JSON.stringify(world.user("ada"))) },
    fetch: async (url, init) => {
      const path = url.slice(url.indexOf("/v1/") + 3);
      requests.push(path.replace(/[?].*/, "").replace(thread.id, "ID"));
      if (isDown() && path.startsWith("/threads/")) return Response.json({ code: "shared/unavailable", detail: "The database does not answer." }, { status: 503 });
      const hold = held(path);
      if (hold === "before") await gate;
      const answer = await server.fetch(new Request(url, init));
      if (hold === "after") await gate;
      return answer;
    },
  });
  const screen = await render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MeanwhileProvider client={client}>
        <Show threadId={thread.id} />
      </MeanwhileProvider>
    </QueryClientProvider>,
  );
  return { world, thread, screen, requests, letGo };
}

function Show({ threadId }: { threadId: ThreadId }) {
  const { data: thread } = useThread(threadId);
  const { comments, error } = useComments(threadId);
  return (
    <p>
      {error?.message}
      {thread?.title}: {thread?.commentCount} {comments.map((comment) => comment.markdown).join(" ")}
    </p>
  );
}

const FIRST = ["/events", "/threads/ID", "/threads/ID/comments"];

test("what changed between the first answers and the opening of the stream is shown", async () => {
  const { world, thread, screen, letGo } = await open((path) => (path.startsWith("/events") ? "before" : undefined));
  await expect.element(screen.getByText("Plans: 1 What do we plant?")).toBeVisible();
  await world.comment(thread, "noor", 0, "Peas.");
  letGo();
  await expect.element(screen.getByText("Plans: 2 What do we plant? Peas.")).toBeVisible();
});

test("what changed while a first answer was on its way is shown", async () => {
  const { world, thread, screen, requests, letGo } = await open((path) => (path.startsWith("/threads/") ? "after" : undefined));
  await expect.poll(() => [...requests].sort()).toEqual(FIRST);
  await world.comment(thread, "noor", 0, "Peas.");
  letGo();
  await expect.element(screen.getByText("Plans: 2 What do we plant? Peas.")).toBeVisible();
});

test("nothing is asked for twice where nothing changed", async () => {
  const { world, thread, screen, requests, letGo } = await open((path) => (path.startsWith("/events") ? "before" : undefined));
  await expect.element(screen.getByText("Plans: 1 What do we plant?")).toBeVisible();
  letGo();
  // Once this was told, the stream has told all that there was before.
  await world.comment(thread, "noor", 0, "Peas.");
  await expect.element(screen.getByText("Plans: 2 What do we plant? Peas.")).toBeVisible();
  expect(requests.filter((path) => path === "/threads/ID/comments")).toHaveLength(1);
  expect(requests.filter((path) => path === "/threads/ID")).toHaveLength(2);
});

test("what could not be read is read when the stream opens again", async () => {
  let down = true;
  const { screen, letGo } = await open((path) => (path.startsWith("/events") ? "before" : undefined), () => down);
  await expect.element(screen.getByText("The database does not answer.")).toBeVisible();
  down = false;
  letGo();
  await expect.element(screen.getByText("Plans: 1 What do we plant?")).toBeVisible();
});
