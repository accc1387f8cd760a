import { newId } from "@meanwhile/core";
import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { expect, fn, screen, userEvent, waitFor, within } from "storybook/test";
import { failing, waiting } from "../testing/handler.ts";
import { scene, type SceneOptions, worldIn } from "../testing/scene.tsx";
import type { World } from "../testing/world.ts";
import { SearchResults } from "./SearchResults.tsx";

const meta: Meta = { title: "Search/SearchResults" };
export default meta;
type Story = StoryObj;

const opened = fn();
const pane: SceneOptions = { width: 680, height: 620 };

async function archive(world: World) {
  const product = await world.channel("Product");
  const design = await world.channel("Design");
  const estimates = await world.thread(product, "grace", 74, "How we estimate work that nobody has done before", "We were off by a factor of three, and the budget with it. Ranges would have told us.");
  await world.comment(estimates, "mikko", 30, "A budget is a decision, an estimate is a forecast. Let us keep the two budgets apart from here on, in two documents.");
  const icons = await world.thread(design, "yuki", 300, "アイコンの予算を決めたい", "来週の会議で予算を決定します。候補は二つあります。");
  const done = await world.thread(product, "mikko", 200, "Drop support for the old import", "Nobody has used it since May, and it eats our testing budget.");
  await world.api.threads.close({ threadId: done.id, markdown: "Dropped." }, { actor: world.user("mikko") });
  return { product, design, estimates, icons };
}

function Page({ initial }: { initial: string }) {
  const [query, setQuery] = useState(initial);
  return <SearchResults query={query} onQueryChange={setQuery} onOpen={opened} />;
}

const show = (query: string, options: SceneOptions = {}, seed: (world: World) => Promise<unknown> = archive) => scene(seed, () => <Page initial={query} />, { ...pane, ...options });

export const Default: Story = {
  ...show("budget"),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText("3 results")).toBeVisible();
    const marks = () => [...canvasElement.querySelectorAll("mark")].map((mark) => mark.textContent);
    await waitFor(() => expect(marks()).toEqual(expect.arrayContaining(["budget", "budgets"])));
    const rows = () => [...canvasElement.querySelectorAll<HTMLElement>("[data-row]")];
    await waitFor(() => expect(rows()).toHaveLength(3));
    rows()[0]!.focus();
    await userEvent.keyboard("j");
    await waitFor(() => expect(rows()[1]).toHaveFocus());
    await userEvent.keyboard("{Enter}");
    await expect(opened).toHaveBeenCalledTimes(1);
    await userEvent.click(canvas.getByRole("button", { name: "Newest first" }));
    await waitFor(() => expect(rows()[0]).toHaveTextContent("Comment: How we estimate"));
    await userEvent.click(canvas.getByRole("button", { name: "Keep this search" }));
    await expect(await canvas.findByRole("button", { name: "Kept" })).toBeDisabled();
  },
};

export const Filters: Story = {
  ...show('in:product -is:closed "a factor" budget'),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText("1 result")).toBeVisible();
    await userEvent.click(canvas.getByRole("button", { name: 'Remove "a factor"' }));
    await expect(await canvas.findByText("2 results")).toBeVisible();
    await userEvent.click(canvas.getByRole("button", { name: "Remove -is:closed" }));
    await expect(await canvas.findByText("3 results")).toBeVisible();
    await expect(canvas.getByRole("searchbox")).toHaveValue("in:product budget");
  },
};

export const Mistyped: Story = {
  ...show("budegt"),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText(/Showing results for/)).toBeVisible();
    await userEvent.click(canvas.getByRole("button", { name: /^budget/ }));
    await waitFor(() => expect(canvas.queryByText(/Showing results for/)).toBeNull());
  },
};

export const SomeWords: Story = {
  ...show("when was the old import dropped and by whom? is:later"),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText(/have some of them/)).toBeVisible();
    await expect(canvas.getByText(/does not take later/)).toBeVisible();
  },
};

export const Nothing: Story = {
  ...show("xylophone in:nowhere"),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText("Nothing found")).toBeVisible();
    await expect(canvas.getByText(/There is no nowhere/)).toBeVisible();
  },
};

export const Empty: Story = { ...show("") };
export const Loading: Story = { ...show("budget", { intercept: waiting }) };

export const Failing: Story = {
  ...show("budget", { intercept: failing }),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    await expect(await canvas.findByRole("alert")).toHaveTextContent("The database does not answer.");
    worldIn(context).intercept = null;
    await userEvent.click(canvas.getByRole("button", { name: "Try again" }));
    await expect(await canvas.findByText("3 results")).toBeVisible();
  },
};

export const Japanese: Story = {
  ...show("予算", { locale: "ja" }),
  play: async ({ canvasElement }) => {
    await waitFor(() => expect([...canvasElement.querySelectorAll("mark")].map((mark) => mark.textContent)).toContain("予算"));
  },
};

export const LongText: Story = {
  ...show("Rindfleischetikettierung", { width: 340 }, async (world) => {
    const channel = await world.channel("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz");
    await world.thread(channel, "mikko", 5, "Rindfleischetikettierung und Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas", `Wir haben ${"die Rindfleischetikettierung nicht vergessen, ".repeat(12)}`);
  }),
};

export const RightToLeft: Story = {
  globals: { dir: "rtl" },
  ...show("الميزانية", {}, async (world) => {
    const channel = await world.channel("التصميم");
    const thread = await world.thread(channel, "noor", 5, "الميزانية الجديدة", "نحتاج إلى الميزانية قبل نهاية الشهر.");
    await world.comment(thread, "ada", 2, "الميزانية جاهزة, see the budget document.");
  }),
};

export const Dark: Story = { ...show("budget"), globals: { theme: "dark" } };

export const Narrow: Story = {
  ...show("budget", { width: 320 }, async (world) => {
    await archive(world);
    await world.api.search.save({ savedSearchId: newId("srch", Date.now()), name: "Mine", query: "from:me" }, { actor: world.user("ada") });
  }),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText("3 results")).toBeVisible();
    await expect(screen.queryByRole("dialog")).toBeNull();
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};
