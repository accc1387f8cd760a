import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, userEvent, within } from "storybook/test";
import { failing, waiting } from "../testing/handler.ts";
import { scene, type SceneOptions, worldIn } from "../testing/scene.tsx";
import type { World } from "../testing/world.ts";
import { crowd } from "./crowd.fixture.ts";
import { coffee, type Coffee } from "./pairing.fixture.ts";
import { PairingReport } from "./PairingReport.tsx";

const meta: Meta = { title: "Pairing/PairingReport" };
export default meta;
type Story = StoryObj;

const show = (seed: (world: World) => Promise<Coffee>, options: SceneOptions = {}) => scene(seed, ({ programId }) => <PairingReport programId={programId} />, { as: "noor", width: 1000, ...options });

/** Two rounds of forty people, of whom three in four say that they met. */
async function played(world: World): Promise<Coffee> {
  const made = await crowd(world, undefined, 24 * 15);
  for (const hoursAgo of [24 * 15, 24]) {
    await world.at(hoursAgo, () => world.tick(-hoursAgo));
    for (let index = 0; index < 40; index += 2) {
      const actor = { id: `person-${index}`, workspace: world.workspace };
      const [pairing] = (await world.api.pairings.list({}, { actor })).data;
      if (pairing && pairing.answers.length === 0) await world.at(hoursAgo - 2, () => world.api.pairings.answer({ pairingId: pairing.id, met: index % 8 === 0 ? "no" : "yes" }, { actor }));
    }
  }
  return made;
}

export const Default: Story = {
  ...show(played),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText("The last 2 rounds. Nothing is told of fewer than 5 people.")).toBeVisible();
    const shares = within(canvas.getByRole("table", { name: "How it goes" }));
    await expect(shares.getByRole("row", { name: /^Took part 100%/ })).toBeVisible();
    await expect(shares.getByRole("row", { name: /^Groups across teams 100%/ })).toBeVisible();
    await expect(canvas.getByRole("table", { name: "Different people each has met" })).toBeVisible();
  },
};

export const Empty: Story = {
  ...show((world) => coffee(world, ["ada", "grace"], -48)),
  play: async ({ canvasElement }) => void (await expect(await within(canvasElement).findByText("No round is over yet")).toBeVisible()),
};

export const Loading: Story = {
  ...show((world) => coffee(world, ["ada", "grace"], -48), { intercept: (request) => (request.url.includes("/results") ? waiting() : undefined) }),
  play: async ({ canvasElement }) => void (await expect(await within(canvasElement).findByRole("status")).toHaveTextContent("Loading")),
};

export const Failing: Story = {
  ...show((world) => coffee(world, ["ada", "grace"], -48), { intercept: failing }),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    await expect(await canvas.findByRole("alert")).toHaveTextContent("The results could not be loaded.");
    worldIn(context).intercept = null;
    await userEvent.click(canvas.getByRole("button", { name: "Try again" }));
    await expect(await canvas.findByText("No round is over yet")).toBeVisible();
  },
};

/** Long words, as German and Finnish have them, in the narrowest place. */
export const LongText: Story = {
  ...show(played, { width: 320 }),
  play: async ({ canvasElement }) => {
    await within(canvasElement).findAllByRole("table");
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

export const RightToLeft: Story = { globals: { dir: "rtl" }, ...show(played) };
export const Dark: Story = { ...show(played), globals: { theme: "dark" } };
