import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn, screen, userEvent, waitFor, within } from "storybook/test";
import { scene, type SceneOptions, worldIn } from "../testing/scene.tsx";
import { discussion } from "./decisions.fixture.ts";
import { ProposalForm } from "./ProposalForm.tsx";

const meta: Meta = { title: "Decisions/ProposalForm" };
export default meta;
type Story = StoryObj;

const done = fn();
const show = (options: SceneOptions = {}) => scene(discussion, ({ threadId }) => <ProposalForm threadId={threadId} onDone={done} onCancel={done} />, options);

export const Default: Story = {
  ...show(),
  play: async (context) => {
    const form = within(await within(context.canvasElement).findByRole("form", { name: "Propose" }));
    await expect(await form.findByText(/^Reaches 4/)).toBeVisible();
    await userEvent.type(form.getByRole("textbox", { name: "What you propose" }), "Ranges from March on.");
    await userEvent.selectOptions(form.getByRole("combobox", { name: "Ask" }), "some people");
    await userEvent.click(form.getByRole("button", { name: "Add people" }));
    await userEvent.click(await screen.findByRole("checkbox", { name: "Grace Hopper" }));
    await userEvent.click(screen.getByRole("checkbox", { name: "Mikko Virtanen" }));
    await userEvent.keyboard("{Escape}");
    await expect(await form.findByText(/^Reaches 2/)).toBeVisible();
    const days = form.getByRole("spinbutton", { name: "working days" });
    await userEvent.clear(days);
    await userEvent.type(days, "5");
    await userEvent.selectOptions(form.getByRole("combobox", { name: "Who says nothing in that time" }), "abstains");
    const least = form.getByRole("spinbutton", { name: "At least" });
    await userEvent.clear(least);
    await userEvent.type(least, "50");
    await userEvent.selectOptions(form.getByRole("combobox", { name: "Of whom you ask" }), "per cent");
    await userEvent.click(form.getByRole("button", { name: "Add an alternative" }));
    await userEvent.type(form.getByRole("textbox", { name: "Alternative 1" }), "No estimates");
    await userEvent.type(form.getByRole("textbox", { name: "Why not, alternative 1" }), "Sales plans by them.");
    await userEvent.type(form.getByLabelText("Look again on"), "2031-03-03");
    await userEvent.click(form.getByRole("button", { name: "Propose" }));
    await expect(done).toHaveBeenCalledOnce();
    const world = worldIn(context);
    const { threadId } = (context.loaded["scene"] as { seeded: Awaited<ReturnType<typeof discussion>> }).seeded;
    await waitFor(async () =>
      expect((await world.api.proposals.list({ threadId }, { actor: world.user("grace") })).data[0]).toMatchObject({
        statement: "Ranges from March on.",
        rules: { workingDays: 5, silence: "abstains", minimum: { kind: "percent", value: 50 }, objection: "escalates" },
        alternatives: [{ text: "No estimates", reason: "Sales plans by them." }],
        review: { on: "2031-03-03" },
        voters: [{ member: { id: "grace" } }, { member: { id: "mikko" } }],
      }),
    );
  },
  beforeEach: () => void done.mockClear(),
};

export const Errors: Story = {
  ...show(),
  play: async ({ canvasElement }) => {
    const form = within(await within(canvasElement).findByRole("form", { name: "Propose" }));
    await userEvent.clear(form.getByRole("spinbutton", { name: "working days" }));
    await userEvent.selectOptions(form.getByRole("combobox", { name: "Ask" }), "some people");
    await userEvent.selectOptions(form.getByRole("combobox", { name: "Of whom you ask" }), "per cent");
    await userEvent.type(form.getByRole("spinbutton", { name: "At least" }), "01");
    await userEvent.click(form.getByRole("button", { name: "Add an alternative" }));
    await userEvent.click(form.getByRole("button", { name: "Propose" }));
    await expect(form.getByRole("spinbutton", { name: "At least" })).toHaveAccessibleDescription("From 1 to 100 per cent.");
    await expect(form.getByRole("group", { name: "Considered and not taken" })).toHaveAccessibleDescription("Write what it was and why not, or remove it.");
    await expect(form.getByRole("textbox", { name: "What you propose" })).toHaveAccessibleDescription("Write what you propose.");
    await expect(form.getByRole("spinbutton", { name: "working days" })).toHaveAccessibleDescription("From 1 to 60 days.");
    await expect(form.getByRole("group", { name: "Ask" })).toHaveAccessibleDescription("Name somebody to ask.");
  },
};

export const Narrow: Story = {
  ...show({ width: 320 }),
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByText(/^Reaches 4/);
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

export const RightToLeft: Story = { ...show(), globals: { dir: "rtl" } };
export const Dark: Story = { ...show(), globals: { theme: "dark" } };
