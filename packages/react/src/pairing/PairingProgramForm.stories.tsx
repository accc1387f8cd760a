import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn, userEvent, waitFor, within } from "storybook/test";
import { failing, problem, waiting } from "../testing/handler.ts";
import { scene, type SceneOptions, worldIn } from "../testing/scene.tsx";
import type { World } from "../testing/world.ts";
import { coffee } from "./pairing.fixture.ts";
import { PairingProgramForm } from "./PairingProgramForm.tsx";

const meta: Meta = { title: "Pairing/PairingProgramForm" };
export default meta;
type Story = StoryObj;

const done = fn();
const showNew = (seed: (world: World) => Promise<unknown> = () => Promise.resolve(), options: SceneOptions = {}) => scene(seed, () => <PairingProgramForm onDone={done} onCancel={fn()} />, { as: "noor", ...options });
const showOld = (options: SceneOptions = {}) => scene((world) => coffee(world, ["ada", "grace"], -48), ({ programId }) => <PairingProgramForm programId={programId} onDone={done} />, { as: "noor", ...options });
const programs = async (world: World) => (await world.api.programs.list({}, { actor: world.user("noor") })).data;

/** Nothing is wrong before somebody tried; then each part says how to mend it. */
export const Default: Story = {
  ...showNew(),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    const begin = await canvas.findByRole("button", { name: "Begin the program" });
    await userEvent.click(begin);
    await expect(canvas.getByRole("textbox", { name: "Name" })).toHaveAccessibleDescription("Give it a name.");
    await userEvent.type(canvas.getByRole("textbox", { name: "Name" }), "Friday trios");
    await userEvent.clear(canvas.getByRole("spinbutton", { name: "They meet in groups of" }));
    await userEvent.type(canvas.getByRole("spinbutton", { name: "They meet in groups of" }), "9");
    await expect(await canvas.findByText("A whole number from 2 to 8.")).toBeVisible();
    await userEvent.clear(canvas.getByRole("spinbutton", { name: "They meet in groups of" }));
    await userEvent.type(canvas.getByRole("spinbutton", { name: "They meet in groups of" }), "3");
    await userEvent.selectOptions(canvas.getByRole("combobox", { name: "Where it does not come out even, rather" }), "smaller groups");
    await userEvent.selectOptions(canvas.getByRole("combobox", { name: "Weekday" }), "Friday");
    await userEvent.click(canvas.getByRole("checkbox", { name: "Deeper" }));
    await userEvent.click(begin);
    await waitFor(() => expect(done).toHaveBeenCalled());
    await expect((await programs(worldIn(context)))[0]).toMatchObject({ name: "Friday trios", size: { target: 3, remainder: "smaller" }, cadence: { weekday: 5, everyWeeks: 2 }, prompts: { kinds: ["not_about_work", "light"] } });
  },
};

/** The order of goals changes by keyboard, and the focus stays on what moves. */
export const Goals: Story = {
  ...showNew(),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByText("What counts most"));
    const first = () => canvas.getAllByRole("listitem")[0]!;
    await expect(first()).toHaveTextContent("Nobody meets the same person again");
    canvas.getByRole("button", { name: "Move up: Those who met least often" }).focus();
    await userEvent.keyboard("{Enter}");
    await expect(first()).toHaveTextContent("Those who met least often");
    await waitFor(() => expect(canvas.getByRole("button", { name: "Move down: Those who met least often" })).toHaveFocus());
    await userEvent.click(canvas.getByRole("button", { name: "Leave out: Much working time in common" }));
    await userEvent.click(canvas.getByRole("button", { name: "Add: Different teams" }));
    await expect(canvas.getAllByRole("listitem").at(-1)).toHaveTextContent("Different teams");
  },
};

export const AcrossTeams: Story = {
  ...showNew(async (world) => {
    await world.group("Design", ["ada", "mikko"]);
    await world.group("Engineering", ["grace", "yuki"]);
  }),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    await userEvent.type(await canvas.findByRole("textbox", { name: "Name" }), "Across");
    await userEvent.click(canvas.getByRole("radio", { name: "People of different teams" }));
    await userEvent.click(await canvas.findByRole("checkbox", { name: "Design" }));
    await userEvent.click(canvas.getByRole("button", { name: "Begin the program" }));
    await expect(await canvas.findByText("Choose at least two groups that are teams.")).toBeVisible();
    await userEvent.click(canvas.getByRole("checkbox", { name: "Engineering" }));
    await userEvent.click(canvas.getByRole("button", { name: "Begin the program" }));
    await waitFor(async () => expect((await programs(worldIn(context)))[0]?.teams).toHaveLength(2));
  },
};

export const Bridge: Story = {
  ...showNew(async (world) => {
    await world.group("Mentors", ["ada"]);
    await world.group("New here", ["grace", "yuki"]);
  }),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    await userEvent.type(await canvas.findByRole("textbox", { name: "Name" }), "Mentors");
    await userEvent.click(canvas.getByRole("radio", { name: /^Two sides/ }));
    await waitFor(() => expect(canvas.getAllByRole("option", { name: "Mentors" })).toHaveLength(2));
    await userEvent.selectOptions(canvas.getByRole("combobox", { name: "Those of" }), "Mentors");
    await userEvent.selectOptions(canvas.getByRole("combobox", { name: "of" }), "New here");
    await userEvent.click(canvas.getByRole("button", { name: "Begin the program" }));
    await waitFor(async () => expect((await programs(worldIn(context)))[0]).toMatchObject({ kind: "bridge", bridge: { menteesPerMentor: 2 } }));
  },
};

export const Changing: Story = {
  ...showOld(),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    const name = await canvas.findByRole("textbox", { name: "Name" });
    await expect(name).toHaveValue("Coffee across the company");
    await expect(canvas.getByRole("combobox", { name: "For" })).toBeDisabled();
    await userEvent.clear(name);
    await userEvent.type(name, "Tea across the company");
    await userEvent.click(canvas.getByRole("button", { name: "Save" }));
    await waitFor(async () => expect((await programs(worldIn(context)))[0]).toMatchObject({ name: "Tea across the company" }));
  },
};

/** What was typed stays, with what the server says. */
export const NotSaved: Story = {
  ...showNew(),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    await userEvent.type(await canvas.findByRole("textbox", { name: "Name" }), "Coffee");
    worldIn(context).intercept = (request) => (request.method === "POST" ? problem(422, "programs/incomplete", "A bridge needs two sides.") : undefined);
    await userEvent.click(canvas.getByRole("button", { name: "Begin the program" }));
    await expect(await canvas.findByRole("alert")).toHaveTextContent("The program could not be saved. A bridge needs two sides.");
    await expect(canvas.getByRole("textbox", { name: "Name" })).toHaveValue("Coffee");
  },
};

/** Teams are groups, and there are none. */
export const Empty: Story = {
  ...showNew(),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole("radio", { name: "People of different teams" }));
    await expect(await canvas.findByText("There are no groups yet. An owner makes them.")).toBeVisible();
  },
};

export const Loading: Story = {
  ...showOld({ intercept: (request) => (request.url.includes("/programs/") ? waiting() : undefined) }),
  play: async ({ canvasElement }) => void (await expect(await within(canvasElement).findByRole("status")).toHaveTextContent("Loading")),
};

export const Failing: Story = {
  ...showOld({ intercept: failing }),
  play: async ({ canvasElement }) => void (await expect(await within(canvasElement).findByRole("alert")).toHaveTextContent("The program could not be loaded.")),
};

export const LongText: Story = {
  ...showNew((world) => world.group("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", ["ada"]), { width: 320 }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole("radio", { name: "People of different teams" }));
    await canvas.findByRole("checkbox", { name: /^Rindfleisch/ });
    await userEvent.click(canvas.getByText("What counts most"));
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

export const RightToLeft: Story = { globals: { dir: "rtl" }, ...showNew() };
export const Dark: Story = { ...showNew(), globals: { theme: "dark" } };
