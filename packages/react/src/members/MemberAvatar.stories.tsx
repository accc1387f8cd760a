import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, within } from "storybook/test";
import { still } from "../testing/scene.tsx";
import { PEOPLE, type PersonId } from "../testing/world.ts";
import { MemberAvatar } from "./MemberAvatar.tsx";

const meta: Meta = { title: "Members/MemberAvatar" };
export default meta;
type Story = StoryObj;

/** A picture that needs no network: a grey disc. */
const PICTURE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E%3Crect width='8' height='8' fill='%23789'/%3E%3Ccircle cx='4' cy='3' r='1.6' fill='%23fff'/%3E%3Cellipse cx='4' cy='8' rx='3' ry='3' fill='%23fff'/%3E%3C/svg%3E";
const row = { display: "flex", alignItems: "center", gap: 8 } as const;

export const Default: Story = {
  ...still(() => (
      <div style={row}>
        {(Object.keys(PEOPLE) as PersonId[]).map((id) => (
          <MemberAvatar key={id} member={{ id, name: PEOPLE[id], avatarUrl: null }} named />
        ))}
        <MemberAvatar member={{ id: "p", name: "With a picture", avatarUrl: PICTURE }} named />
        <MemberAvatar member={{ id: "big", name: "Grace Hopper", avatarUrl: null }} size={64} named />
      </div>
    ),
  ),
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole("img", { name: "Ada Lovelace" })).toHaveTextContent("AL");
  },
};

export const BrokenPicture: Story = {
  ...still(() => <MemberAvatar member={{ id: "ada", name: "Ada Lovelace", avatarUrl: "data:image/png;base64,AAAA" }} named />,
  ),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText("AL")).toBeVisible();
  },
};

export const LongText: Story = {
  ...still(() => (
      <div style={row}>
        <MemberAvatar member={{ id: "a", name: "Maximiliane Oberstolz-Rindfleischer zu Hohenlohe", avatarUrl: null }} named />
        <MemberAvatar member={{ id: "b", name: "田中由紀", avatarUrl: null }} named />
        <MemberAvatar member={{ id: "c", name: "👩‍👧 Family", avatarUrl: null }} named />
        <MemberAvatar member={{ id: "d", name: "", avatarUrl: null }} named={false} />
      </div>
    ),
  ),
};

export const RightToLeft: Story = {
  globals: { dir: "rtl" },
  ...still(() => (
      <div style={row}>
        <MemberAvatar member={{ id: "noor", name: "نور حداد", avatarUrl: null }} />
        نور حداد
      </div>
    ),
  ),
};

export const Dark: Story = { ...Default, globals: { theme: "dark" } };
