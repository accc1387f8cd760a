import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn, spyOn, userEvent, waitFor, within } from "storybook/test";
import { failing, problem, waiting } from "../testing/handler.ts";
import { scene, type SceneOptions, worldIn } from "../testing/scene.tsx";
import type { World } from "../testing/world.ts";
import { paired } from "./pairing.fixture.ts";
import { PairingCard, type PairingCardProps } from "./PairingCard.tsx";

const meta: Meta = { title: "Pairing/PairingCard" };
export default meta;
type Story = StoryObj;

type Seed = (world: World) => Promise<Pick<PairingCardProps, "pairingId">>;
const opened = fn();
const show = (seed: Seed = (world) => paired(world), options: SceneOptions = {}, props: Partial<PairingCardProps> = {}) =>
  scene(seed, ({ pairingId }) => <PairingCard pairingId={pairingId} onOpenThread={opened} {...props} />, options);

/** Ada is in Lisbon, Grace in New York: each time is told on both clocks. */
export const Default: Story = {
  ...show(),
  play: async ({ canvasElement }) => {
    const card = within(await within(canvasElement).findByRole("article", { name: "You and Grace Hopper" }));
    await expect(card.getByText("Coffee across the company")).toBeVisible();
    const times = within(card.getByRole("group", { name: "When" })).getAllByRole("button", { name: /for Grace Hopper/ });
    await expect(times.length).toBeGreaterThanOrEqual(2);
    await expect(within(card.getByRole("group", { name: "To talk about" })).getAllByRole("listitem")).toHaveLength(3);
    await userEvent.click(card.getByRole("button", { name: "Say hello" }));
    await expect(opened).toHaveBeenCalledWith(expect.stringMatching(/^thr_/));
  },
};

/** By keyboard alone: take a time, take it back, take another one. */
export const TakingATime: Story = {
  ...show(),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    const [first] = await canvas.findAllByRole("button", { name: /Take this time$/ });
    first!.focus();
    await userEvent.keyboard("{Enter}");
    const taken = await canvas.findByText(/^You meet /);
    await expect(taken).toBeVisible();
    await expect(canvas.getByText("You took this time")).toBeVisible();
    const world = worldIn(context);
    const meeting = async () => (await world.api.pairings.list({}, { actor: world.user("grace") })).data[0]!.meeting;
    await waitFor(async () => expect(await meeting()).toMatchObject({ by: "ada" }));
    const made = spyOn(URL, "createObjectURL");
    await userEvent.keyboard("{Tab}{Enter}");
    await expect(await (made.mock.lastCall![0] as Blob).text()).toMatch(/SUMMARY:Meeting Grace Hopper\r\n[^]*STATUS:CONFIRMED/);
    made.mockRestore();
    await userEvent.keyboard("{Tab}{Tab}{Enter}");
    await waitFor(async () => expect(await meeting()).toBeNull());
    await expect(await canvas.findAllByRole("button", { name: /Take this time$/ })).not.toHaveLength(0);
  },
};

export const AnotherTime: Story = {
  ...show(),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    await userEvent.click(await canvas.findByText("Another time"));
    const field = canvas.getByLabelText("Day and time, on your clock");
    const send = within(field.closest("form")!).getByRole("button", { name: "Take this time" });
    await userEvent.click(send);
    await expect(field).toHaveAccessibleDescription("Give a day and a time that are still to come.");
    await userEvent.type(field, "2099-03-05T16:15");
    await userEvent.click(send);
    await expect(await canvas.findByText(/^You meet Thu, Mar 5, 4:15/)).toBeVisible();
    await waitFor(async () => expect((await worldIn(context).api.pairings.list({}, { actor: worldIn(context).user("grace") })).data[0]!.meeting).toMatchObject({ from: "2099-03-05T16:15:00.000Z" }));
  },
};

const asked: Seed = async (world) => {
  const made = await paired(world, ["ada", "grace"], 24 * 13);
  await world.tick();
  await world.at(1, () => world.api.pairings.answer({ pairingId: made.pairingId, met: "yes", note: "We ended up talking about ferries for an hour." }, { actor: world.user("grace") }));
  return made;
};

/** Late in the round both are asked; what the other one said is there, and one press answers. */
export const DidYouMeet: Story = {
  ...show(asked, {}, { onPicture: () => Promise.resolve("https://example.com/ferry.jpg") }),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    const choices = within(await canvas.findByRole("toolbar", { name: "Did you meet?" }));
    await expect(canvas.getByText("We ended up talking about ferries for an hour.")).toBeVisible();
    choices.getByRole("button", { name: "Yes" }).focus();
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(choices.getByRole("button", { name: "Yes" })).toHaveAttribute("aria-pressed", "true"));
    await expect(canvas.getByText("Good to hear.")).toBeVisible();
    await userEvent.type(canvas.getByRole("textbox"), "Next time by boat.");
    await userEvent.click(canvas.getByRole("button", { name: "Send" }));
    const world = worldIn(context);
    await waitFor(async () => expect((await world.api.pairings.list({}, { actor: world.user("grace") })).data[0]!.answers.find(({ member }) => member.id === "ada")).toMatchObject({ met: "yes", note: "Next time by boat." }));
    await expect(await canvas.findByText("Next time by boat.")).toBeVisible();
    await userEvent.keyboard("{Tab}");
    await userEvent.click(choices.getByRole("button", { name: "No" }));
    await expect(await canvas.findByText("No harm done. There is another round coming.")).toBeVisible();
  },
};

export const Group: Story = {
  ...show((world) => paired(world, ["ada", "grace", "mikko"], 1, { size: { target: 3, remainder: "larger" } })),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole("heading", { name: /^You, .+, and .+/ })).toBeVisible();
  },
};

/** A time that the server refuses is undone, with why, and with the way out. */
export const NotSent: Story = {
  ...show(),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    const [first] = await canvas.findAllByRole("button", { name: /Take this time$/ });
    worldIn(context).intercept = (request) => (request.method === "PUT" ? problem(409, "pairings/replaced", "The round was drawn again.") : undefined);
    await userEvent.click(first!);
    await expect(await canvas.findByRole("alert")).toHaveTextContent("Not sent. The round was drawn again.");
    await expect(canvas.queryByText(/^You meet /)).toBeNull();
  },
};

/** The whole world, with no hour in common: what there is, and what to do. */
export const Empty: Story = {
  ...show(async (world) => {
    await world.api.members.update({ memberId: "mikko", timeZone: "Pacific/Auckland" }, { actor: world.user("mikko") });
    return paired(world, ["ada", "grace", "mikko"], 1, { size: { target: 3, remainder: "larger" }, prompts: { kinds: [], count: 0, language: "en", own: [] } });
  }),
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByRole("group", { name: "When" });
    await expect(within(canvasElement).queryByRole("group", { name: "To talk about" })).toBeNull();
  },
};

export const Loading: Story = {
  ...show(undefined, { intercept: (request) => (request.url.includes("/pairings/") ? waiting() : undefined) }),
  play: async ({ canvasElement }) => void (await expect(await within(canvasElement).findByRole("status")).toHaveTextContent("Loading")),
};

export const Failing: Story = {
  ...show(undefined, { intercept: failing }),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    await expect(await canvas.findByRole("alert")).toHaveTextContent("This could not be loaded. The database does not answer.");
    worldIn(context).intercept = null;
    await userEvent.click(canvas.getByRole("button", { name: "Try again" }));
    await expect(await canvas.findByRole("heading", { name: "You and Grace Hopper" })).toBeVisible();
  },
};

export const LongText: Story = {
  ...show(
    async (world) => {
      await world.api.members.update({ memberId: "mikko", timeZone: "America/Argentina/ComodRivadavia" }, { actor: world.user("mikko") });
      return paired(world, ["ada", "mikko", "yuki"], 1, {
        name: "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas",
        size: { target: 3, remainder: "larger" },
        prompts: { kinds: [], count: 2, language: "de", own: ["Was bedeutet dir das Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz?", "東京オフィスの引っ越しと新しい座席表についてどう思いますか。"] },
      });
    },
    { width: 320 },
  ),
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByRole("group", { name: "When" });
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

export const RightToLeft: Story = { globals: { dir: "rtl" }, ...show((world) => paired(world, ["ada", "noor"], 1, { name: "قهوة معًا", prompts: { kinds: [], count: 2, language: "ar", own: ["ما آخر شيء أضحكك؟", "أي مكان في مدينتك تحب أن تريني إياه أولًا؟"] } })) };
export const Dark: Story = { ...show(asked), globals: { theme: "dark" } };
