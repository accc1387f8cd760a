import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn, screen, userEvent, waitFor, within } from "storybook/test";
import { failing, waiting } from "../testing/handler.ts";
import { scene, type SceneOptions, worldIn } from "../testing/scene.tsx";
import type { World } from "../testing/world.ts";
import { ThreadList } from "./ThreadList.tsx";

const meta: Meta = { title: "Threads/ThreadList" };
export default meta;
type Story = StoryObj;

const opened = fn();
const pane: SceneOptions = { width: 520, height: 560 };

async function threads(world: World) {
  const channel = await world.channel("Product");
  const rules = await world.thread(channel, "noor", 900, "How we work here: one topic a thread, close it when it is done", "Everything else follows from that.");
  await world.api.threads.setPinned({ threadId: rules.id, pinned: true }, { actor: world.user("noor") });
  const estimates = await world.thread(channel, "grace", 74, "How we estimate work that nobody has done before", "We were off by a factor of three.");
  await world.comment(estimates, "mikko", 5, "Ranges, with what would have to be true. [Ada Lovelace](mention:user/ada), what do you think?");
  await world.thread(channel, "yuki", 30, "冬のオフサイトの場所を決めたい", "候補は三つあります。");
  const mine = await world.thread(channel, "ada", 100, "Who looks after the status page?", "It says everything is fine. It was not.");
  await world.comment(mine, "grace", 50, "I will, until March.");
  const done = await world.thread(channel, "mikko", 200, "Drop support for the old import", "Nobody has used it since May.");
  await world.api.threads.close({ threadId: done.id, markdown: "Dropped." }, { actor: world.user("mikko") });
  for (const thread of [rules, mine]) await world.api.threads.setPosition({ threadId: thread.id, position: thread.commentCount + 1 }, { actor: world.user("ada") }).catch(() => undefined);
  return { channel, mine };
}

const show = (options: SceneOptions = pane, seed: typeof threads = threads) =>
  scene(seed, ({ channel, mine }) => <ThreadList filter={{ channelId: channel.id }} threadId={mine.id} onOpen={opened} />, options);

export const Default: Story = {
  ...show(),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    // Rows are mounted as they are measured.
    await waitFor(() => expect(canvas.getAllByRole("button", { name: /Noor|Mikko|田中|Grace/ })).toHaveLength(4));
    const rows = canvas.getAllByRole("button", { name: /Noor|Mikko|田中|Grace/ });
    await expect(rows[0]).toHaveTextContent("Pinned");
    await expect(canvas.queryByText(/old import/)).toBeNull();
    rows[0]!.focus();
    await userEvent.keyboard("j");
    await waitFor(() => expect(rows[1]).toHaveFocus());
    await userEvent.keyboard("{ArrowDown}k");
    await waitFor(() => expect(rows[1]).toHaveFocus());
    await expect(rows[1]).toHaveTextContent("Mentions you");
    await userEvent.keyboard("{Enter}");
    await expect(opened).toHaveBeenLastCalledWith(expect.objectContaining({ title: "How we estimate work that nobody has done before" }));
    await userEvent.keyboard("{End}");
    await waitFor(() => expect(canvas.getByRole("button", { name: /status page/ })).toHaveFocus());
    await userEvent.keyboard("?");
    const dialog = await screen.findByRole("dialog", { name: "Keyboard shortcuts" });
    await waitFor(() => expect(dialog).toBeVisible());
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  },
};

export const Filtered: Story = {
  ...show(),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole("button", { name: "Closed" }));
    await expect(await canvas.findByRole("button", { name: /old import/ })).toHaveTextContent("Closed");
    await userEvent.click(canvas.getByRole("button", { name: "Mentions me" }));
    await expect(await canvas.findByText("Nothing here")).toBeVisible();
    await userEvent.click(canvas.getByRole("button", { name: "Show all" }));
    await expect(await canvas.findByRole("button", { name: /status page/ })).toBeVisible();
  },
};

/** 130 threads, of which only those in sight are mounted, and a list that stays where it is when something comes in above. */
export const Many: Story = {
  ...show(pane, async (world) => {
    const channel = await world.channel("Product");
    let mine = await world.thread(channel, "ada", 500, "The oldest thread", "At the very end.");
    for (let index = 1; index < 130; index++) mine = await world.thread(channel, "grace", 500 - index * 3, `Thread ${index}`, "Something worth reading.");
    return { channel, mine };
  }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const first = await canvas.findByRole("button", { name: /Thread 129/ });
    await expect(canvas.getAllByRole("listitem").length).toBeLessThan(40);
    first.focus();
    // Each End reaches the end of what is there, and brings in more.
    await waitFor(
      async () => {
        await userEvent.keyboard("{End}");
        await expect(canvas.getByRole("button", { name: /The oldest thread/ })).toHaveFocus();
      },
      { timeout: 10_000, interval: 200 },
    );
    await expect(canvas.getAllByRole("listitem").length).toBeLessThan(40);
  },
};

export const Empty: Story = { ...scene((world) => world.channel("Product"), (channel) => <ThreadList filter={{ channelId: channel.id }} emptyAction={<button type="button" className="mw-button" data-kind="primary">Start a thread</button>} />, pane) };
export const Loading: Story = { ...show({ ...pane, intercept: waiting }) };

export const Failing: Story = {
  ...show({ ...pane, intercept: failing }),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    await expect(await canvas.findByRole("alert")).toHaveTextContent("The threads could not be loaded.");
    worldIn(context).intercept = null;
    await userEvent.click(canvas.getByRole("button", { name: "Try again" }));
    await expect(await canvas.findByRole("button", { name: /status page/ })).toBeVisible();
  },
};

export const LongText: Story = {
  ...show({ ...pane, width: 320 }, async (world) => {
    const channel = await world.channel("Produkt");
    await world.thread(channel, "mikko", 3, "Epäjärjestelmällistyttämättömyydellänsäkäänköhän ja muita sanoja joita kukaan ei käytä paitsi tässä", "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas");
    await world.thread(channel, "yuki", 2, "東京オフィスの引っ越しと新しい座席表についての相談と決定事項をまとめるスレッドです", "どこがいいですか。");
    const mine = await world.thread(channel, "grace", 1, "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", "Donaudampfschifffahrtsgesellschaftskapitän");
    return { channel, mine };
  }),
};

export const RightToLeft: Story = {
  globals: { dir: "rtl" },
  ...show(pane, async (world) => {
    const channel = await world.channel("المنتج");
    const rules = await world.thread(channel, "noor", 90, "كيف نعمل هنا: موضوع واحد لكل نقاش", "كل شيء آخر يتبع ذلك.");
    await world.api.threads.setPinned({ threadId: rules.id, pinned: true }, { actor: world.user("noor") });
    await world.thread(channel, "grace", 20, "An English title in an Arabic product", "It keeps its own direction.");
    const mine = await world.thread(channel, "noor", 3, "تقدير العمل الذي لم يقم به أحد من قبل", "كنا بعيدين بثلاثة أضعاف.");
    return { channel, mine };
  }),
};

export const Dark: Story = { ...show(), globals: { theme: "dark" } };
