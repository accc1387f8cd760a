import type { DecisionLink } from "@meanwhile/core";
import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn, screen, userEvent, waitFor, within } from "storybook/test";
import { failing, problem } from "../testing/handler.ts";
import { scene, type SceneOptions, worldIn } from "../testing/scene.tsx";
import type { World } from "../testing/world.ts";
import { decided, discussion, inDays, proposed } from "./decisions.fixture.ts";
import { OutcomeBanner } from "./OutcomeBanner.tsx";

const meta: Meta = { title: "Decisions/OutcomeBanner" };
export default meta;
type Story = StoryObj;

const opened = fn<(link: DecisionLink) => void>();
type Seed = (world: World) => Promise<{ threadId: Parameters<typeof OutcomeBanner>[0]["threadId"] }>;
const show = (seed: Seed = decided, options: SceneOptions = {}) => scene(seed, ({ threadId }) => <OutcomeBanner threadId={threadId} onOpen={opened} />, options);
const menu = async (canvasElement: HTMLElement, item: string) => {
  const canvas = within(canvasElement);
  (await canvas.findByRole("button", { name: "Decision actions" })).focus();
  await userEvent.keyboard("{ArrowDown}");
  await userEvent.click(await canvas.findByRole("menuitem", { name: item }));
};

export const Default: Story = {
  ...show(),
  play: async ({ canvasElement }) => {
    const banner = await within(canvasElement).findByRole("region", { name: "Decision: Decided" });
    await expect(banner).toHaveTextContent(/Ada Lovelace and Grace Hopper/);
    await expect(banner).toHaveTextContent(/One number, doubled It was tried/);
    await expect(banner).toHaveTextContent(/lower end. Mikko Virtanen/);
  },
};

/** Each edit is a wording of its own, with what changed. */
export const EditedAndItsHistory: Story = {
  ...show(),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await menu(canvasElement, "Edit decision");
    const form = within(await screen.findByRole("form", { name: "Edit decision" }));
    const statement = form.getByRole("textbox", { name: "What was decided" });
    await waitFor(() => expect(statement).toHaveFocus());
    await userEvent.type(statement, " From March on.");
    await userEvent.click(form.getByRole("button", { name: "Take Grace Hopper out" }));
    await userEvent.click(form.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(canvas.getByRole("region")).toHaveTextContent("From March on."));
    await userEvent.click(canvas.getByRole("button", { name: "edited" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Every wording" }));
    await waitFor(() => expect(dialog.getAllByRole("listitem")).toHaveLength(2));
    await expect(dialog.getAllByRole("listitem")[0]).toHaveTextContent("statement and who decided");
  },
};

/** Somebody else edits it while the reader does: nothing is overwritten, nothing typed is lost. */
export const EditedMeanwhile: Story = {
  ...show(),
  play: async (context) => {
    const world = worldIn(context);
    await menu(context.canvasElement, "Edit decision");
    const form = within(await screen.findByRole("form", { name: "Edit decision" }));
    await userEvent.type(form.getByRole("textbox", { name: "What was decided" }), " Mine.");
    const { decision } = (context.loaded["scene"] as { seeded: Awaited<ReturnType<typeof decided>> }).seeded;
    await world.api.decisions.edit({ decisionId: decision.id, statement: "Theirs.", baseRevision: 1 }, { actor: world.user("grace") });
    await userEvent.click(form.getByRole("button", { name: "Save" }));
    await expect(await form.findByRole("alert")).toHaveTextContent("Somebody edited this while you were writing.");
    await expect((form.getByRole("textbox", { name: "What was decided" }) as HTMLTextAreaElement).value).toMatch(/Mine\.$/);
  },
};

const due: Seed = async (world) => {
  const seeded = await decided(world, { review: { on: "2026-01-07", timeZone: "Europe/Lisbon" } });
  await world.tick();
  return seeded;
};

export const ReviewDue: Story = {
  ...show(due),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByRole("region", { name: "Decision: To be looked at again" })).toBeVisible();
    await userEvent.click(canvas.getByRole("button", { name: "Still holds" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Does it still hold?" }));
    await userEvent.type(dialog.getByLabelText("Look again on"), inDays(200));
    await userEvent.click(dialog.getByRole("button", { name: "Still holds" }));
    await expect(await canvas.findByRole("region", { name: "Decision: Confirmed" })).toBeVisible();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  },
};

export const DecidingAnew: Story = {
  ...show(due),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole("button", { name: "Decide anew" }));
    const form = within(await screen.findByRole("form", { name: "Record a decision" }));
    await userEvent.type(form.getByRole("textbox", { name: "What was decided" }), "One number, with its date.");
    await userEvent.click(form.getByRole("button", { name: "Record" }));
    await waitFor(() => expect(canvas.getByRole("region", { name: "Decision: Decided" })).toHaveTextContent("One number, with its date."));
    await waitFor(() => expect(canvas.getByRole("region")).toHaveTextContent(/Replaces We write a range/));
  },
};

export const Superseded: Story = {
  ...show(async (world) => {
    const seeded = await decided(world);
    const other = await world.thread(seeded.channel, "mikko", 20, "Estimates, again", "It did not work.");
    await world.at(10, () => world.api.decisions.create({ threadId: other.id, statement: "We estimate nothing that is larger than a week.", supersedes: seeded.decision.id }, { actor: world.user("mikko") }));
    return seeded;
  }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByRole("region", { name: "Decision: Superseded" })).toBeVisible();
    await userEvent.click(canvas.getByRole("button", { name: "We estimate nothing that is larger than a week." }));
    await expect(opened).toHaveBeenCalledOnce();
  },
  beforeEach: () => void opened.mockClear(),
};

export const Withdrawing: Story = {
  ...show(),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await menu(canvasElement, "Withdraw decision");
    const dialog = within(await screen.findByRole("dialog", { name: "Withdraw decision" }));
    await waitFor(() => expect(dialog.getByRole("textbox", { name: "Why" })).toHaveFocus());
    await userEvent.click(dialog.getByRole("button", { name: "Withdraw" }));
    await expect(dialog.getByRole("textbox", { name: "Why" })).toHaveAccessibleDescription("Say why, in a sentence.");
    await userEvent.type(dialog.getByRole("textbox", { name: "Why" }), "The tool does it by itself now.");
    await userEvent.click(dialog.getByRole("button", { name: "Withdraw" }));
    await waitFor(() => expect(canvas.getByRole("region", { name: "Decision: Withdrawn" })).toHaveTextContent("The tool does it by itself now."));
  },
};

/** The server refuses: what was decided stays where it is, with why, and with the way out. */
export const NotSent: Story = {
  ...show(),
  play: async (context) => {
    worldIn(context).intercept = (request) => (request.method === "POST" ? problem(403, "shared/forbidden", "You were made a guest. Ask an owner.") : undefined);
    await menu(context.canvasElement, "Decide anew");
    const form = within(await screen.findByRole("form", { name: "Record a decision" }));
    await userEvent.type(form.getByRole("textbox", { name: "What was decided" }), "No estimates at all.");
    await userEvent.click(form.getByRole("button", { name: "Record" }));
    const canvas = within(context.canvasElement);
    await expect(await canvas.findByRole("alert")).toHaveTextContent("Not sent. You were made a guest. Ask an owner.");
    await expect(canvas.getByText("No estimates at all.")).toBeVisible();
  },
};

export const ByLazyConsensus: Story = {
  ...show(async (world) => {
    const { threadId, vote } = await proposed(world);
    for (const id of ["ada", "mikko", "yuki", "noor"] as const) await vote(id, id === "mikko" ? "abstain" : "agree", 0.5);
    return { threadId };
  }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText("Nobody objected; proposed by Grace Hopper")).toBeVisible();
    await expect(await canvas.findByText("Accepted: 4 of 4 answered")).toBeVisible();
  },
};

/** Nothing was decided, so there is nothing. */
export const Empty: Story = {
  ...show(discussion),
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(within(canvasElement).queryByRole("region")).toBeNull());
  },
};

/** A thread can be read without it. */
export const Failing: Story = { ...show(decided, { intercept: failing }) };

export const LongText: Story = {
  ...show(
    (world) =>
      decided(world, {
        statement: "Das Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz gilt nicht mehr, `konst epäjärjestelmällistyttämättömyydellänsäkäänköhän = true`.\n\n東京オフィスの引っ越しと新しい座席表についての相談と決定事項をまとめています。",
        deciders: ["ada", "grace", "mikko", "yuki", "noor"],
        alternatives: [{ text: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", reason: "Zu lang, und niemand kann es aussprechen." }],
      }),
    { width: 320 },
  ),
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByRole("region");
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

export const RightToLeft: Story = {
  globals: { dir: "rtl" },
  ...show((world) =>
    decided(world, {
      statement: "نكتب **مدى** لكل تقدير، مع شرط لكل طرف.",
      deciders: ["noor"],
      alternatives: [{ text: "رقم واحد مضاعف", reason: "جرّبناه وصار وعداً." }],
      dissent: [{ memberId: "noor", text: "سيقرأ العملاء الطرف الأدنى فقط." }],
    }),
  ),
};

export const Dark: Story = { ...show(due), globals: { theme: "dark" } };
