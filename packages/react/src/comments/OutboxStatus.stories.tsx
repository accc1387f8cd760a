import { newId } from "@meanwhile/core";
import type { Meta, StoryObj } from "@storybook/react-vite";
import { type ReactElement, useEffect, useRef, useState } from "react";
import { expect, userEvent, waitFor, within } from "storybook/test";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { failing, problem } from "../testing/handler.ts";
import { scene, type SceneOptions, worldIn } from "../testing/scene.tsx";
import type { World } from "../testing/world.ts";
import { OutboxStatus } from "./OutboxStatus.tsx";

const meta: Meta = { title: "Comments/OutboxStatus" };
export default meta;
type Story = StoryObj;

interface Seeded {
  threadId: string;
  commentId: string;
}

async function thread(world: World): Promise<Seeded> {
  const started = await world.thread(await world.channel("Product"), "grace", 5, "Estimates", "Ranges?");
  return { threadId: started.id, commentId: (await world.comment(started, "ada", 4, "Ranges.")).id };
}

type Write = (outbox: ReturnType<typeof useMeanwhile>["outbox"], seeded: Seeded) => void;

/** A host's header, and somebody who just did something. */
function Header({ seeded, write }: { seeded: Seeded; write: Write }): ReactElement {
  const { outbox } = useMeanwhile();
  const [opened, setOpened] = useState("");
  const done = useRef(false);
  useEffect(() => {
    if (!done.current) write(outbox, seeded);
    done.current = true;
  }, [outbox, seeded, write]);
  return (
    <div style={{ display: "flex", flexWrap: "wrap", alignItems: "center", justifyContent: "space-between", gap: 8, minBlockSize: 440, alignContent: "start" }}>
      <a href="#product">A product</a>
      <OutboxStatus onOpen={setOpened} />
      <output style={{ flexBasis: "100%" }}>{opened}</output>
    </div>
  );
}

const show = (write: Write, options: SceneOptions = {}) => scene(thread, (seeded) => <Header seeded={seeded} write={write} />, options);
const comment =
  (markdown: string): Write =>
  (outbox, { threadId }) =>
    void outbox.add("comments.create", { id: newId("cmt", Date.now()), threadId: threadId as never, markdown }, { lane: threadId });
const refusing: SceneOptions = { intercept: (request) => (request.method === "POST" ? problem(403, "shared/forbidden", "You were made a guest. Ask an owner.") : undefined) };
const unreachable: SceneOptions = { intercept: (request) => (request.method === "GET" ? undefined : failing()) };

type Play = NonNullable<Story["play"]>;
const open: Play = async ({ canvasElement }) => {
  const canvas = within(canvasElement);
  await userEvent.click(await canvas.findByRole("button", { name: /waiting|not sent|Offline/ }));
  const dialog = await canvas.findByRole("dialog", { name: "Not sent yet" });
  await waitFor(() => expect(dialog).toBeVisible());
};

/** All is well: there is nothing to see. */
export const Default: Story = {
  ...show(comment("Sent at once.")),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    const { threadId } = (context.loaded["scene"] as { seeded: Seeded }).seeded;
    const world = worldIn(context);
    await waitFor(async () => expect((await world.api.comments.list({ threadId: threadId as never }, { actor: world.user("ada") })).data).toHaveLength(3));
    await expect(canvas.queryByRole("button")).toBeNull();
    await expect(canvas.getAllByRole("status")[0]).toHaveTextContent("");
  },
};

/** The server does not answer: what waits is counted, and goes by itself when it does. */
export const Waiting: Story = {
  ...show((outbox, seeded) => ["First a thought.", "Then another one."].forEach((words) => comment(words)(outbox, seeded)), unreachable),
  play: async (context) => {
    await open(context);
    const canvas = within(context.canvasElement);
    await expect(canvas.getByRole("button", { name: "2 waiting" })).toHaveAttribute("aria-expanded", "true");
    await expect(canvas.getAllByText(/^Not sent yet\./)).toHaveLength(2);
    // Said once, however much waits.
    await expect(canvas.getAllByRole("status").filter((region) => region.textContent !== "")).toHaveLength(1);
  },
};

export const SentAfterAll: Story = {
  ...show(comment("Late, but there."), unreachable),
  play: async (context) => {
    await open(context);
    const canvas = within(context.canvasElement);
    worldIn(context).intercept = null;
    await userEvent.click(canvas.getByRole("button", { name: "Try now" }));
    await waitFor(() => expect(canvas.queryByText("Late, but there.")).toBeNull());
    await expect(canvas.getAllByRole("status")[0]).toHaveTextContent("Everything is sent.");
    await waitFor(() => expect(canvas.getByRole("dialog")).toContainElement(document.activeElement as HTMLElement));
    await userEvent.keyboard("{Escape}");
    await expect(canvas.queryByRole("button")).toBeNull();
  },
};

export const Offline: Story = {
  ...show(comment("From the train."), unreachable),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    await canvas.findByRole("button", { name: "1 waiting" });
    dispatchEvent(new Event("offline"));
    await open(context);
    await expect(canvas.getByText(/^Offline since /)).toBeVisible();
    await expect(canvas.getAllByRole("status")[0]).toHaveTextContent("You are offline.");
    // Not in a place that survives: this client does not know whose words these are.
    await expect(canvas.getByText(/Leave it open until everything is sent/)).toBeVisible();
  },
};

/** The server refuses: the words stay, with why, and with the way out. By keyboard alone. */
export const Refused: Story = {
  ...show(comment("A **number**, [Grace Hopper](mention:user/grace)."), refusing),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    const button = await canvas.findByRole("button", { name: "1 not sent" });
    button.focus();
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(canvas.getByRole("dialog")).toBeVisible());
    const dialog = within(canvas.getByRole("dialog"));
    await expect(dialog.getByText("A **number**, @Grace Hopper.")).toBeVisible();
    await expect(dialog.getByText("Not sent. You were made a guest. Ask an owner.")).toBeVisible();
    await userEvent.tab();
    await expect(dialog.getByRole("button", { name: "Comment" })).toHaveFocus();
    await userEvent.tab();
    await userEvent.tab();
    await expect(dialog.getByRole("button", { name: "Retry" })).toHaveFocus();
    await userEvent.tab();
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(dialog.queryByText(/number/)).toBeNull());
    await userEvent.keyboard("{Escape}");
    await expect(canvas.queryByRole("dialog")).toBeNull();
  },
};

/** Not what the server takes: 422, and the way to where it was written. */
export const Invalid: Story = {
  ...show(comment("x"), { intercept: (request) => (request.method === "POST" ? problem(422, "shared/invalid_input", "The comment is longer than 100,000 characters.") : undefined) }),
  play: async (context) => {
    await open(context);
    const canvas = within(context.canvasElement);
    await expect(canvas.getByText(/longer than 100,000 characters/)).toBeVisible();
    await userEvent.click(within(canvas.getByRole("dialog")).getByRole("button", { name: "Comment" }));
    await expect(canvas.getByText(/^thr_/)).toBeVisible();
    await expect(canvas.queryByRole("dialog")).toBeNull();
  },
};

export const SignedOut: Story = {
  ...show(comment("Written after lunch."), { intercept: (request) => (request.method === "POST" ? problem(401, "shared/unauthenticated", "Nobody is signed in.") : undefined) }),
  play: async (context) => {
    await open(context);
    await expect(within(context.canvasElement).getByText(/when you have signed in again/)).toBeVisible();
  },
};

const everything: Write = (outbox, { threadId: id, commentId: about }) => {
  const [threadId, commentId] = [id as never, about as never];
  const lane = { lane: id };
  outbox.add("comments.create", { threadId, markdown: "Ranges, with a reason for each end." }, lane);
  outbox.add("comments.edit", { commentId, markdown: "Ranges, always." }, lane);
  outbox.add("comments.setReaction", { commentId, emoji: "🎉", on: true }, lane);
  outbox.add("comments.setAcknowledged", { commentId, acknowledged: true }, lane);
  outbox.add("comments.delete", { commentId }, lane);
  outbox.add("threads.update", { threadId, title: "Estimates are ranges" }, lane);
  outbox.add("threads.setPinned", { threadId, pinned: true }, lane);
  outbox.add("threads.close", { threadId, markdown: "Decided: ranges." }, lane);
  outbox.add("threads.reopen", { threadId }, lane);
  outbox.add("threads.setPosition", { threadId, position: 1 }, lane);
  const started = newId("thr", Date.now());
  outbox.add("threads.create", { id: started, channelId: newId("chn", Date.now()), title: "Spring", markdown: "What do we plant?" } as never, { lane: started });
};

/** Each kind has words of its own; reading positions are nobody's worry. */
export const EveryKind: Story = {
  ...show(everything, unreachable),
  play: async (context) => {
    await open(context);
    const dialog = within(within(context.canvasElement).getByRole("dialog"));
    for (const kind of ["Comment", "Edited comment", "Reaction", "Acknowledgement", "Deleted comment", "New title", "Pinned thread", "Closed thread", "Reopened thread", "New thread"]) {
      await expect(dialog.getByRole("button", { name: kind })).toBeVisible();
    }
    await expect(dialog.getAllByRole("listitem")).toHaveLength(10);
  },
};

export const LongText: Story = {
  ...show(comment(`${"Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz ".repeat(3)}\n\n${"吾輩は猫である。名前はまだ無い。".repeat(30)}`), { ...refusing, width: 320 }),
  play: async (context) => {
    await open(context);
    await expect(context.canvasElement.scrollWidth).toBeLessThanOrEqual(context.canvasElement.clientWidth);
  },
};

export const RightToLeft: Story = { ...show(comment("نكتب مدى مع شرط"), refusing), globals: { dir: "rtl" }, play: open };

export const Dark: Story = { ...show(comment("Ranges."), refusing), globals: { theme: "dark" }, play: open };
