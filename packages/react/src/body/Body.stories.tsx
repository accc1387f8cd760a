import { type Body as BodyTree, parseMarkdown } from "@meanwhile/core/body";
import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, within } from "storybook/test";
import { still } from "../testing/scene.tsx";
import { hostileBodies } from "../../../core/src/body/body.hostile.fixture.ts";
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

/** Markdown that means harm, and trees that no parser of ours would make: nothing runs, nothing loads, nothing leads astray. */
export const Hostile: Story = {
  ...still(() => (
    <div style={{ display: "grid", gap: 16 }}>
      {hostileBodies.map(({ name, markdown }) => (
        <section key={name} aria-label={name} data-hostile="">
          <Body body={parseMarkdown(markdown)} />
        </section>
      ))}
      <section aria-label="a forged tree" data-hostile="">
        <Body body={forged} />
      </section>
    </div>
  )),
  play: async ({ canvasElement }) => {
    const shown = [...canvasElement.querySelectorAll<HTMLElement>("[data-hostile]")];
    await expect(shown).toHaveLength(hostileBodies.length + 1);
    for (const section of shown) {
      await expect(section.querySelector("script, img, iframe, object, embed, svg, math, style, form, input, base, meta, link, details")).toBeNull();
      for (const element of section.querySelectorAll("*")) {
        await expect(element.getAttributeNames().filter((name) => name.startsWith("on") || ["style", "src", "srcdoc", "action"].includes(name))).toEqual([]);
      }
      for (const link of section.querySelectorAll("a")) {
        await expect(["http:", "https:", "mailto:"]).toContain(new URL(link.href).protocol);
        await expect(link.rel).toBe("noopener noreferrer nofollow ugc");
        // What looks relative stays on the host.
        if (/^[/#]/.test(link.getAttribute("href") ?? "")) await expect(new URL(link.href).host).toBe(location.host);
      }
    }
    await expect(globalThis).not.toHaveProperty("harmed");
    await expect(performance.getEntriesByType("resource").filter(({ name }) => name.includes("evil.test"))).toEqual([]);
  },
};

/** As from a broken or hostile server: addresses that were never checked, a block and a mark that nobody knows. */
const forged = {
  version: 1,
  content: [
    { type: "paragraph", content: [{ type: "link", href: "javascript:globalThis.harmed=true", content: [{ type: "text", text: "click", marks: [] }] }] },
    { type: "paragraph", content: [{ type: "link", href: "//evil.test", content: [{ type: "text", text: "click", marks: ["blink"] }] }] },
    { type: "html", value: "<img src=x onerror=globalThis.harmed=true>" },
  ],
} as unknown as BodyTree;

export const Dark: Story = { ...Default, globals: { theme: "dark" } };
