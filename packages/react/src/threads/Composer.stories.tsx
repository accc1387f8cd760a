import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { expect, userEvent, waitFor, within } from "storybook/test";
import { scene, type SceneOptions, worldIn } from "../testing/scene.tsx";
import type { World } from "../testing/world.ts";
import { Composer } from "./Composer.tsx";

const meta: Meta = { title: "Threads/Composer" };
export default meta;
type Story = StoryObj;

async function quietThread(world: World) {
  const channel = await world.channel("Product");
  await world.group("Platform", ["grace", "mikko"]);
  const thread = await world.thread(channel, "grace", 5, "Estimates", "Ranges?");
  return { threadId: thread.id };
}

const show = (options: SceneOptions = {}, seed: typeof quietThread = quietThread) => scene(seed, ({ threadId }) => <Composer threadId={threadId} />, options);

/** What the server has of the thread's last comment. */
async function lastComment(context: { loaded: Record<string, unknown>; globals: Record<string, unknown> }) {
  const world = worldIn(context);
  const { threadId } = (context.loaded["scene"] as { seeded: Awaited<ReturnType<typeof quietThread>> }).seeded;
  return (await world.api.comments.list({ threadId }, { actor: world.user("ada") })).data.at(-1);
}

export const Default: Story = { ...show() };

export const Sending: Story = {
  ...show(),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    const field = await canvas.findByRole("textbox", { name: "Write a comment" });
    await userEvent.click(canvas.getByRole("button", { name: "Comment" }));
    await expect(await canvas.findByRole("alert")).toHaveTextContent("Write something first.");
    await userEvent.type(field, "Ranges, and a reason.");
    await expect(canvas.queryByRole("alert")).toBeNull();
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await expect(field).toHaveValue("");
    await waitFor(async () => expect(await lastComment(context)).toMatchObject({ markdown: "Ranges, and a reason.", audience: { kind: "thread" } }));
  },
};

export const MentioningByKeyboard: Story = {
  ...show(),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    const field = await canvas.findByRole("textbox", { name: "Write a comment" });
    await userEvent.type(field, "Ask @m");
    const list = await canvas.findByRole("listbox", { name: "People and groups" });
    await expect(field).toHaveAttribute("aria-controls", list.id);
    await expect(field).toHaveAttribute("aria-activedescendant", within(list).getByRole("option", { name: "Mikko Virtanen" }).id);
    await userEvent.keyboard("{Enter}");
    await expect(field).toHaveValue("Ask @Mikko Virtanen ");
    noticed(field);
    await expect(canvas.queryByRole("listbox")).toBeNull();
    await userEvent.type(field, "and @pl");
    await expect(await canvas.findByRole("option", { name: /Platform/ })).toHaveAttribute("aria-selected", "true");
    await userEvent.keyboard("{Tab}");
    noticed(field);
    await userEvent.type(field, "but not @g");
    await canvas.findByRole("option", { name: "Grace Hopper" });
    await userEvent.keyboard("{Escape}");
    await expect(canvas.queryByRole("listbox")).toBeNull();
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(async () => expect((await lastComment(context))?.markdown).toMatch(/^Ask \[Mikko Virtanen\]\(mention:user\/mikko\) and \[Platform\]\(mention:group\/grp_\w+\) but not @g$/));
  },
};

/** `userEvent` goes by its own copy of what it typed; a change that the browser made has to be told to it. */
function noticed(field: HTMLElement) {
  if (field instanceof HTMLTextAreaElement) field.setRangeText("", field.value.length, field.value.length);
}

export const Formatting: Story = {
  ...show(),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const field = (await canvas.findByRole("textbox", { name: "Write a comment" })) as HTMLTextAreaElement;
    await userEvent.type(field, "a range");
    field.setSelectionRange(2, 7);
    await userEvent.keyboard("{Control>}b{/Control}");
    await expect(field).toHaveValue("a **range**");
    await expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe("range");
    await userEvent.click(canvas.getByRole("button", { name: "Quote" }));
    await expect(field).toHaveValue("> a **range**");
    await userEvent.keyboard("{Control>}b{/Control}");
    await userEvent.click(canvas.getByRole("button", { name: "Bold" }));
    await expect(field).toHaveFocus();
  },
};

export const Audience: Story = {
  ...show(),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    await userEvent.click(await canvas.findByRole("button", { name: /^Notify/ }));
    await waitFor(() => expect(canvas.getByRole("radio", { name: /Everybody in this thread/ })).toHaveFocus());
    await userEvent.click(canvas.getByRole("radio", { name: /Only some people/ }));
    await userEvent.click(await canvas.findByRole("checkbox", { name: "Grace Hopper" }));
    await userEvent.keyboard("{Escape}");
    await expect(await canvas.findByRole("button", { name: /1 person/ })).toHaveFocus();
    await userEvent.type(canvas.getByRole("textbox"), "For you.");
    await userEvent.click(canvas.getByRole("button", { name: "Comment" }));
    await waitFor(async () => expect(await lastComment(context)).toMatchObject({ audience: { kind: "people", memberIds: ["grace"] } }));
  },
};

/** What was typed is there when the reader comes back. */
export const Draft: Story = {
  ...scene(quietThread, ({ threadId }) => <Leaving threadId={threadId} />),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.type(await canvas.findByRole("textbox"), "Half a thou");
    await userEvent.click(canvas.getByRole("button", { name: "Leave" }));
    await expect(canvas.queryByRole("textbox")).toBeNull();
    await userEvent.click(canvas.getByRole("button", { name: "Come back" }));
    await expect(await canvas.findByRole("textbox")).toHaveValue("Half a thou");
  },
};

function Leaving({ threadId }: Awaited<ReturnType<typeof quietThread>>) {
  const [here, setHere] = useState(true);
  return (
    <>
      <button type="button" onClick={() => setHere(!here)}>
        {here ? "Leave" : "Come back"}
      </button>
      {here && <Composer threadId={threadId} />}
    </>
  );
}

export const CommentAndClose: Story = {
  ...show(),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    await userEvent.type(await canvas.findByRole("textbox"), "Decided: ranges.");
    await userEvent.click(canvas.getByRole("button", { name: "Comment and close" }));
    await expect(await canvas.findByRole("button", { name: "Reopen" })).toBeVisible();
    await waitFor(async () => expect(await lastComment(context)).toMatchObject({ markdown: "Decided: ranges.", action: "closed" }));
  },
};

export const ReadOnly: Story = {
  ...show({}, async (world) => {
    const seeded = await quietThread(world);
    const [channel] = (await world.api.channels.list({}, { actor: world.user("noor") })).data;
    await world.api.channels.archive({ channelId: channel!.id }, { actor: world.user("noor") });
    return seeded;
  }),
};

export const LongText: Story = {
  ...show({ width: 320 }),
  play: async ({ canvasElement }) => {
    const field = await within(canvasElement).findByRole("textbox");
    await userEvent.click(field);
    await userEvent.paste("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz\n\n吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。\n\nepäjärjestelmällistyttämättömyydellänsäkäänköhän\n\nfour\n\nfive");
    await expect(field.clientHeight).toBeGreaterThan(150);
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

export const RightToLeft: Story = {
  ...show(),
  globals: { dir: "rtl" },
  play: async ({ canvasElement }) => {
    await userEvent.type(await within(canvasElement).findByRole("textbox"), "نكتب مدى مع شرط @");
  },
};

export const Dark: Story = { ...show(), globals: { theme: "dark" }, play: MentioningByKeyboard.play! };
