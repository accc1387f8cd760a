import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn, userEvent, waitFor, within } from "storybook/test";
import { failing, waiting } from "../testing/handler.ts";
import { scene, type SceneOptions, worldIn } from "../testing/scene.tsx";
import type { World } from "../testing/world.ts";
import { CatalogueView } from "./CatalogueView.tsx";

const meta: Meta = { title: "Search/CatalogueView" };
export default meta;
type Story = StoryObj;

const opened = fn();

async function reference(world: World) {
  const product = await world.channel("Product");
  const handbook = await world.channel("Handbook");
  const old = await world.channel("Launch 2025");
  const secret = await world.channel("Salaries", { visibility: "private", members: ["ada"] });
  await world.thread(handbook, "noor", 900, "Away days and how to announce them", "Say it once, here.");
  await world.thread(handbook, "noor", 800, "Équipe: who does what", "A list.");
  await world.thread(product, "grace", 74, "Estimates are ranges", "With what would have to be true.");
  const done = await world.thread(product, "mikko", 60, "Drop support for the old import", "Nobody uses it.");
  await world.api.threads.close({ threadId: done.id }, { actor: world.user("mikko") });
  await world.thread(old, "grace", 1500, "Launch checklist", "Ticked.");
  await world.thread(secret, "ada", 20, "Bands for next year", "Quietly.");
  await world.thread(handbook, "yuki", 40, "東京オフィスの使い方", "入口は二階です。");
  await world.api.channels.archive({ channelId: old.id }, { actor: world.user("noor") });
}

const show = (options: SceneOptions = {}, props: { includePrivate?: boolean } = {}, seed: (world: World) => Promise<unknown> = reference) => scene(seed, () => <CatalogueView onOpen={opened} {...props} />, { width: 760, ...options });

export const Default: Story = {
  ...show(),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const away = await canvas.findByRole("button", { name: /^Away days/ });
    await expect(within(canvas.getByRole("region", { name: "E" })).getAllByRole("button")).toHaveLength(2);
    // Channels are asked for apart from the threads in them.
    await expect(await canvas.findByRole("button", { name: /^Launch checklist.*Archived/ })).toBeVisible();
    await expect(canvas.queryByText("Bands for next year")).toBeNull();
    away.focus();
    await userEvent.keyboard("{ArrowDown}");
    await expect(canvas.getByRole("button", { name: /^Drop support/ })).toHaveFocus();
    await userEvent.keyboard("{Enter}");
    await expect(opened).toHaveBeenLastCalledWith(expect.objectContaining({ title: "Drop support for the old import" }));
    await userEvent.click(canvas.getByRole("button", { name: "Handbook" }));
    await waitFor(() => expect(canvas.queryByText("Estimates are ranges")).toBeNull());
    await userEvent.click(canvas.getByRole("button", { name: "By activity" }));
    await waitFor(() => expect(canvas.queryByRole("region", { name: "A" })).toBeNull());
  },
};

export const WithPrivate: Story = {
  ...show({}, { includePrivate: true }),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole("button", { name: /^Bands for next year/ })).toBeVisible();
  },
};

export const Empty: Story = { ...show({}, {}, async () => undefined) };
export const Loading: Story = { ...show({ intercept: waiting }) };

export const Failing: Story = {
  ...show({ intercept: failing }),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    await expect(await canvas.findByRole("alert")).toHaveTextContent("The catalogue could not be loaded.");
    worldIn(context).intercept = null;
    await userEvent.click(canvas.getByRole("button", { name: "Try again" }));
    await expect(await canvas.findByRole("button", { name: /^Away days/ })).toBeVisible();
  },
};

export const LongText: Story = {
  ...show({ width: 320 }, {}, async (world) => {
    const channel = await world.channel("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz");
    await world.thread(channel, "mikko", 5, "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas ja ystävät, kaikki yhdessä samalla rivillä", "Pitkä.");
  }),
};

export const RightToLeft: Story = {
  globals: { dir: "rtl" },
  ...show({}, {}, async (world) => {
    const channel = await world.channel("الدليل");
    await world.thread(channel, "noor", 5, "أيام الإجازة", "هنا.");
    await world.thread(channel, "noor", 6, "الميزانية الجديدة", "هنا.");
  }),
};

export const Dark: Story = { ...show(), globals: { theme: "dark" } };
