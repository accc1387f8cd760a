import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn, screen, userEvent, waitFor, within } from "storybook/test";
import { failing, problem, waiting } from "../testing/handler.ts";
import { scene, type SceneOptions, worldIn } from "../testing/scene.tsx";
import type { World } from "../testing/world.ts";
import { Inbox } from "./Inbox.tsx";

const meta: Meta = { title: "Inbox/Inbox" };
export default meta;
type Story = StoryObj;

const opened = fn();
const pane: SceneOptions = { width: 560, height: 640 };

/** A morning's inbox: named, answered, somebody else's thread that Ada follows. */
async function morning(world: World) {
  const channel = await world.channel("Product");
  const question = await world.thread(channel, "ada", 60, "Who looks after the status page?", "It says everything is fine. It was not. Who takes it on?");
  await world.comment(question, "grace", 20, "[Ada Lovelace](mention:user/ada) I will, until March.");
  const estimates = await world.thread(channel, "grace", 70, "How we estimate work that nobody has done before", "We were off by a factor of three.");
  await world.comment(estimates, "mikko", 5, "Ranges, with what would have to be true. [Ada Lovelace](mention:user/ada), what do you think?");
  const followed = await world.thread(channel, "noor", 50, "Offsite in Porto", "Four days in May.");
  await world.api.follows.setThread({ threadId: followed.id, level: "everything" }, { actor: world.user("ada") });
  await world.comment(followed, "yuki", 2, "The train from Lisbon takes three hours.");
  const done = await world.thread(channel, "mikko", 200, "Drop support for the old import", "Nobody has used it since May, has anybody, [Ada Lovelace](mention:user/ada)?");
  const { data } = await world.api.inbox.list({}, { actor: world.user("ada") });
  await world.api.inbox.setState({ itemId: data.find((item) => item.threadId === done.id)!.id, state: "done" }, { actor: world.user("ada") });
  return { estimates };
}

const show = (options: SceneOptions = pane, seed: (world: World) => Promise<unknown> = morning) => scene(seed, () => <Inbox onOpen={opened} />, options);
const item = (canvas: ReturnType<typeof within>, name: RegExp) => canvas.findByRole("button", { name });

export const Default: Story = {
  ...show(),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const first = await item(canvas, /Offsite in Porto/);
    await expect(canvas.queryByText(/old import/)).toBeNull();
    await expect(first.closest("article")).toHaveTextContent("You follow this");
    await expect((await item(canvas, /estimate work/)).closest("article")).toHaveTextContent("Mentions you");
    // Down and open.
    first.focus();
    await userEvent.keyboard("j");
    const second = await item(canvas, /estimate work/);
    await waitFor(() => expect(second).toHaveFocus());
    await userEvent.keyboard("{Enter}");
    await expect(opened).toHaveBeenLastCalledWith(expect.objectContaining({ title: "How we estimate work that nobody has done before" }));
    // Done: it leaves at once, the next one has the focus, and it comes back.
    await userEvent.keyboard("e");
    await waitFor(() => expect(canvas.queryByRole("button", { name: /estimate work/ })).toBeNull());
    await waitFor(() => expect(canvas.getByRole("button", { name: /status page/ })).toHaveFocus());
    await expect(canvas.getByText("Marked done.")).toBeVisible();
    await userEvent.keyboard("z");
    await expect(await item(canvas, /estimate work/)).toBeVisible();
    // Saved, and unread again.
    (await item(canvas, /status page/)).focus();
    await userEvent.keyboard("s");
    await waitFor(async () => expect((await item(canvas, /status page/)).closest("article")).toHaveAttribute("data-saved"));
    await userEvent.keyboard("u");
    await waitFor(async () => expect((await item(canvas, /status page/)).closest("article")).toHaveAttribute("data-state", "read"));
    await userEvent.keyboard("?");
    const dialog = await screen.findByRole("dialog", { name: "Keyboard shortcuts" });
    await waitFor(() => expect(dialog).toBeVisible());
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  },
};

export const Snoozing: Story = {
  ...show(),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const article = (await item(canvas, /estimate work/)).closest("article")!;
    await userEvent.click(within(article).getByRole("button", { name: "Snooze" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "When somebody replies" }));
    await waitFor(() => expect(canvas.queryByRole("button", { name: /estimate work/ })).toBeNull());
    await userEvent.click(canvas.getByRole("button", { name: /^Snoozed/ }));
    const asleep = (await item(canvas, /estimate work/)).closest("article")!;
    await expect(asleep).toHaveTextContent("Until somebody replies");
    await userEvent.click(within(asleep).getByRole("button", { name: "Snooze" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Back to the inbox now" }));
    await waitFor(() => expect(canvas.getByText("Nothing snoozed")).toBeVisible());
  },
};

export const SnoozedUntilADay: Story = {
  ...show(),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    (await item(canvas, /estimate work/)).focus();
    await userEvent.keyboard("h");
    const dialog = await screen.findByRole("dialog", { name: "Choose day and time" });
    const field = within(dialog).getByLabelText("Until");
    await userEvent.click(within(dialog).getByRole("button", { name: "Snooze" }));
    await expect(field).toHaveAccessibleDescription("Choose a day and a time.");
    await userEvent.type(field, "2096-01-02T08:30");
    await userEvent.click(within(dialog).getByRole("button", { name: "Snooze" }));
    await waitFor(() => expect(canvas.queryByRole("button", { name: /estimate work/ })).toBeNull());
    await userEvent.click(canvas.getByRole("button", { name: /^Snoozed/ }));
    await expect((await item(canvas, /estimate work/)).closest("article")).toHaveTextContent("8:30");
  },
};

export const Everything: Story = {
  ...show(),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await item(canvas, /Offsite in Porto/);
    await userEvent.click(canvas.getByRole("button", { name: "All items" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Mark everything done" }));
    await expect(await canvas.findByText("All done")).toBeVisible();
    await userEvent.click(await canvas.findByRole("button", { name: "Undo" }));
    await expect(await item(canvas, /Offsite in Porto/)).toBeVisible();
    await expect(await item(canvas, /status page/)).toBeVisible();
  },
};

export const Refused: Story = {
  ...show(),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    worldIn(context).intercept = (request) => (request.method === "PUT" ? problem(403, "shared/forbidden", "You may see this, but not do that with it.") : undefined);
    (await item(canvas, /estimate work/)).focus();
    await userEvent.keyboard("e");
    const article = (await item(canvas, /estimate work/)).closest("article")!;
    await expect(await within(article).findByRole("alert")).toHaveTextContent("not do that with it");
    worldIn(context).intercept = null;
    await userEvent.click(within(article).getByRole("button", { name: "Retry" }));
    await waitFor(() => expect(canvas.queryByRole("button", { name: /estimate work/ })).toBeNull());
  },
};

export const Empty: Story = { ...show(pane, async (world) => world.channel("Product")) };
export const Loading: Story = { ...show({ ...pane, intercept: waiting }) };

export const Failing: Story = {
  ...show({ ...pane, intercept: failing }),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    await expect(await canvas.findByRole("alert")).toHaveTextContent("Your inbox could not be loaded.");
    worldIn(context).intercept = null;
    await userEvent.click(canvas.getByRole("button", { name: "Try again" }));
    await expect(await item(canvas, /Offsite in Porto/)).toBeVisible();
  },
};

export const LongText: Story = {
  ...show({ ...pane, width: 320 }, async (world) => {
    const channel = await world.channel("Rindfleischetikettierungsüberwachungsaufgaben");
    await world.thread(channel, "mikko", 3, "Epäjärjestelmällistyttämättömyydellänsäkäänköhän ja muita sanoja", "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas [Ada Lovelace](mention:user/ada)");
    await world.thread(channel, "yuki", 2, "東京オフィスの引っ越しと新しい座席表についての相談と決定事項をまとめるスレッドです", "どこがいいですか。[Ada Lovelace](mention:user/ada)");
  }),
};

export const RightToLeft: Story = {
  globals: { dir: "rtl" },
  ...show(pane, async (world) => {
    const channel = await world.channel("المنتج");
    await world.thread(channel, "noor", 90, "كيف نعمل هنا: موضوع واحد لكل نقاش", "كل شيء آخر يتبع ذلك. [Ada Lovelace](mention:user/ada)");
    await world.thread(channel, "grace", 20, "An English title in an Arabic product", "It keeps its own direction. [Ada Lovelace](mention:user/ada)");
  }),
};

export const Dark: Story = { ...show(), globals: { theme: "dark" } };
