import type { Decision } from "@meanwhile/core";
import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn, screen, userEvent, waitFor, within } from "storybook/test";
import { failing, waiting } from "../testing/handler.ts";
import { scene, type SceneOptions, worldIn } from "../testing/scene.tsx";
import type { World } from "../testing/world.ts";
import { DecisionLog } from "./DecisionLog.tsx";

const meta: Meta = { title: "Decisions/DecisionLog" };
export default meta;
type Story = StoryObj;

const opened = fn<(decision: Decision) => void>();

const STATEMENTS = [
  ["ada", "Estimates are ranges, with a condition for each end", "Estimates"],
  ["grace", "The status page is Mikko’s until June", "Who looks after the status page?"],
  ["mikko", "No deploys on Fridays after three", "Fridays"],
  ["ada", "We answer support within a working day, in the customer’s zone", "How fast do we answer?"],
] as const;

async function log(world: World) {
  const channel = await world.channel("Product");
  await world.channel("Quiet");
  for (const [index, [who, statement, title]] of STATEMENTS.entries()) {
    const thread = await world.thread(channel, who, 400 - index * 50, title, "What do we do?");
    const make = (words: string, more: { review?: { on: string } } = {}) => world.api.decisions.create({ threadId: thread.id, statement: words, ...more }, { actor: world.user(who) });
    if (index === 0) await world.at(390, () => make("Estimates are single numbers"));
    await world.at(380 - index * 50, () => make(statement, index === 2 ? { review: { on: "2026-01-07" } } : {}));
  }
  await world.tick();
}

const show = (options: SceneOptions = {}, seed: (world: World) => Promise<unknown> = log) => scene(seed, () => <DecisionLog onOpen={opened} />, { height: 480, ...options });

export const Default: Story = {
  ...show(),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const rows = () => within(canvas.getByRole("region", { name: "Decisions" })).getAllByRole("listitem");
    await waitFor(() => expect(rows()).toHaveLength(4));
    await userEvent.click(canvas.getByRole("button", { name: "Decided by me" }));
    await waitFor(() => expect(rows()).toHaveLength(2));
    await userEvent.click(canvas.getByRole("button", { name: "Decided by me" }));
    await userEvent.click(canvas.getByRole("button", { name: "Past" }));
    await waitFor(() => expect(rows()[0]).toHaveTextContent("Estimates are single numbers"));
    await userEvent.click(canvas.getByRole("button", { name: "To review" }));
    await waitFor(() => expect(rows()[0]).toHaveTextContent("No deploys on Fridays after three"));
    await userEvent.selectOptions(canvas.getByRole("combobox", { name: "Channel" }), "Quiet");
    await expect(await canvas.findByRole("button", { name: "Show all" })).toBeVisible();
    await userEvent.selectOptions(canvas.getByRole("combobox", { name: "Channel" }), "Product");
    await waitFor(() => expect(rows()).toHaveLength(1));
  },
};

export const Keyboard: Story = {
  ...show(),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    (await canvas.findByRole("button", { name: /^We answer support/ })).focus();
    await userEvent.keyboard("j{ArrowDown}");
    await expect(canvas.getByRole("button", { name: /^The status page/ })).toHaveFocus();
    await userEvent.keyboard("k{Enter}");
    await expect(opened).toHaveBeenCalledOnce();
    await expect(opened.mock.calls[0]![0].excerpt).toBe("No deploys on Fridays after three");
  },
  beforeEach: () => void opened.mockClear(),
};

export const Empty: Story = {
  ...show({}, async (world) => void (await world.channel("Product"))),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText("No decisions yet")).toBeVisible();
    await userEvent.click(canvas.getByRole("button", { name: "Past" }));
    await userEvent.click(await canvas.findByRole("button", { name: "Show all" }));
    await expect(await canvas.findByText("No decisions yet")).toBeVisible();
  },
};

export const Loading: Story = { ...show({ intercept: waiting }) };

export const Failing: Story = {
  ...show({ intercept: failing }),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    await expect(await canvas.findByRole("alert")).toHaveTextContent("The decisions could not be loaded.");
    worldIn(context).intercept = null;
    await userEvent.click(canvas.getByRole("button", { name: "Try again" }));
    // A row is mounted before it is shown.
    await waitFor(() => expect(canvas.getByText(/^We answer support/)).toBeVisible());
  },
};

export const Full: Story = {
  ...show({}, async (world) => {
    const channel = await world.channel("Product");
    for (let index = 0; index < 45; index++) {
      const thread = await world.thread(channel, "grace", 500 - index, `Question ${index}`, "What do we do?");
      await world.at(400 - index, () => world.api.decisions.create({ threadId: thread.id, statement: `Answer ${index}` }, { actor: world.user("grace") }));
    }
  }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    (await canvas.findByRole("button", { name: /^Answer 44/ })).focus();
    await userEvent.keyboard("{End}");
    // Its end is where it reads on.
    await waitFor(() => expect(canvas.getByRole("button", { name: /^Answer [0-5] / })).toBeInTheDocument());
    await userEvent.keyboard("?");
    await expect(await screen.findByRole("dialog", { name: "Keyboard shortcuts" })).toHaveTextContent("Previous decision");
  },
};

export const LongText: Story = {
  ...show({ width: 320 }, async (world) => {
    const channel = await world.channel("Produkt");
    const thread = await world.thread(channel, "mikko", 5, "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", "Und?");
    await world.api.decisions.create({ threadId: thread.id, statement: "Das Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz gilt nicht mehr. 東京オフィスの引っ越しと新しい座席表についての相談と決定事項をまとめています。" }, { actor: world.user("mikko") });
  }),
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByRole("listitem");
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

export const RightToLeft: Story = {
  globals: { dir: "rtl" },
  ...show({}, async (world) => {
    const channel = await world.channel("المنتج");
    const thread = await world.thread(channel, "noor", 74, "كيف نقدّر عملاً لم يقم به أحد من قبل", "ماذا تغيّرون؟");
    await world.api.decisions.create({ threadId: thread.id, statement: "نكتب مدى لكل تقدير، مع شرط لكل طرف." }, { actor: world.user("noor") });
  }),
};

export const Dark: Story = { ...show(), globals: { theme: "dark" } };
