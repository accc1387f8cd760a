import type { MeanwhileClient } from "@meanwhile/core";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyOfSeed, type Demo, startDemo } from "./demo.ts";
import { all, signIn, threadCalled } from "./people.ts";
import { openBrowser, openWindow, patiently, scrollsSideways, type Window } from "./windows.ts";

let seed: Awaited<ReturnType<typeof copyOfSeed>>;
let demo: Demo;
let browser: Browser;
let marta: MeanwhileClient;

beforeAll(async () => {
  seed = await copyOfSeed();
  [demo, browser] = await Promise.all([startDemo(seed.folder), openBrowser()]);
  ({ client: marta } = await signIn(demo.url, "marta"));
});

afterAll(async () => {
  await browser.close();
  await demo.stop();
  await seed.remove();
});

const pathOf = async (title: string) => {
  const { id, channelId } = await threadCalled(marta, title);
  return `/discussions/${channelId}/${id}`;
};
const composer = (page: Page) => page.getByRole("textbox", { name: "Write a comment" });
const comment = (page: Page, text: string) => page.getByRole("article").filter({ hasText: text });
const commentsWith = async (title: string, text: string) => {
  const { id } = await threadCalled(marta, title);
  return (await all(marta.comments.iterate({ threadId: id, limit: 100 }))).filter(({ markdown }) => markdown.includes(text));
};

describe("a visitor", () => {
  it("signs in, finds what is new, reads it, and signs out", async () => {
    const window = await openWindow(browser, demo.url, null);
    const { page } = window;
    await page.getByRole("button", { name: /Priya Raman/ }).click();
    await page.getByRole("heading", { name: /Priya/ }).waitFor();
    await page.getByRole("link", { name: /The lab while I'm away/ }).click();
    await page.getByRole("heading", { name: "The lab while I'm away: who does what" }).waitFor();
    await comment(page, "The calibration weights came today").waitFor();
    expect(new URL(page.url()).pathname).toBe(await pathOf("The lab while I'm away: who does what"));
    await page.goBack();
    await page.getByRole("heading", { name: "New since you were here" }).waitFor();
    await page.locator("summary").filter({ hasText: "Priya Raman: account" }).click();
    await page.getByRole("button", { name: "Sign out, or switch person" }).click();
    await page.getByRole("heading", { name: "Who are you today?" }).waitFor();
    await window.close();
  });

  it("opens a link to a thread before signing in, and lands on the thread", async () => {
    const window = await openWindow(browser, demo.url, null, await pathOf("Liners for lots under ten bags"));
    await window.page.getByRole("button", { name: /Kenji Watanabe/ }).click();
    await window.page.getByRole("heading", { name: "Liners for lots under ten bags" }).waitFor();
    await window.close();
  });

  it("who is a guest sees what is shared with them, and no more", async () => {
    const window = await openWindow(browser, demo.url, "tomas", "/discussions/all");
    const { page } = window;
    await page.getByRole("link", { name: /Shipping/ }).waitFor();
    await page.getByRole("link", { name: /Phytosanitary certificate/ }).waitFor();
    expect(await page.getByRole("link", { name: /Quality|Company|Pricing|Software/ }).count()).toBe(0);
    await page.goto("/orders");
    await page.getByRole("link", { name: "FW-2107" }).waitFor();
    expect(await page.getByRole("link", { name: /^FW-/ }).count()).toBe(1);
    await page.goto((await pathOf("Nyeri next season: what differential can we bear?")));
    await page.getByText("The thread could not be loaded.").waitFor();
    await window.close(/status of 404/);
  });
});

describe("reading and writing", () => {
  it("shows where the unread part begins, and counts it as read once its end was seen", async () => {
    const path = await pathOf("Potato taste in Kayanza: what do we tell roasters?");
    const window = await openWindow(browser, demo.url, "elina", path);
    const { page } = window;
    await page.getByText(/^New since /).waitFor();
    const after = await page.getByText(/^New since /).evaluate((line) => line.closest("li")?.nextElementSibling?.textContent);
    expect(after).toContain("at last somebody who says it");
    await comment(page, "at last somebody who says it").scrollIntoViewIfNeeded();
    await composer(page).scrollIntoViewIfNeeded();
    const row = page.getByRole("link", { name: /Potato taste/ });
    await expect.poll(() => row.textContent(), patiently).not.toContain("new");
    await page.getByText(/^New since /).waitFor();
    await page.reload();
    await comment(page, "at last somebody who says it").waitFor();
    expect(await page.getByText(/^New since /).count()).toBe(0);
    await window.close();
  });

  it("takes a comment with a mention from the keyboard alone", async () => {
    const title = "Liners for lots under ten bags";
    const window = await openWindow(browser, demo.url, "elina", await pathOf(title));
    const { page } = window;
    await composer(page).waitFor();
    // Tab by Tab, as somebody without a pointer.
    const reached = async () => {
      await page.keyboard.press("Tab");
      return page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    };
    let at = await reached();
    for (let tabs = 0; at !== "Write a comment" && tabs < 120; tabs++) at = await reached();
    expect(at).toBe("Write a comment");
    await page.keyboard.type("A good trick, @Wanj");
    await page.getByRole("option", { name: /Wanjiku Kamau/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type("and thank you.");
    await page.keyboard.press("Control+Enter");
    await comment(page, "A good trick, @Wanjiku Kamau and thank you.").waitFor();
    await expect.poll(() => commentsWith(title, "A good trick"), patiently).toHaveLength(1);
    expect((await commentsWith(title, "A good trick"))[0]!.markdown).toBe("A good trick, [Wanjiku Kamau](mention:user/wanjiku) and thank you.");
    expect(await composer(page).inputValue()).toBe("");
    await window.close();
  });

  it("starts a thread, and another window shows it in its list without a reload", async () => {
    const { channelId } = await threadCalled(marta, "A read-only link for roasters");
    const [writer, reader] = await Promise.all([openWindow(browser, demo.url, "priya", `/discussions/${channelId}`), openWindow(browser, demo.url, "elina", `/discussions/${channelId}`)]);
    await reader.page.getByRole("link", { name: /A read-only link/ }).waitFor();
    await writer.page.getByRole("button", { name: "New thread" }).click();
    const dialog = writer.page.getByRole("dialog", { name: "New thread" });
    await dialog.getByRole("textbox", { name: "Title" }).fill("Which browsers do roasters use?");
    await dialog.getByRole("textbox", { name: "Opening comment" }).fill("Before I use `dialog` on their page: does anybody know?");
    await dialog.getByRole("button", { name: "Start thread" }).click();
    await writer.page.getByRole("heading", { name: "Which browsers do roasters use?" }).waitFor();
    await reader.page.getByRole("link", { name: /Which browsers do roasters use\?.*1 new/ }).waitFor();
    await Promise.all([writer.close(), reader.close()]);
  });

  it("shows two people each other's comments and reactions as they come", async () => {
    const path = await pathOf("A sample roast for dense, washed lots");
    const [one, other] = await Promise.all([openWindow(browser, demo.url, "wanjiku", path), openWindow(browser, demo.url, "priya", path)]);
    await Promise.all([composer(one.page).waitFor(), composer(other.page).waitFor()]);
    await composer(one.page).fill("On the Probat it needs 8 °C less at the start.");
    await one.page.getByRole("button", { name: "Comment", exact: true }).click();
    await comment(other.page, "8 °C less at the start").waitFor();
    await composer(other.page).fill("Noted in the label of the profile.");
    await other.page.getByRole("button", { name: "Comment", exact: true }).click();
    await comment(one.page, "Noted in the label").waitFor();

    const theirs = comment(other.page, "8 °C less at the start");
    await theirs.hover();
    await theirs.getByRole("button", { name: "Add a reaction" }).click();
    await other.page.getByRole("dialog").getByRole("button").first().click();
    await comment(one.page, "8 °C less at the start").getByRole("group", { name: "Reactions" }).getByRole("button", { name: / 1$/ }).waitFor();
    await Promise.all([one.close(), other.close()]);
  });

  it("keeps a comment written offline in sight, says that it is not sent, and sends it once", async () => {
    const title = "Orders API: net weight rounds away from the invoice";
    const window = await openWindow(browser, demo.url, "elina", await pathOf(title));
    const { page } = window;
    await composer(page).waitFor();
    await page.context().setOffline(true);
    await composer(page).fill("Written in a tunnel.");
    await page.getByRole("button", { name: "Comment", exact: true }).click();
    await comment(page, "Written in a tunnel.").getByText("Not sent yet.").waitFor();
    expect(await commentsWith(title, "in a tunnel")).toHaveLength(0);
    await page.context().setOffline(false);
    await expect.poll(() => commentsWith(title, "in a tunnel"), patiently).toHaveLength(1);
    await expect.poll(() => comment(page, "Written in a tunnel.").getAttribute("data-state"), patiently).toBe("sent");
    expect(await comment(page, "Written in a tunnel.").count()).toBe(1);
    await page.reload();
    await comment(page, "Written in a tunnel.").waitFor();
    expect(await commentsWith(title, "in a tunnel")).toHaveLength(1);
    await window.close(/ERR_INTERNET_DISCONNECTED|Failed to fetch/);
  });

  it("keeps what was not sent through a reload", async () => {
    const title = "Bag labels: QR code or Data Matrix?";
    const window = await openWindow(browser, demo.url, "wanjiku", await pathOf("Liners for lots under ten bags"));
    const { page } = window;
    // The server is there, but for this one call.
    await page.route(/\/comments$/, (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
    await composer(page).fill("Half a kilo it is.");
    await page.getByRole("button", { name: "Comment", exact: true }).click();
    await comment(page, "Half a kilo it is.").getByText("Not sent yet.").waitFor();
    await page.reload();
    await comment(page, "Half a kilo it is.").getByText("Not sent yet.").waitFor();
    await page.unroute(/\/comments$/);
    await comment(page, "Half a kilo it is.").getByRole("button", { name: "Try now" }).click();
    await expect.poll(() => commentsWith("Liners for lots under ten bags", "Half a kilo it is."), patiently).toHaveLength(1);
    expect(await commentsWith(title, "Half a kilo it is.")).toHaveLength(0);
    await window.close(/ERR_FAILED/);
  });
});

describe("an order's page", () => {
  it("holds the discussion of this order, and of no other", async () => {
    const window = await openWindow(browser, demo.url, "elina", "/orders/FW-2098");
    const { page } = window;
    const discussion = page.getByRole("region", { name: "Discussion of this order" });
    await discussion.getByRole("heading", { name: "Two torn liners: what is with the rest of the lot?" }).waitFor();
    await comment(page, "Bag 7 reads 12.1").waitFor();
    await page.goto("/orders/FW-2111");
    await discussion.getByText("Nobody has said anything about FW-2111 yet.").waitFor();
    await discussion.getByRole("button", { name: "Start a discussion" }).click();
    await discussion.getByLabel("What is the question?").fill("Do they want the whole lot?");
    await discussion.getByLabel("What do others need to know?").fill("They asked for **twenty** bags; the lot has 34.");
    await discussion.getByRole("button", { name: "Start the discussion" }).click();
    await discussion.getByRole("heading", { name: "Do they want the whole lot?" }).waitFor();
    await expect.poll(async () => (await all(marta.threads.iterate({ subjectType: "order", subjectId: "FW-2111" }))).map(({ title }) => title), patiently).toEqual(["Do they want the whole lot?"]);
    expect(await all(marta.threads.iterate({ subjectType: "order", subjectId: "FW-2098" }))).toHaveLength(1);
    await window.close();
  });
});

describe("the meetups", () => {
  it("have a clock of their own: moved to the next round, it brings somebody new, and a time is taken with one press", async () => {
    const window = await openWindow(browser, demo.url, "elina", "/team/meetups");
    const { page } = window;
    const cards = page.getByRole("article");
    await cards.first().getByText("Round 3").waitFor();
    const before = await cards.first().getByRole("heading", { name: /^You and / }).textContent();
    await page.getByRole("button", { name: "To the next round" }).click();
    await cards.first().getByText("Round 4").waitFor();
    expect(await cards.first().getByRole("heading", { name: /^You and / }).textContent()).not.toBe(before);
    await cards.first().getByRole("button", { name: /Take this time$/ }).first().click();
    await cards.first().getByText("You took this time").waitFor();
    await page.getByRole("link", { name: "What came of it" }).click();
    await page.getByText("The last 4 rounds.").waitFor();
    await page.getByRole("row", { name: /^Groups across teams 100%/ }).waitFor();
    await window.close();
  });
});

describe("a telephone", () => {
  const telephone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

  it("shows one pane at a time, and the way back", async () => {
    const window = await openWindow(browser, demo.url, "elina", "/discussions", telephone);
    const { page } = window;
    await page.getByRole("link", { name: /Company/ }).tap();
    const row = page.getByRole("link", { name: /Where should the second cupping table stand/ });
    await row.waitFor();
    expect(await page.getByRole("link", { name: /Company/ }).isVisible()).toBe(false);
    await row.tap();
    await page.getByRole("heading", { name: "Where should the second cupping table stand?" }).waitFor();
    expect(await row.isVisible()).toBe(false);
    await composer(page).tap();
    await composer(page).fill("From the train: Rotterdam.");
    await page.getByRole("button", { name: "Comment", exact: true }).tap();
    await comment(page, "From the train: Rotterdam.").waitFor();
    await page.getByRole("link", { name: "Threads", exact: true }).tap();
    await row.waitFor();
    await page.getByRole("link", { name: "Channels", exact: true }).tap();
    await page.getByRole("link", { name: /Quality/ }).waitFor();
    await page.goBack();
    await row.waitFor();
    await window.close();
  });

  it("never scrolls sideways, down to 320 pixels", async () => {
    const paths = ["/", "/orders", "/orders/FW-2107", "/team", "/team/meetups", "/team/meetups/round", "/team/meetups/results", "/team/meetups/preferences", "/discussions", "/discussions/all", "/inbox", "/discussions/decisions", "/discussions/reference", "/search/hamburg", await pathOf("A sample roast for dense, washed lots"), await pathOf("Monday call: keep it, or write instead?"), await pathOf("Release notes go to the wrong contact"), "/nowhere"];
    const window = await openWindow(browser, demo.url, "elina", "/", { ...telephone, viewport: { width: 320, height: 640 } });
    for (const path of paths) {
      await window.page.goto(path);
      await settled(window.page);
      expect(await scrollsSideways(window.page), path).toBe(false);
    }
    await window.close();
  });
});

describe("accessibility", () => {
  const axe = createRequire(import.meta.url).resolve("axe-core");

  for (const theme of ["light", "dark"] as const) {
    for (const width of [1280, 360]) {
      it(`has no violations that axe finds, ${theme}, ${width} pixels wide`, async () => {
        const options = { colorScheme: theme, viewport: { width, height: 800 }, reducedMotion: "reduce" as const };
        const paths = ["/", "/orders", "/orders/FW-2107", "/team", "/team/meetups", "/team/meetups/round", "/team/meetups/results", "/team/meetups/preferences", "/discussions", "/discussions/all", "/inbox", "/discussions/decisions", "/discussions/reference", "/search/hamburg", await pathOf("Water activity: 0.60 is the new limit"), await pathOf("A sample roast for dense, washed lots"), await pathOf("Huila pre-shipment: approve, or ask for a second milling?"), await pathOf("Release notes go to the wrong contact")];
        const window = await openWindow(browser, demo.url, "kenji", "/", options);
        const found: Record<string, string[]> = {};
        for (const path of paths) {
          await window.page.goto(path);
          await settled(window.page);
          found[path] = await violations(window, axe);
        }
        const door = await openWindow(browser, demo.url, null, "/", options);
        await door.page.getByRole("heading").waitFor();
        found["sign in"] = await violations(door, axe);
        expect(found).toEqual(Object.fromEntries([...paths, "sign in"].map((path) => [path, []])));
        await Promise.all([window.close(), door.close()]);
      });
    }
  }
});

/** Waits until nothing on the page is still being loaded. */
async function settled(page: Page): Promise<void> {
  await page.locator("main :is(h1, h2)").filter({ visible: true }).first().waitFor();
  await page.waitForFunction(() => document.querySelector("[aria-busy=true]") === null);
}

async function violations({ page }: Window, axe: string): Promise<string[]> {
  // Read by the tool, not by the page: its content security policy allows no foreign script.
  const source = await import("node:fs/promises").then(({ readFile }) => readFile(axe, "utf8"));
  await page.evaluate(source);
  return page.evaluate(async () => {
    const { axe: tool } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }> } };
    const found = await tool.run();
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary ?? ""}`).join(" | ")}`);
  });
}
