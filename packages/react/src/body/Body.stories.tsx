import { parseMarkdown } from "@meanwhile/core/body";
import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, within } from "storybook/test";
import { still } from "../testing/scene.tsx";
import { Body } from "./Body.tsx";

const meta: Meta = { title: "Body/Body", tags: ["autodocs"] };
export default meta;
type Story = StoryObj;

/** What a server would have sent for this Markdown. */
const written = (markdown: string) => still(() => <Body body={parseMarkdown(markdown)} memberId="ada" />);

export const Default: Story = {
  ...written(`# Moving the import to ranges

We write a **range**, *not* a number, and ~~the average~~ what would have to be true for each end. [Ada Lovelace](mention:user/ada) and [Mikko](mention:user/mikko) try it first; [Platform](mention:group/grp_01h455vb4pex5vsknk084sn02q) reads along.

## What is left

1. A template with \`low\`, \`high\` and *because*
2. A list of surprises
   - one line each
   - with a [link](https://example.com/surprises)
3. Try it on billing

- [x] Template
- [ ] List

> The number became a promise the moment it was written down.

\`\`\`ts
export const range = (low: number, high: number, because: string) => ({ low, high, because, note: "a line that is too long for a phone and has to be scrolled" });
\`\`\`

---

| Work | Low | High | Because |
| :--- | ---: | ---: | :--- |
| Import | 2 days | 8 days | no paging in their API |
| Billing | 1 day | 3 days | tax rules of two countries |
`),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(canvas.getByRole("link", { name: "link" })).toHaveAttribute("rel", "noopener noreferrer nofollow ugc");
    await expect(canvas.getByText("@Ada Lovelace")).toHaveAttribute("data-me");
    await expect(canvas.getByRole("table")).toBeVisible();
  },
};

export const Empty: Story = { ...written("") };

export const LongText: Story = {
  ...still(() => (
      <Body
        body={parseMarkdown(`# Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz

Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas https://example.com/${"a-very-long-path/".repeat(8)}

吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所でニャーニャー泣いていた事だけは記憶している。

| Donaudampfschifffahrtsgesellschaftskapitän | Kindercarnavalsoptochtvoorbereidingswerkzaamheden | Epäjärjestelmällistyttämättömyydellänsäkään |
| --- | --- | --- |
| 1 | 2 | 3 |`)}
      />
    ),
    { width: 320 },
  ),
};

export const RightToLeft: Story = {
  globals: { dir: "rtl" },
  ...written(`# مراجعة التقديرات

نكتب **مدى** لا رقماً واحداً، ونكتب ما يجب أن يصح لكل طرف. [نور حداد](mention:user/noor) تجرّبه أولاً.

1. قالب
2. قائمة المفاجآت

- [x] القالب
- [ ] القائمة

> أصبح الرقم وعداً لحظة كتابته.

A paragraph in English keeps its own direction, with \`code\` in it.

| العمل | أدنى | أعلى |
| --- | --- | --- |
| الاستيراد | يومان | ثمانية أيام |`),
};

export const Dark: Story = { ...Default, globals: { theme: "dark" } };
