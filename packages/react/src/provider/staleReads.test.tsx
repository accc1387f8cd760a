import { eventsKeys, type ThreadId } from "@meanwhile/core";
import { beforeAll, expect, test } from "vitest";
import { render } from "vitest-browser-react";
import { useComments } from "../comments/useComments.ts";
import { useCreateComment } from "../comments/useCreateComment.ts";
import { useDeleteComment } from "../comments/useDeleteComment.ts";
import { useEditComment } from "../comments/useEditComment.ts";
import { connect, newWorld } from "../testing/connection.tsx";
import { storyServer } from "../testing/server.ts";
import { useCloseThread } from "../threads/useCloseThread.ts";
import { useSetPosition } from "../threads/useSetPosition.ts";
import { useThread } from "../threads/useThread.ts";
import { useThreads } from "../threads/useThreads.ts";
import { useUpdateThread } from "../threads/useUpdateThread.ts";
import { useConnectionStatus } from "./useConnectionStatus.ts";
import { useOutbox } from "./useOutbox.ts";

beforeAll(async () => void (await storyServer()), 120_000);

function Everything({ threadId }: { threadId: ThreadId }) {
  const { data: thread } = useThread(threadId);
  const row = useThreads().data.find(({ id }) => id === threadId);
  const { comments } = useComments(threadId);
  const first = comments.find(({ author }) => author.id === "ada");
  const acts = {
    Rename: [useUpdateThread(), { threadId, title: "Renamed" }],
    Close: [useCloseThread(), { threadId }],
    Read: [useSetPosition(), { threadId, position: 2 }],
    Write: [useCreateComment(threadId), { markdown: "Written" }],
    Edit: [useEditComment(threadId), { commentId: first?.id, markdown: "Edited" }],
    Delete: [useDeleteComment(threadId), { commentId: first?.id }],
  } as unknown as Record<string, [(input: object) => void, object]>;
  const say = (one: typeof row | typeof thread) => one && `${one.title} ${one.closed ? "closed" : "open"} ${one.me.unreadCount}`;
  return (
    <>
      <dl>
        <dd>{say(thread)}</dd>
        <dd>{say(row)}</dd>
        <dd>{comments.map((comment) => (comment.deleted ? "gone" : comment.markdown)).join(", ")}</dd>
      </dl>
      <output>{[useConnectionStatus(), useOutbox().operations.length].join(" ")}</output>
      {Object.entries(acts).map(([name, [act, input]]) => (
        <button key={name} type="button" onClick={() => act(input)}>
          {name}
        </button>
      ))}
    </>
  );
}

const before = ["Plans open 1", "Plans open 1", "Mine, Theirs"];
const after: Record<string, string[]> = {
  Rename: ["Renamed open 1", "Renamed open 1", "Mine, Theirs"],
  Close: ["Plans closed 0", "Plans closed 0", "Mine, Theirs, "],
  Read: ["Plans open 0", "Plans open 0", "Mine, Theirs"],
  Write: ["Plans open 0", "Plans open 0", "Mine, Theirs, Written"],
  Edit: ["Plans open 1", "Plans open 1", "Edited, Theirs"],
  Delete: ["Plans open 1", "Plans open 1", "gone, Theirs"],
};

for (const [name, expected] of Object.entries(after)) {
  test(`a slow read that began before does not undo what is settled: ${name}`, async () => {
    const world = await newWorld();
    const thread = await world.thread(await world.channel("General"), "ada", 2, "Plans", "Mine");
    await world.comment(thread, "grace", 1, "Theirs");
    const { Page, queryClient, slow } = await connect(world, "ada");
    const screen = await render(
      <Page>
        <Everything threadId={thread.id} />
      </Page>,
    );
    const shown = () => [...screen.container.querySelectorAll("dd")].map((part) => part.textContent);
    await expect.poll(shown).toEqual(before);
    await expect.element(screen.getByText("open 0", { exact: true })).toBeVisible();

    const { read, arrive } = slow(/^\/threads/);
    void queryClient.refetchQueries({ queryKey: ["meanwhile"] });
    await expect.poll(read).toBe(3);
    await screen.getByRole("button", { name }).click();
    await expect.poll(() => shown().map((part, index) => part!.startsWith(expected[index]!.slice(0, 8)))).toEqual([true, true, true]);
    await expect.element(screen.getByText("open 0", { exact: true })).toBeVisible();
    const seen = new Set<string>();
    const look = () => seen.add(JSON.stringify(shown()));
    look();
    const watcher = new MutationObserver(look);
    watcher.observe(screen.container, { subtree: true, childList: true, characterData: true });
    arrive();
    await queryClient.refetchQueries({ queryKey: ["meanwhile"] }, { cancelRefetch: false });
    await expect.poll(() => queryClient.isFetching()).toBe(0);
    await expect.poll(shown).toEqual(expected);
    watcher.disconnect();
    // Not for a moment either.
    expect([...seen].filter((state) => state === JSON.stringify(before))).toEqual([]);
  });
}

test("a first read that is overtaken by a change is made again", async () => {
  const world = await newWorld();
  const thread = await world.thread(await world.channel("General"), "ada", 2, "Plans", "Mine");
  const { Page, queryClient, slow } = await connect(world, "ada");
  const { read, arrive } = slow(/^\/threads/);
  const screen = await render(
    <Page>
      <Everything threadId={thread.id} />
    </Page>,
  );
  await expect.element(screen.getByText("open 0", { exact: true })).toBeVisible();
  await expect.poll(read).toBe(3);
  await world.comment(thread, "grace", 0, "Theirs");
  await world.api.threads.update({ threadId: thread.id, title: "Renamed" }, { actor: world.user("noor") });
  const last = (await world.api.events.list({}, { actor: world.user("ada") })).lastSeq;
  await expect.poll(() => queryClient.getQueryData<number>(eventsKeys.position)).toBe(last);
  const shown = () => [...screen.container.querySelectorAll("dd")].map((part) => part.textContent);
  arrive();
  await expect.poll(shown).toEqual(["Renamed open 1", "Renamed open 1", "Mine, Theirs"]);
});
