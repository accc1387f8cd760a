import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { expect, fn, screen, userEvent, waitFor, within } from "storybook/test";
import { scene, type SceneOptions, worldIn } from "../testing/scene.tsx";
import type { World } from "../testing/world.ts";
import { NewThreadDialog, NewThreadForm } from "./NewThreadForm.tsx";

const meta: Meta = { title: "Threads/NewThreadForm" };
export default meta;
type Story = StoryObj;

const started = fn();

async function channels(world: World) {
  await world.channel("Announcements");
  return world.channel("Product");
}

/** Everybody is a member from when they were first here. */
async function everybody(world: World) {
  for (const id of ["ada", "grace", "noor", "mikko", "yuki"] as const) await world.api.members.me({}, { actor: world.user(id) });
  return channels(world);
}

const show = (options: SceneOptions = {}, seed: typeof channels = channels) => scene(seed, (channel) => <NewThreadForm channelId={channel.id} onStarted={started} />, options);

export const Default: Story = {
  ...show(),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    await waitFor(() => expect(canvas.getByRole("combobox", { name: "Channel" })).toHaveDisplayValue("Product"));
    await userEvent.click(canvas.getByRole("button", { name: "Start thread" }));
    await expect(canvas.getByRole("textbox", { name: "Title" })).toHaveAccessibleDescription(/Give it a title/);
    await userEvent.type(canvas.getByRole("textbox", { name: "Title" }), "Who looks after the status page?");
    await userEvent.type(canvas.getByRole("textbox", { name: "Opening comment" }), "It says everything is fine.");
    await userEvent.click(canvas.getByRole("button", { name: "Start thread" }));
    await expect(started).toHaveBeenCalledOnce();
    const world = worldIn(context);
    const threadId = started.mock.calls[0]?.[0];
    await waitFor(async () => expect(await world.api.threads.get({ threadId }, { actor: world.user("grace") })).toMatchObject({ title: "Who looks after the status page?" }));
    await expect(canvas.getByRole("textbox", { name: "Title" })).toHaveValue("");
  },
  beforeEach: () => void started.mockClear(),
};

/** About an object of the host's there is no place to choose. */
export const OnASubject: Story = {
  ...scene(channels, () => <NewThreadForm subject={{ type: "invoice", id: "42" }} onStarted={started} />),
  beforeEach: () => void started.mockClear(),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    await expect(canvas.queryByRole("group", { name: "Where" })).toBeNull();
    await userEvent.type(canvas.getByRole("textbox", { name: "Title" }), "The total is wrong");
    await userEvent.type(canvas.getByRole("textbox", { name: "Opening comment" }), "By a cent.{Control>}{Enter}{/Control}");
    const world = worldIn(context);
    const threadId = started.mock.calls[0]?.[0];
    await waitFor(async () => expect(await world.api.threads.get({ threadId }, { actor: world.user("grace") })).toMatchObject({ subject: { type: "invoice", id: "42" } }));
  },
};

export const AmongPeople: Story = {
  ...show({}, everybody),
  beforeEach: () => void started.mockClear(),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    // By keyboard alone.
    canvas.getByRole("radio", { name: "In a channel" }).focus();
    await userEvent.keyboard("{ArrowDown}");
    const search = await canvas.findByRole("searchbox", { name: "Find people" });
    await expect(canvas.queryByRole("combobox", { name: "Channel" })).toBeNull();
    await userEvent.click(canvas.getByRole("button", { name: "Start thread" }));
    await expect(search).toHaveAccessibleDescription("Choose at least one other person.");
    await expect(canvas.queryByRole("checkbox", { name: "Ada Lovelace" })).toBeNull();
    search.focus();
    await userEvent.keyboard("gra");
    await waitFor(() => expect(canvas.getByText("1 person found")).toBeVisible());
    await userEvent.keyboard("{Tab} ");
    await expect(canvas.getByRole("checkbox", { name: "Grace Hopper" })).toBeChecked();
    await userEvent.clear(search);
    await userEvent.click(await canvas.findByRole("checkbox", { name: "Noor Haddad" }));
    await userEvent.click(await canvas.findByRole("button", { name: "Take Noor Haddad out" }));
    await expect(search).toHaveFocus();
    await userEvent.click(await canvas.findByRole("checkbox", { name: "Mikko Virtanen" }));
    await userEvent.type(canvas.getByRole("textbox", { name: "Title" }), "Just us");
    await userEvent.type(canvas.getByRole("textbox", { name: "Opening comment" }), "For now.{Control>}{Enter}{/Control}");
    const world = worldIn(context);
    const threadId = started.mock.calls[0]?.[0];
    await waitFor(async () => expect((await world.api.threads.get({ threadId }, { actor: world.user("grace") })).people?.map(({ id }) => id).sort()).toEqual(["ada", "grace", "mikko"]));
    await expect(canvas.getByRole("radio", { name: "In a channel" })).toBeChecked();
  },
};

/** Closing a dialog loses nothing that was typed. */
export const InADialog: Story = {
  ...scene(channels, (channel) => <Opening channelId={channel.id} />),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole("button", { name: "New thread" }));
    await userEvent.type(await screen.findByRole("textbox", { name: "Title" }), "Half a title");
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await waitFor(() => expect(canvas.getByRole("button", { name: "New thread" })).toHaveFocus());
    await userEvent.keyboard("{Enter}");
    await expect(await screen.findByRole("textbox", { name: "Title" })).toHaveValue("Half a title");
  },
};

function Opening({ channelId }: { channelId: Awaited<ReturnType<typeof channels>>["id"] }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="mw-button" data-kind="primary" onClick={() => setOpen(true)}>
        New thread
      </button>
      {open && <NewThreadDialog channelId={channelId} onClose={() => setOpen(false)} />}
    </>
  );
}

export const LongText: Story = { ...show({ width: 320 }, (world) => world.channel("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz")) };
export const RightToLeft: Story = { ...show({}, (world) => world.channel("المنتج")), globals: { dir: "rtl" } };
export const Dark: Story = { ...show(), globals: { theme: "dark" } };
