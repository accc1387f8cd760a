import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn, userEvent, waitFor, within } from "storybook/test";
import { failing, waiting } from "../testing/handler.ts";
import { scene, worldIn } from "../testing/scene.tsx";
import type { World } from "../testing/world.ts";
import { ChannelList } from "./ChannelList.tsx";

const meta: Meta = { title: "Channels/ChannelList" };
export default meta;
type Story = StoryObj;

const opened = fn();
const width = 260;

async function channels(world: World) {
  const product = await world.channel("Product");
  await world.channel("Design");
  const announcements = await world.channel("Announcements");
  await world.channel("Salaries", { visibility: "private", members: ["ada", "noor"] });
  const old = await world.channel("Launch 2025");
  await world.api.channels.archive({ channelId: old.id }, { actor: world.user("noor") });
  await world.api.channels.setFavourite({ channelId: product.id, favourite: true }, { actor: world.user("ada") });
  await world.thread(product, "grace", 5, "Estimates", "Ranges?");
  await world.thread(announcements, "noor", 3, "Closed on Friday", "It is a holiday in Portugal.");
  await world.thread(announcements, "noor", 2, "New office hours", "From December on.");
  return product;
}

const show = (seed: (world: World) => Promise<{ id: string } | undefined>, options = {}) =>
  scene(seed, (current) => <ChannelList channelId={(current?.id ?? null) as never} onOpen={opened} />, { width, ...options });

export const Default: Story = {
  ...show(channels),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByRole("button", { name: /^Product/ })).toHaveAttribute("aria-current", "page");
    await expect(canvas.getByRole("button", { name: /Announcements.*2 unread threads/ })).toBeVisible();
    await userEvent.tab();
    await userEvent.keyboard("{ArrowDown}");
    await expect(canvas.getByRole("button", { name: /^Announcements/ })).toHaveFocus();
    await userEvent.keyboard("{Enter}");
    await expect(opened).toHaveBeenLastCalledWith(expect.objectContaining({ name: "Announcements" }));
    await userEvent.keyboard("{End}");
    await expect(canvas.getByRole("button", { name: "Archived" })).toHaveFocus();
    await userEvent.keyboard("{Enter}");
    await expect(await canvas.findByRole("button", { name: "Launch 2025" })).toBeVisible();
  },
};

/** On a page where the list is a part of its own. */
export const HeadingLevel: Story = {
  ...scene(channels, () => <ChannelList headingLevel={2} />, { width }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByRole("heading", { level: 2, name: "Favourites" })).toBeVisible();
    await expect(canvas.queryByRole("heading", { level: 3 })).toBeNull();
  },
};

export const Favourite: Story = {
  ...show(channels),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole("button", { name: "Add Design to favourites" }));
    await waitFor(async () => {
      const favourites = canvas.getByRole("region", { name: "Favourites" });
      await expect(within(favourites).getByRole("button", { name: "Design" })).toBeVisible();
    });
  },
};

export const Empty: Story = { ...show(async () => undefined) };
export const Loading: Story = { ...show(async () => undefined, { intercept: waiting }) };

export const Failing: Story = {
  ...show(channels, { intercept: failing }),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    await expect(await canvas.findByRole("alert")).toHaveTextContent("The database does not answer.");
    worldIn(context).intercept = null;
    await userEvent.click(canvas.getByRole("button", { name: "Try again" }));
    await expect(await canvas.findByRole("button", { name: /^Design/ })).toBeVisible();
  },
};

export const LongText: Story = {
  ...show(async (world) => {
    await world.channel("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz");
    await world.channel("Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas ja ystävät");
    const last = await world.channel("東京オフィスの引っ越しと新しい座席表についての相談と決定事項");
    await world.thread(last, "yuki", 2, "席", "どこがいいですか。");
    return undefined;
  }),
};

export const RightToLeft: Story = {
  globals: { dir: "rtl" },
  ...show(async (world) => {
    const first = await world.channel("التصميم");
    await world.channel("الإعلانات", { visibility: "private" });
    await world.thread(first, "noor", 2, "الألوان", "ما رأيكم؟");
    await world.api.channels.setFavourite({ channelId: first.id, favourite: true }, { actor: world.user("ada") });
    return undefined;
  }),
};

export const Dark: Story = { ...show(channels), globals: { theme: "dark" } };
