import type { DecisionId } from "@meanwhile/core";
import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { expect, fn, screen, userEvent, waitFor, within } from "storybook/test";
import { scene, type SceneOptions, worldIn } from "../testing/scene.tsx";
import { discussion } from "./decisions.fixture.ts";
import { OutcomeDialog, OutcomeForm } from "./OutcomeForm.tsx";

const meta: Meta = { title: "Decisions/OutcomeForm" };
export default meta;
type Story = StoryObj;

const done = fn();
const show = (options: SceneOptions = {}) => scene(discussion, ({ threadId }) => <OutcomeForm threadId={threadId} onDone={done} onCancel={done} />, options);

export const Default: Story = {
  ...show(),
  play: async (context) => {
    const form = within(await within(context.canvasElement).findByRole("form", { name: "Record a decision" }));
    await waitFor(() => expect(form.getByRole("button", { name: "Take Ada Lovelace out" })).toBeVisible());
    await userEvent.type(form.getByRole("textbox", { name: "What was decided" }), "Ranges, with conditions.");
    await userEvent.click(form.getByRole("button", { name: "Add an alternative" }));
    await userEvent.type(await form.findByRole("textbox", { name: "Alternative 1" }), "One number");
    await userEvent.type(form.getByRole("textbox", { name: "Why not, alternative 1" }), "It becomes a promise");
    await userEvent.click(form.getByRole("button", { name: "Name somebody who did not agree" }));
    await userEvent.click(await screen.findByRole("checkbox", { name: "Mikko Virtanen" }));
    await userEvent.keyboard("{Escape}");
    await userEvent.type(await form.findByRole("textbox", { name: "What Mikko Virtanen holds against it" }), "Nobody reads the upper end");
    await userEvent.type(form.getByLabelText("Look again on"), "2027-03-01");
    await userEvent.click(form.getByRole("checkbox", { name: "Close the thread with it" }));
    await userEvent.click(form.getByRole("button", { name: "Record" }));
    await expect(done).toHaveBeenCalledOnce();
    const world = worldIn(context);
    const { threadId } = (context.loaded["scene"] as { seeded: Awaited<ReturnType<typeof discussion>> }).seeded;
    await waitFor(async () =>
      expect((await world.api.decisions.list({ threadId }, { actor: world.user("grace") })).data[0]).toMatchObject({
        statement: "Ranges, with conditions.",
        deciders: [{ id: "ada" }],
        alternatives: [{ text: "One number", reason: "It becomes a promise" }],
        dissent: [{ member: { id: "mikko" }, text: "Nobody reads the upper end" }],
        review: { on: "2027-03-01" },
      }),
    );
    await expect((await world.api.threads.get({ threadId }, { actor: world.user("grace") })).closed).toMatchObject({ by: "ada" });
  },
  beforeEach: () => void done.mockClear(),
};

/** A decision may take the place of one that was made in another thread. */
export const Superseding: Story = {
  ...scene(
    async (world) => {
      const { channel, threadId } = await discussion(world);
      const elsewhere = await world.thread(channel, "grace", 90, "Estimates of last year", "How do we write them?");
      const old = await world.api.decisions.create({ threadId: elsewhere.id, statement: "Single numbers." }, { actor: world.user("grace") });
      return { threadId, decisionId: old.id };
    },
    ({ threadId }) => <OutcomeForm threadId={threadId} onDone={done} />,
  ),
  play: async (context) => {
    const form = within(await within(context.canvasElement).findByRole("form", { name: "Record a decision" }));
    await waitFor(() => expect(form.getByRole("button", { name: "Take Ada Lovelace out" })).toBeVisible());
    await userEvent.type(form.getByRole("textbox", { name: "What was decided" }), "Ranges.");
    await userEvent.selectOptions(await form.findByRole("combobox", { name: "Takes the place of a decision elsewhere" }), "Single numbers. (Estimates of last year)");
    await userEvent.click(form.getByRole("button", { name: "Record" }));
    const world = worldIn(context);
    const { decisionId } = (context.loaded["scene"] as { seeded: { decisionId: DecisionId } }).seeded;
    await waitFor(async () => expect((await world.api.decisions.get({ decisionId }, { actor: world.user("grace") })).state).toBe("superseded"));
  },
};

/** What is wrong stands beside the field it is wrong in. */
export const Errors: Story = {
  ...show(),
  play: async ({ canvasElement }) => {
    const form = within(await within(canvasElement).findByRole("form", { name: "Record a decision" }));
    await userEvent.click(await form.findByRole("button", { name: "Take Ada Lovelace out" }));
    await userEvent.click(form.getByRole("button", { name: "Add an alternative" }));
    await userEvent.click(form.getByRole("button", { name: "Record" }));
    await expect(form.getByRole("textbox", { name: "What was decided" })).toHaveAccessibleDescription("Write what was decided.");
    await expect(form.getByRole("group", { name: "Decided by" })).toHaveAccessibleDescription("Name at least one person.");
    await expect(form.getByRole("group", { name: "Considered and not taken" })).toHaveAccessibleDescription("Write what it was and why not, or remove it.");
  },
};

/** Closing the dialog loses nothing that was typed or chosen. */
export const InADialog: Story = {
  ...scene(discussion, ({ threadId }) => <Opening threadId={threadId} />),
  play: async ({ canvasElement }) => {
    const open = await within(canvasElement).findByRole("button", { name: "Decide" });
    await userEvent.click(open);
    await userEvent.type(await screen.findByRole("textbox", { name: "What was decided" }), "Half a decision");
    await userEvent.click(screen.getByRole("button", { name: "Add an alternative" }));
    await userEvent.type(await screen.findByRole("textbox", { name: "Alternative 1" }), "The other half");
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await waitFor(() => expect(open).toHaveFocus());
    await userEvent.keyboard("{Enter}");
    await expect(await screen.findByRole("textbox", { name: "What was decided" })).toHaveValue("Half a decision");
    await expect(screen.getByRole("textbox", { name: "Alternative 1" })).toHaveValue("The other half");
  },
};

function Opening({ threadId }: { threadId: Parameters<typeof OutcomeForm>[0]["threadId"] }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="mw-button" data-kind="primary" onClick={() => setOpen(true)}>
        Decide
      </button>
      {open && <OutcomeDialog threadId={threadId} onClose={() => setOpen(false)} />}
    </>
  );
}

export const Narrow: Story = {
  ...show({ width: 320 }),
  play: async ({ canvasElement }) => {
    const form = within(await within(canvasElement).findByRole("form"));
    await userEvent.click(form.getByRole("button", { name: "Add an alternative" }));
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

export const RightToLeft: Story = { ...show(), globals: { dir: "rtl" } };
export const Dark: Story = { ...show(), globals: { theme: "dark" } };
