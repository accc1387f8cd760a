import { newId } from "@meanwhile/core";
import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { expect, fn, screen, userEvent, waitFor, within } from "storybook/test";
import { failing } from "../testing/handler.ts";
import { scene, type SceneOptions } from "../testing/scene.tsx";
import type { World } from "../testing/world.ts";
import { SearchDialog } from "./SearchDialog.tsx";
import { useSearchKey } from "./useSearchKey.ts";

const meta: Meta = { title: "Search/SearchDialog", parameters: { docs: { story: { inline: false, height: 600 } } } };
export default meta;
type Story = StoryObj;

const acts = { onSearch: fn(), onOpen: fn(), onOpenChannel: fn() };

async function office(world: World) {
  const product = await world.channel("Product");
  await world.channel("Design Reviews");
  const thread = await world.thread(product, "grace", 74, "Pricing of the yearly plan", "Grace has the numbers of last year.");
  await world.comment(thread, "mikko", 30, "The yearly pricing is right, the monthly one is not.");
  await world.api.search.save({ savedSearchId: newId("srch", Date.now()), name: "Open and mine", query: "from:me is:open" }, { actor: world.user("ada") });
}

function Palette({ initialQuery, begin = true }: { initialQuery?: string; begin?: boolean }) {
  const [open, setOpen] = useState(begin);
  useSearchKey(() => setOpen(true));
  return (
    <>
      <button type="button" className="mw-button" data-kind="outline" onClick={() => setOpen(true)}>
        Open search
      </button>
      {open && <SearchDialog onClose={() => setOpen(false)} {...(initialQuery !== undefined && { initialQuery })} {...acts} />}
    </>
  );
}

const show = (props: Parameters<typeof Palette>[0] = {}, options: SceneOptions = {}, seed: (world: World) => Promise<unknown> = office) => scene(seed, () => <Palette {...props} />, options);
const field = () => screen.findByRole("combobox", { name: "Search" });
const option = (name: RegExp | string) => screen.findByRole("option", { name });

export const Default: Story = {
  ...show({ begin: false }),
  play: async ({ canvasElement }) => {
    const button = within(canvasElement).getByRole("button", { name: "Open search" });
    button.focus();
    await userEvent.keyboard("{Control>}k{/Control}");
    await expect(await field()).toHaveFocus();
    await expect(await option(/Open and mine/)).toBeVisible();
    await userEvent.keyboard("pricing");
    await expect(await option(/^Pricing of the yearly plan/)).toBeVisible();
    await expect(await option(/Comment: Pricing.*monthly one/)).toBeVisible();
    await expect((await field()).getAttribute("aria-activedescendant")).toBe((await option(/All results/)).id);
    await userEvent.keyboard("{ArrowDown}");
    await waitFor(async () => expect((await field()).getAttribute("aria-activedescendant")).toBe((await option(/^Pricing of the yearly plan/)).id));
    await userEvent.keyboard("{Enter}");
    await expect(acts.onOpen).toHaveBeenLastCalledWith(expect.objectContaining({ title: "Pricing of the yearly plan" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await expect(button).toHaveFocus();
    await userEvent.keyboard("{Control>}k{/Control}");
    // It stands there before the dialog has faded in.
    await waitFor(async () => expect(await option("pricing")).toBeVisible());
    await userEvent.keyboard("{Enter}");
    await expect(acts.onSearch).toHaveBeenLastCalledWith("pricing");
  },
};

export const Operators: Story = {
  ...show(),
  play: async () => {
    await userEvent.type(await field(), "pricing fr");
    await userEvent.keyboard("{ArrowUp}");
    await waitFor(async () => expect(await option(/^from:/)).toHaveAttribute("aria-selected", "true"));
    await userEvent.keyboard("{Enter}");
    await expect(await field()).toHaveValue("pricing from:");
    await userEvent.keyboard("gra");
    await expect(await option("from:Grace Hopper")).toBeVisible();
    await waitFor(async () => expect(await option("from:Grace Hopper")).toHaveAttribute("aria-selected", "true"));
    await userEvent.keyboard("{Tab}");
    await expect(await field()).toHaveValue('pricing from:"Grace Hopper" ');
    await userEvent.keyboard("{Enter}");
    await expect(acts.onSearch).toHaveBeenLastCalledWith('pricing from:"Grace Hopper"');
  },
};

export const Channels: Story = {
  ...show({ initialQuery: "rev" }),
  play: async () => {
    await userEvent.click(await option("Design Reviews"));
    await expect(acts.onOpenChannel).toHaveBeenLastCalledWith(expect.objectContaining({ name: "Design Reviews" }));
  },
};

export const Nothing: Story = {
  ...show({ initialQuery: "xylophone" }),
  play: async () => {
    await expect(await screen.findByText("Nothing found")).toBeVisible();
  },
};

export const Mistyped: Story = {
  ...show({ initialQuery: "prising" }),
  play: async () => {
    await expect(await screen.findByText(/^Did you mean pricing/)).toBeVisible();
  },
};

export const Empty: Story = { ...show({}, {}, async () => undefined) };

export const Failing: Story = {
  ...show({ initialQuery: "pricing" }, { intercept: failing }),
  play: async () => {
    await expect(await screen.findByRole("alert")).toHaveTextContent("The search could not be made.");
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  },
};

export const RightToLeft: Story = {
  globals: { dir: "rtl" },
  ...show({ initialQuery: "الأسعار" }, {}, async (world) => {
    const channel = await world.channel("المنتج");
    await world.thread(channel, "noor", 5, "الأسعار السنوية", "نحتاج إلى الأسعار قبل نهاية الشهر.");
  }),
};

export const Dark: Story = { ...show({ initialQuery: "pricing" }), globals: { theme: "dark" } };
