import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn, userEvent, waitFor, within } from "storybook/test";
import { failing, waiting } from "../testing/handler.ts";
import { scene, type SceneOptions, worldIn } from "../testing/scene.tsx";
import type { World } from "../testing/world.ts";
import { CatchUp } from "./CatchUp.tsx";

const meta: Meta = { title: "Inbox/CatchUp" };
export default meta;
type Story = StoryObj;

const opened = fn();
const WEEK_AGO = () => new Date(Date.now() - 7 * 86_400_000).toISOString();
const [from] = [WEEK_AGO()];

async function week(world: World) {
  const channel = await world.channel("Product");
  const estimates = await world.thread(channel, "grace", 70, "How we estimate work that nobody has done before", "We were off by a factor of three on the import. It was not the first time.");
  await world.comment(estimates, "mikko", 30, "A range with its condition turns an argument about numbers into one about facts. [Ada Lovelace](mention:user/ada), would you try it on the billing work first?");
  const paging = await world.thread(channel, "noor", 60, "Paging in the export", "Two customers asked for it.");
  await world.at(20, () => world.api.decisions.create({ threadId: paging.id, statement: "We build paging into the export in the next release, and not before." }, { actor: world.user("noor") }));
  const followed = await world.thread(channel, "noor", 50, "Offsite in Porto", "Four days in May.");
  await world.api.follows.setThread({ threadId: followed.id, level: "everything" }, { actor: world.user("ada") });
  await world.comment(followed, "yuki", 12, "The train from Lisbon takes three hours and costs less than the airport bus.");
  const other = await world.channel("Kitchen", { members: ["grace", "mikko"] });
  await world.thread(other, "mikko", 9, "The coffee machine", "It is back.");
}

const show = (options: SceneOptions = {}, seed: (world: World) => Promise<unknown> = week) => scene(seed, () => <CatchUp from={from} onOpen={opened} />, options);

export const Default: Story = {
  ...show(),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await canvas.findByRole("heading", { name: "Decided" });
    const headings = canvas.getAllByRole("heading", { level: 3 }).map((heading) => heading.textContent);
    await expect(headings).toEqual(["Decided", "Questions to you", "What you follow"]);
    await expect(canvas.getByRole("button", { name: /Paging in the export/ })).toHaveTextContent("next release");
    await expect(canvas.getByRole("button", { name: /estimate work/ })).toHaveTextContent("waits for you");
    await userEvent.click(canvas.getByRole("button", { name: /Offsite in Porto/ }));
    await expect(opened).toHaveBeenLastCalledWith(expect.objectContaining({ title: "Offsite in Porto" }));
    await expect(canvas.getByText(/^Elsewhere: /)).toBeVisible();
  },
};

export const Empty: Story = { ...show({}, async (world) => world.channel("Product")) };
export const Loading: Story = { ...show({ intercept: waiting }) };
export const Failing: Story = {
  ...show({ intercept: failing }),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    await expect(await canvas.findByRole("alert")).toHaveTextContent("What you missed could not be loaded.");
    worldIn(context).intercept = null;
    await userEvent.click(canvas.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(canvas.getByRole("heading", { name: "Decided" })).toBeVisible());
  },
};

export const LongText: Story = {
  ...show({ width: 320 }, async (world) => {
    const channel = await world.channel("Rindfleischetikettierungsüberwachungsaufgaben");
    await world.thread(channel, "yuki", 2, "東京オフィスの引っ越しと新しい座席表についての相談と決定事項をまとめるスレッドです", "どこがいいですか。[Ada Lovelace](mention:user/ada) さん、窓のそばは空いていますか？");
    await world.thread(channel, "mikko", 3, "Epäjärjestelmällistyttämättömyydellänsäkäänköhän", "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas, [Ada Lovelace](mention:user/ada)?");
  }),
};

export const RightToLeft: Story = {
  globals: { dir: "rtl" },
  ...show({}, async (world) => {
    const channel = await world.channel("المنتج");
    await world.thread(channel, "noor", 90, "كيف نعمل هنا: موضوع واحد لكل نقاش", "كل شيء آخر يتبع ذلك. هل توافقين يا [Ada Lovelace](mention:user/ada)؟");
  }),
};

export const Dark: Story = { ...show(), globals: { theme: "dark" } };
