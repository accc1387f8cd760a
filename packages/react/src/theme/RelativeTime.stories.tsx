import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, userEvent, waitFor, within } from "storybook/test";
import { still } from "../testing/scene.tsx";
import { RelativeTime } from "./RelativeTime.tsx";

const meta: Meta = { title: "Theme/RelativeTime" };
export default meta;
type Story = StoryObj;

const HOUR = 3_600_000;
const times = () => [0, 0.1, 2, 20, 50, 24 * 6, 24 * 40, 24 * 400].map((hours) => new Date(Date.now() - hours * HOUR).toISOString());
const show = (locale?: string) =>
  still(() => (
      <ul style={{ display: "grid", gap: 8, margin: 0, padding: 0, listStyle: "none" }}>
        {times().map((at) => (
          <li key={at}>
            <RelativeTime at={at} />
          </li>
        ))}
      </ul>
    ),
    locale === undefined ? {} : { locale },
  );

export const Default: Story = {
  ...show(),
  play: async ({ canvasElement }) => {
    await userEvent.tab();
    const [first] = canvasElement.querySelectorAll("time");
    await expect(first).toHaveFocus();
    const tooltip = canvasElement.querySelector<HTMLElement>(".mw-tooltip");
    await waitFor(() => expect(tooltip).toBeVisible());
    // The reader's zone is Lisbon.
    const there = new Intl.DateTimeFormat("en", { dateStyle: "full", timeStyle: "short", timeZone: "Europe/Lisbon" }).format(Date.parse(first!.dateTime));
    await expect(tooltip).toHaveTextContent(there);
    await userEvent.keyboard("{Escape}");
    await expect(canvasElement.querySelector(".mw-tooltip")).toBeNull();
    await expect(within(canvasElement).getByText(/2 hours ago/)).toBeVisible();
  },
};

export const LongText: Story = { ...show("fi") };
export const RightToLeft: Story = { globals: { dir: "rtl" }, ...show("ar") };
export const Dark: Story = { globals: { theme: "dark" }, ...show() };
