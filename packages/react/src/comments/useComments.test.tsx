import type { Operation, ThreadId } from "@meanwhile/core";
import { Component, type ReactNode, Suspense } from "react";
import { beforeAll, expect, test } from "vitest";
import { render } from "vitest-browser-react";
import { useConnectionStatus } from "../provider/useConnectionStatus.ts";
import { useOutbox } from "../provider/useOutbox.ts";
import { connect, newWorld } from "../testing/connection.tsx";
import { storyServer } from "../testing/server.ts";
import { useComments, useSuspenseComments } from "./useComments.ts";
import { useCreateComment } from "./useCreateComment.ts";
import { useEditComment } from "./useEditComment.ts";
import { useSetReaction } from "./useSetReaction.ts";

beforeAll(async () => void (await storyServer()), 120_000);

function Comments({ threadId, from }: { threadId: ThreadId; from?: number }) {
  const list = useComments(threadId, { from });
  const create = useCreateComment(threadId);
  const edit = useEditComment(threadId);
  const react = useSetReaction(threadId);
  const { operations, retry, discard } = useOutbox();
  const failed = operations.find((operation: Operation) => operation.status === "failed");
  const last = list.comments.at(-1);
  return (
    <>
      <output>{useConnectionStatus()}</output>
      <ol>
        {list.comments.map((comment) => (
          <li key={comment.id}>
            {[comment.number ?? "–", comment.markdown, comment.operation?.status ?? "settled", ...comment.reactions.map((reaction) => reaction.emoji + reaction.memberIds.length)].join(" ")}
          </li>
        ))}
      </ol>
      <button type="button" onClick={() => create({ markdown: "Mine" })}>
        Write
      </button>
      <button type="button" onClick={() => last && edit({ commentId: last.id, markdown: "Better" })}>
        Edit
      </button>
      <button type="button" onClick={() => last && react({ commentId: last.id, emoji: "🎉", on: true })}>
        React
      </button>
      <button type="button" onClick={() => failed && retry(failed.id)}>
        Retry
      </button>
      <button type="button" onClick={() => failed && discard(failed.id)}>
        Discard
      </button>
      {list.hasNextPage && (
        <button type="button" onClick={() => list.fetchNextPage()}>
          Later
        </button>
      )}
      {list.hasPreviousPage && (
        <button type="button" onClick={() => list.fetchPreviousPage()}>
          Earlier
        </button>
      )}
    </>
  );
}

async function setUp(count: number, from?: number) {
  const world = await newWorld();
  const thread = await world.thread(await world.channel("General"), "grace", 2, "Plans", "1st");
  for (let i = 2; i <= count; i++) await world.comment(thread, "mikko", 1, `${i}th`);
  const connection = await connect(world, "ada");
  const { Page } = connection;
  const screen = await render(
    <Page>
      <Comments threadId={thread.id} {...(from === undefined ? {} : { from })} />
    </Page>,
  );
  const lines = () => [...screen.container.querySelectorAll("li")].map((line) => line.textContent);
  return { world, thread, ...connection, screen, lines, press: (name: string) => screen.getByRole("button", { name }).click() };
}

test("a comment, its edit and a reaction show at once, and once the server has them they stand there once", async () => {
  const { lines, press, online, world, thread } = await setUp(1);
  await expect.poll(lines).toEqual(["1 1st settled"]);
  online(false);
  await press("Write");
  await press("Edit");
  await press("React");
  await expect.poll(lines).toEqual(["1 1st settled", "– Better pending 🎉1"]);
  online(true);
  await expect.poll(lines).toEqual(["1 1st settled", "2 Better settled 🎉1"]);
  const { data } = await world.api.comments.list({ threadId: thread.id }, { actor: world.user("grace") });
  expect(data.map((comment) => comment.markdown)).toEqual(["1st", "Better"]);
});

test("what others write comes by itself, and is read alone", async () => {
  const { lines, world, thread, requests, screen } = await setUp(3);
  await expect.poll(lines).toHaveLength(3);
  await expect.element(screen.getByText("open")).toBeVisible();
  requests();
  await world.comment(thread, "noor", 0, "News");
  await expect.poll(lines).toContain("4 News settled");
  expect(requests()).toEqual([expect.stringMatching(/^GET \/comments\/cmt_/)]);
});

test("words the server will not have stay until their author sends them again or discards them", async () => {
  const { lines, press, world, thread } = await setUp(1);
  await expect.poll(lines).toHaveLength(1);
  const change = (call: "close" | "reopen") => world.api.threads[call]({ threadId: thread.id }, { actor: world.user("noor") });
  await change("close");
  await press("Write");
  await expect.poll(lines).toContain("– Mine failed");
  await press("Write");
  await expect.poll(() => lines().filter((line) => line === "– Mine failed")).toHaveLength(2);
  await press("Discard");
  await expect.poll(() => lines().filter((line) => line === "– Mine failed")).toHaveLength(1);
  await change("reopen");
  await press("Retry");
  await expect.poll(lines).toContain("4 Mine settled");
});

test("a long thread is read from its middle, both ways", async () => {
  const { lines, press } = await setUp(100, 50);
  const numbers = () => lines().map((line) => Number.parseInt(line, 10));
  await expect.poll(() => [numbers()[0], numbers().at(-1)]).toEqual([50, 89]);
  await press("Earlier");
  await expect.poll(() => numbers()[0]).toBe(10);
  await press("Later");
  await expect.poll(() => numbers().at(-1)).toBe(100);
  await press("Earlier");
  await expect.poll(numbers).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
});

test("the Suspense twin suspends, and throws to the boundary what went wrong", async () => {
  const world = await newWorld();
  const { Page } = await connect(world, "ada");
  const Wait = ({ threadId }: { threadId: ThreadId }) => <p>{useSuspenseComments(threadId).comments[0]?.markdown}</p>;
  const thread = await world.thread(await world.channel("General"), "grace", 1, "Plans", "Here");
  let waited = false;
  const Waiting = () => {
    waited = true;
    return null;
  };
  const screen = await render(
    <Page>
      <Suspense fallback={<Waiting />}>
        <Wait threadId={thread.id} />
        <Boundary>
          <Wait threadId={"thr_01h455vb4pex5vsknk084sn02q" as ThreadId} />
        </Boundary>
      </Suspense>
    </Page>,
  );
  await expect.element(screen.getByText("Here")).toBeVisible();
  expect(waited).toBe(true);
  await expect.element(screen.getByText("shared/not_found")).toBeVisible();
});

class Boundary extends Component<{ children: ReactNode }, { code: string | null }> {
  override state = { code: null };
  static getDerivedStateFromError(error: { code: string }) {
    return { code: error.code };
  }
  override render() {
    return this.state.code === null ? this.props.children : <p>{this.state.code}</p>;
  }
}
