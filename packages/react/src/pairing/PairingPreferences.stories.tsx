import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, screen, userEvent, waitFor, within } from "storybook/test";
import { failing, problem, waiting } from "../testing/handler.ts";
import { scene, type SceneOptions, worldIn } from "../testing/scene.tsx";
import type { World } from "../testing/world.ts";
import { coffee } from "./pairing.fixture.ts";
import { PairingPreferences } from "./PairingPreferences.tsx";

const meta: Meta = { title: "Pairing/PairingPreferences" };
export default meta;
type Story = StoryObj;

const show = (seed: (world: World) => Promise<unknown> = (world) => coffee(world, ["ada", "grace"], -48), options: SceneOptions = {}) => scene(seed, () => <PairingPreferences />, options);
const kept = (world: World) => world.api.pairings.getPreferences(undefined, { actor: world.user("ada") });

/** Each change is saved as it is made, by pointer or keyboard. */
export const Default: Story = {
  ...show(),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    const world = worldIn(context);
    (await canvas.findByRole("radio", { name: "Skip the next round" })).focus();
    await userEvent.keyboard(" ");
    await waitFor(async () => expect((await kept(world)).pause).toEqual({ kind: "next" }));
    await expect(await canvas.findByText("Saved")).toBeVisible();
    await userEvent.click(canvas.getByRole("button", { name: "I like Music" }));
    await userEvent.click(canvas.getByRole("button", { name: "Rather not Work" }));
    await waitFor(async () => expect(await kept(world)).toMatchObject({ likedTopics: ["music"], avoidedTopics: ["work"] }));
    await userEvent.click(canvas.getByRole("button", { name: "Rather not Music" }));
    await waitFor(async () => expect(await kept(world)).toMatchObject({ likedTopics: [], avoidedTopics: ["work", "music"] }));
    await userEvent.click(canvas.getByRole("radio", { name: "I take part" }));
    await waitFor(async () => expect((await kept(world)).pause).toBeNull());
  },
};

export const OwnHours: Story = {
  ...show(),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    const world = worldIn(context);
    await userEvent.click(await canvas.findByRole("radio", { name: "These hours" }));
    await waitFor(async () => expect((await kept(world)).hours).toEqual({ days: [1, 2, 3, 4, 5], from: "10:00", to: "16:00" }));
    await userEvent.click(canvas.getByRole("button", { name: "Friday" }));
    await waitFor(async () => expect((await kept(world)).hours).toMatchObject({ days: [1, 2, 3, 4] }));
    await userEvent.clear(canvas.getByLabelText("to"));
    await userEvent.type(canvas.getByLabelText("to"), "09:30");
    await expect(await canvas.findByText("Choose at least one day, and an end after the beginning.")).toBeVisible();
    await expect((await kept(world)).hours).toMatchObject({ to: "16:00" });
  },
};

export const Leaving: Story = {
  ...show(),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    const world = worldIn(context);
    const box = await canvas.findByRole("checkbox", { name: "Take part in Coffee across the company" });
    await expect(box).toBeChecked();
    await userEvent.click(box);
    await waitFor(() => expect(box).not.toBeChecked());
    await waitFor(async () => expect((await world.api.programs.list({}, { actor: world.user("ada") })).data[0]!.me.takesPart).toBe(false));
  },
};

export const KeepingApart: Story = {
  ...show(),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    const world = worldIn(context);
    const never = () => world.api.pairings.listNever({}, { actor: world.user("ada") });
    await userEvent.click(await canvas.findByRole("button", { name: "Add somebody" }));
    await userEvent.click(await screen.findByRole("checkbox", { name: /Mikko/ }));
    await expect(await canvas.findByRole("button", { name: "Allow Mikko Virtanen again" })).toBeVisible();
    await expect((await never()).data).toHaveLength(1);
    await userEvent.keyboard("{Escape}");
    await userEvent.click(canvas.getByRole("button", { name: "Allow Mikko Virtanen again" }));
    await waitFor(async () => expect((await never()).data).toHaveLength(0));
    await expect(await canvas.findByText("Nobody.")).toBeVisible();
  },
};

/** What the server refuses is undone, and said. */
export const NotSaved: Story = {
  ...show(),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    const skip = await canvas.findByRole("radio", { name: "Skip the next round" });
    worldIn(context).intercept = (request) => (request.method === "PUT" ? problem(422, "shared/invalid_input", "That is not possible now.") : undefined);
    await userEvent.click(skip);
    await expect(await canvas.findByRole("alert")).toHaveTextContent("This could not be saved. That is not possible now.");
    await waitFor(() => expect(skip).not.toBeChecked());
  },
};

/** No program yet. */
export const Empty: Story = {
  ...show(() => Promise.resolve()),
  play: async ({ canvasElement }) => void (await expect(await within(canvasElement).findByText(/^No programs yet/)).toBeVisible()),
};

export const Loading: Story = {
  ...show(undefined, { intercept: (request) => (request.url.includes("/pairing/") ? waiting() : undefined) }),
  play: async ({ canvasElement }) => void (await expect(await within(canvasElement).findByText("Loading")).toBeInTheDocument()),
};

export const Failing: Story = {
  ...show(undefined, { intercept: failing }),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    await expect(await canvas.findByRole("alert")).toHaveTextContent("Your preferences could not be loaded.");
    worldIn(context).intercept = null;
    await userEvent.click(canvas.getByRole("button", { name: "Try again" }));
    await expect(await canvas.findByRole("radio", { name: "I take part" })).toBeChecked();
  },
};

export const LongText: Story = {
  ...show((world) => coffee(world, ["ada", "grace"], -48, { name: "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas", description: "Das Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz gilt nicht mehr." }), { width: 320 }),
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByRole("checkbox", { name: /^Take part in/ });
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

export const RightToLeft: Story = { globals: { dir: "rtl" }, ...show((world) => coffee(world, ["ada", "noor"], -48, { name: "قهوة معًا", description: "شخصان لم يكونا ليلتقيا." })) };
export const Dark: Story = { ...show(), globals: { theme: "dark" } };
