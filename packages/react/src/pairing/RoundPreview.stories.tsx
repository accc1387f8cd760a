import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, userEvent, waitFor, within } from "storybook/test";
import { failing, waiting } from "../testing/handler.ts";
import { scene, type SceneOptions, worldIn } from "../testing/scene.tsx";
import type { World } from "../testing/world.ts";
import { coffee, type Coffee, paired } from "./pairing.fixture.ts";
import { crowd } from "./crowd.fixture.ts";
import { RoundPreview } from "./RoundPreview.tsx";

const meta: Meta = { title: "Pairing/RoundPreview" };
export default meta;
type Story = StoryObj;

const show = (seed: (world: World) => Promise<Coffee>, options: SceneOptions = {}) => scene(seed, ({ programId }) => <RoundPreview programId={programId} />, { as: "noor", width: 1000, ...options });
const choose = async (canvasElement: HTMLElement, one: string, other: string) => {
  const canvas = within(canvasElement);
  await userEvent.selectOptions(await canvas.findByRole("combobox", { name: "First person" }), one);
  await userEvent.selectOptions(canvas.getByRole("combobox", { name: "Second person" }), other);
};

/** Forty people, in whom one finds two and asks why. */
export const Default: Story = {
  ...show((world) => crowd(world)),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText("40 people")).toBeVisible();
    await expect(canvas.getByRole("img", { name: /^40 people in a circle, joined by lines into 20 groups/ })).toBeVisible();
    await expect(within(canvas.getByRole("table", { name: "Who meets whom" })).getAllByRole("row")).toHaveLength(21);
  },
};

export const Why: Story = {
  ...show((world) => coffee(world, ["ada", "grace", "mikko", "yuki"], -48)),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const rows = within(await canvas.findByRole("table", { name: "Who meets whom" })).getAllByRole("rowheader");
    const adas = rows.map(({ textContent }) => textContent).find((names) => names.includes("Ada Lovelace"))!;
    const together = ["Grace Hopper", "Mikko Virtanen", "田中 由紀"].find((name) => adas.includes(name))!;
    const apart = ["Grace Hopper", "Mikko Virtanen", "田中 由紀"].find((name) => !adas.includes(name))!;
    await choose(canvasElement, "Ada Lovelace", together);
    await expect(await canvas.findByText(`Ada Lovelace and ${together} are together`)).toBeVisible();
    await choose(canvasElement, "Ada Lovelace", apart);
    await expect(await canvas.findByText(`Ada Lovelace and ${apart} are not together`)).toBeVisible();
  },
};

/** In the picture, with a pointer: two presses ask the same. */
export const InThePicture: Story = {
  ...show((world) => coffee(world, ["ada", "grace", "mikko", "yuki"], -48)),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const picture = await canvas.findByRole("img", { name: /in a circle/ });
    const press = (initials: string) => userEvent.click(within(picture).getByText(initials).previousElementSibling!);
    await press("AL");
    await press("GH");
    await expect(canvas.getByRole("combobox", { name: "First person" })).toHaveDisplayValue("Ada Lovelace");
    await expect(await canvas.findByText(/^Ada Lovelace and Grace Hopper are /)).toBeVisible();
    await press("GH");
    await waitFor(() => expect(canvas.getByText("Choose two people to see why they are together, or why not.")).toBeVisible());
  },
};

export const SittingOut: Story = {
  ...show(async (world) => {
    const made = await coffee(world, ["ada", "grace", "mikko", "yuki"], -48);
    await world.api.programs.setMembership({ programId: made.programId, pause: { kind: "next" } }, { actor: world.user("yuki") });
    return made;
  }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText("1 sits out")).toBeVisible();
    await expect(canvas.getByText("paused for now")).toBeVisible();
  },
};

export const Empty: Story = {
  ...show((world) => coffee(world, [], -48)),
  play: async ({ canvasElement }) => void (await expect(await within(canvasElement).findByText("Nobody to put together yet")).toBeVisible()),
};

export const Loading: Story = {
  ...show((world) => coffee(world, ["ada", "grace"], -48), { intercept: (request) => (request.url.includes("/preview") ? waiting() : undefined) }),
  play: async ({ canvasElement }) => void (await expect(await within(canvasElement).findByRole("status")).toHaveTextContent("Loading")),
};

export const Failing: Story = {
  ...show((world) => coffee(world, ["ada", "grace"], -48), { intercept: failing }),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    await expect(await canvas.findByRole("alert")).toHaveTextContent("The next round could not be shown.");
    worldIn(context).intercept = null;
    await userEvent.click(canvas.getByRole("button", { name: "Try again" }));
    await expect(await canvas.findByRole("table", { name: "Who meets whom" })).toBeVisible();
  },
};

export const LongText: Story = {
  ...show((world) => crowd(world, (index) => (index % 2 ? "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" : "寿限無寿限無五劫の擦り切れ海砂利水魚の水行末雲来末風来末")), { width: 320 }),
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByRole("table");
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

export const RightToLeft: Story = { globals: { dir: "rtl" }, ...show((world) => paired(world, ["ada", "noor", "mikko", "grace"])) };
export const Dark: Story = { ...show((world) => crowd(world)), globals: { theme: "dark" } };
