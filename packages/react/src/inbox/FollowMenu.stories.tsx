import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, screen, userEvent, waitFor, within } from "storybook/test";
import { scene, type SceneOptions } from "../testing/scene.tsx";
import type { World } from "../testing/world.ts";
import { FollowMenu } from "./FollowMenu.tsx";

const meta: Meta = { title: "Inbox/FollowMenu" };
export default meta;
type Story = StoryObj;

const pane: SceneOptions = { width: 420, height: 420 };

async function followed(world: World) {
  const channel = await world.channel("Product");
  return { thread: await world.thread(channel, "noor", 50, "Offsite in Porto", "Four days in May."), channel };
}

export const OfAThread: Story = {
  ...scene(followed, ({ thread }) => <FollowMenu threadId={thread.id} />, pane),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const button = await canvas.findByRole("button", { name: "Follow: Replies and mentions" });
    button.focus();
    await userEvent.keyboard("{ArrowDown}");
    const chosen = await screen.findByRole("menuitemradio", { name: /Replies and mentions/ });
    await expect(chosen).toHaveAttribute("aria-checked", "true");
    await waitFor(() => expect(chosen).toHaveFocus());
    await userEvent.keyboard("{ArrowUp}{Enter}");
    await expect(await canvas.findByRole("button", { name: "Follow: Everything" })).toBeVisible();
    // Muted for a day, and heard again.
    await userEvent.click(canvas.getByRole("button", { name: /^Follow/ }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Mute for a day" }));
    await userEvent.click(await canvas.findByRole("button", { name: /Follow: Muted until/ }));
    await userEvent.click(await screen.findByRole("menuitem", { name: /^Unmute/ }));
    // One's own choice taken back.
    await userEvent.click(await canvas.findByRole("button", { name: "Follow: Everything" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "As usual" }));
    await expect(await canvas.findByRole("button", { name: "Follow: Replies and mentions" })).toBeVisible();
  },
};

export const OfAChannel: Story = {
  ...scene(followed, ({ channel }) => <FollowMenu channelId={channel.id} />, pane),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole("button", { name: /^Follow/ }));
    await userEvent.click(await screen.findByRole("menuitemradio", { name: /Nothing/ }));
    await expect(await canvas.findByRole("button", { name: "Follow: Nothing" })).toBeVisible();
  },
};

export const Dark: Story = {
  ...scene(followed, ({ thread }) => <FollowMenu threadId={thread.id} />, pane),
  globals: { theme: "dark" },
  play: async ({ canvasElement }) => {
    await userEvent.click(await within(canvasElement).findByRole("button", { name: /^Follow/ }));
    const choice = await screen.findByRole("menuitemradio", { name: /Decisions only/ });
    await waitFor(() => expect(choice).toBeVisible());
  },
};

export const RightToLeft: Story = { ...Dark, globals: { dir: "rtl" } };
