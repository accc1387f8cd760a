import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, screen, userEvent, waitFor, within } from "storybook/test";
import { failing, problem } from "../testing/handler.ts";
import { scene, type SceneOptions, worldIn } from "../testing/scene.tsx";
import type { World } from "../testing/world.ts";
import { discussion, proposed } from "./decisions.fixture.ts";
import { ProposalCard } from "./ProposalCard.tsx";

const meta: Meta = { title: "Decisions/ProposalCard" };
export default meta;
type Story = StoryObj;

type Seed = (world: World) => Promise<{ threadId: Parameters<typeof ProposalCard>[0]["threadId"] }>;
const show = (seed: Seed = (world) => proposed(world), options: SceneOptions = {}) => scene(seed, ({ threadId }) => <ProposalCard threadId={threadId} />, options);

const OBJECTION = { text: "Customers will only ever read the lower end.", alternative: "Ranges inside, one number outside." };
/** Two weeks ago, so that everybody has had their days. */
const LONG_AGO = 24 * 14;

export const Default: Story = {
  ...show(async (world) => {
    const seeded = await proposed(world);
    await seeded.vote("mikko", "agree");
    return seeded;
  }),
  play: async ({ canvasElement }) => {
    const card = await within(canvasElement).findByRole("region", { name: "Proposal: Proposed" });
    await expect(card).toHaveTextContent(/Closes .+ \(in .+\)/);
    await expect(await within(card).findByText(/^Your last day is /)).toBeVisible();
    await expect(card).toHaveTextContent("1 of 4 answered, 3 silent count as consent");
    await userEvent.click(within(card).getByText("Who was asked"));
    await expect(within(card).getAllByText(/^no answer yet, has until /)).toHaveLength(3);
  },
};

export const Agreeing: Story = {
  ...show(),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const agree = await canvas.findByRole("button", { name: "Agree" });
    await expect(agree).toHaveAttribute("aria-pressed", "false");
    agree.focus();
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(canvas.getByRole("button", { name: "Agree" })).toHaveAttribute("aria-pressed", "true"));
    await waitFor(() => expect(canvas.getByRole("region")).toHaveTextContent("1 of 4 answered"));
  },
};

/** By keyboard alone: an objection says why and what instead, and can be taken back. */
export const Objecting: Story = {
  ...show(),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    (await canvas.findByRole("button", { name: "Agree" })).focus();
    await userEvent.keyboard("{ArrowRight}{ArrowRight}{Enter}");
    await waitFor(() => expect(canvas.getByRole("textbox", { name: "What you object to" })).toHaveFocus());
    await userEvent.keyboard("Nobody asked support.{Tab}{Tab}{Tab}{Enter}");
    await expect(canvas.getByRole("textbox", { name: "What you would do instead" })).toHaveAccessibleDescription(/^Name another way/);
    await userEvent.type(canvas.getByRole("textbox", { name: "What you would do instead" }), "Ask them first.{Tab}{Tab}{Enter}");
    await waitFor(() => expect(canvas.getByRole("button", { name: "Object" })).toHaveAttribute("aria-pressed", "true"));
    await expect(await canvas.findByText("Nobody asked support.")).toBeVisible();
    await expect(canvas.queryByRole("textbox")).toBeNull();
    await userEvent.click(canvas.getByRole("button", { name: "Abstain" }));
    await expect(canvas.getByRole("textbox", { name: /^Why/ })).toHaveValue("Nobody asked support.");
    await userEvent.click(canvas.getAllByRole("button", { name: "Abstain" }).at(-1)!);
    await waitFor(() => expect(canvas.getByRole("button", { name: "Abstain" })).toHaveAttribute("aria-pressed", "true"));
  },
};

/** Grace handed over to Ada while she is away, and has too few days to be waited for. */
export const StandingIn: Story = {
  ...show(async (world) => {
    await world.api.members.update({ memberId: "grace", away: { kind: "parental", from: "2026-01-01", to: null, handOffTo: "ada" } }, { actor: world.user("grace") });
    return proposed(world, { by: "mikko" });
  }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const mine = within(await canvas.findByRole("group", { name: "Your answer for Grace Hopper, who is away" }));
    await userEvent.click(mine.getByRole("button", { name: "Agree" }));
    await userEvent.click(canvas.getByText("Who was asked"));
    await expect(await canvas.findByText("agrees, answered by Ada Lovelace")).toBeVisible();
  },
};

export const Mine: Story = {
  ...show((world) => proposed(world, { by: "ada" })),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText(/’s last day is /)).toBeVisible();
    await expect(canvas.queryByRole("button", { name: "Agree" })).toBeNull();
    await userEvent.click(canvas.getByRole("button", { name: "Proposal actions" }));
    await userEvent.click(await canvas.findByRole("menuitem", { name: "Give more time" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Give more time" }));
    await userEvent.type(dialog.getByRole("textbox", { name: "Why" }), "A holiday in Finland.");
    await userEvent.click(dialog.getByRole("button", { name: "Give more time" }));
    await expect(await canvas.findByText("2 more working days")).toBeVisible();
    await userEvent.click(canvas.getByRole("button", { name: "Proposal actions" }));
    await userEvent.click(await canvas.findByRole("menuitem", { name: "Withdraw proposal" }));
    await userEvent.type(await screen.findByRole("textbox", { name: "Why" }), "We talk first.");
    await userEvent.click(screen.getByRole("button", { name: "Withdraw" }));
    await expect(await canvas.findByText("Withdrawn: We talk first.")).toBeVisible();
  },
};

const closed = (votes: Partial<Record<"ada" | "mikko" | "yuki" | "noor", "agree" | "abstain" | typeof OBJECTION>>, more: Parameters<typeof proposed>[1] = {}): Seed => async (world) => {
  const seeded = await proposed(world, { hoursAgo: LONG_AGO, ...more });
  for (const [id, vote] of Object.entries(votes)) await seeded.vote(id as "ada", vote, LONG_AGO - 1);
  await world.tick();
  return seeded;
};
const result = (text: string): Pick<Story, "play"> => ({
  play: async ({ canvasElement }) => void (await expect(await within(canvasElement).findByText(text)).toBeVisible()),
});

export const Accepted: Story = { ...show(closed({ ada: "agree", mikko: "agree" })), ...result("Accepted: 2 of 4 answered, 2 silent count as consent") };
export const Lapsed: Story = { ...show(closed({ ada: "agree" }, { minimum: { kind: "count", value: 3 } })), ...result("Nothing was decided: 1 of 4 answered, at least 3, 3 silent count as consent") };
export const Escalated: Story = { ...show(closed({ ada: "agree", mikko: OBJECTION })), ...result("Not decided, because an objection stands: 2 of 4 answered, 2 silent count as consent") };
export const Rejected: Story = { ...show(closed({ ada: "agree", mikko: OBJECTION }, { objection: "rejects" })), ...result("Rejected, because an objection stood: 2 of 4 answered, 2 silent count as consent") };

/** The server refuses an answer: it is undone, with why, and with the way out. */
export const NotSent: Story = {
  ...show(),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    worldIn(context).intercept = (request) => (request.method === "PUT" ? problem(409, "proposals/closed", "The time to answer is over.") : undefined);
    await userEvent.click(await canvas.findByRole("button", { name: "Agree" }));
    await expect(await canvas.findByRole("alert")).toHaveTextContent("Not sent. The time to answer is over.");
    await expect(canvas.getByRole("button", { name: "Agree" })).toHaveAttribute("aria-pressed", "false");
  },
};

/** Nothing was proposed, so there is nothing. */
export const Empty: Story = { ...show(discussion) };
/** A thread can be read without it. */
export const Failing: Story = { ...show(discussion, { intercept: failing }) };

export const LongText: Story = {
  ...show(
    async (world) => {
      const seeded = await proposed(world, { statement: "Das Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz gilt nicht mehr. 東京オフィスの引っ越しと新しい座席表についての相談と決定事項をまとめています。" });
      await seeded.vote("mikko", { text: "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas", alternative: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" });
      return seeded;
    },
    { width: 320 },
  ),
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByRole("region");
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

export const RightToLeft: Story = {
  globals: { dir: "rtl" },
  ...show(async (world) => {
    const seeded = await proposed(world, { by: "noor", statement: "من آذار نكتب **مدى** لكل تقدير، مع شرط لكل طرف." });
    await seeded.vote("mikko", { text: "سيقرأ العملاء الطرف الأدنى فقط.", alternative: "مدى في الداخل، ورقم واحد في الخارج." });
    return seeded;
  }),
};

export const Dark: Story = { ...show(closed({ ada: "agree", mikko: OBJECTION })), globals: { theme: "dark" } };
