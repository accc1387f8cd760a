import type { MeanwhileClient } from "@meanwhile/core";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyOfSeed, type Demo, startDemo } from "./demo.ts";
import { all, signIn, threadCalled } from "./people.ts";
import { openBrowser, openWindow, patiently } from "./windows.ts";

let seed: Awaited<ReturnType<typeof copyOfSeed>>;
let demo: Demo;
let browser: Browser;
let elina: MeanwhileClient;
let marta: MeanwhileClient;

beforeAll(async () => {
  seed = await copyOfSeed();
  [demo, browser] = await Promise.all([startDemo(seed.folder), openBrowser()]);
  [{ client: elina }, { client: marta }] = await Promise.all([signIn(demo.url, "elina"), signIn(demo.url, "marta")]);
});

afterAll(async () => {
  await browser.close();
  await demo.stop();
  await seed.remove();
});

const item = (page: Page, title: string) => page.getByRole("article").filter({ has: page.getByRole("link", { name: title }) });
const stateOf = async (title: string) => (await all(elina.inbox.iterate({ state: "done" }))).some((one) => one.title === title);

describe("an inbox", () => {
  it("is worked through from the keyboard, and what was done by a slip comes back", async () => {
    const window = await openWindow(browser, demo.url, "elina", "/inbox");
    const { page } = window;
    const title = "Your question about the four-day week";
    await item(page, title).getByText("Answers your question").waitFor();
    await item(page, title).getByRole("link").focus();
    await page.keyboard.press("e");
    await item(page, title).waitFor({ state: "detached" });
    await expect.poll(() => stateOf(title), patiently).toBe(true);
    await page.keyboard.press("z");
    await item(page, title).waitFor();
    await expect.poll(() => stateOf(title), patiently).toBe(false);
    await window.close();
  });

  it("brings a snoozed thread back in another window's sight, when somebody replies", async () => {
    const title = "Your question about the four-day week";
    const window = await openWindow(browser, demo.url, "elina", "/inbox");
    const { page } = window;
    await item(page, title).hover();
    await item(page, title).getByRole("button", { name: "Snooze" }).click();
    await page.getByRole("menuitem", { name: "When somebody replies" }).click();
    await item(page, title).waitFor({ state: "detached" });
    await expect.poll(async () => (await elina.inbox.counts()).snoozed, patiently).toBe(1);
    const { id: threadId } = await threadCalled(marta, title);
    await marta.comments.create({ threadId, markdown: "Three weeks it is, from Monday." }, { idempotencyKey: "e2e-reply" });
    await item(page, title).getByText("Back: somebody replied").waitFor();
    await window.close();
  });

  it("takes a thread marked unread from a comment on, and counts from there", async () => {
    const title = "Liners for lots under ten bags";
    const { id: threadId, channelId } = await threadCalled(elina, title);
    const window = await openWindow(browser, demo.url, "elina", `/discussions/${channelId}/${threadId}`);
    const { page } = window;
    const second = page.getByRole("article").filter({ hasText: "We use liners with a zip" });
    await second.hover();
    await second.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Mark unread from here" }).click();
    await expect.poll(async () => (await elina.threads.get({ threadId })).me.unreadCount, patiently).toBe(2);
    await page.goto("/inbox");
    await item(page, title).getByText("2 new").waitFor();
    await window.close();
  });

  it("shows who is asked what was proposed, and takes the answer that decides it", async () => {
    const title = "A sample roast for dense, washed lots";
    const window = await openWindow(browser, demo.url, "elina", "/inbox");
    const { page } = window;
    await item(page, title).getByText("Asks for your answer").waitFor();
    await item(page, title).getByRole("link").click();
    await page.getByRole("button", { name: "Agree" }).click();
    const { id: threadId } = await threadCalled(elina, title);
    const [proposal] = (await elina.proposals.list({ threadId })).data;
    await expect.poll(async () => (await elina.proposals.get({ proposalId: proposal!.id })).state, patiently).toBe("open");
    await marta.proposals.vote({ proposalId: proposal!.id, choice: "agree" }, { idempotencyKey: "e2e-vote" });
    // Everybody has answered: it is decided, and the decision stands on top of the thread.
    await page.getByRole("region", { name: /^Decision/ }).waitFor();
    await expect.poll(async () => (await elina.decisions.list({ threadId })).data.map(({ state }) => state), patiently).toEqual(["current"]);
    await window.close();
  });
});

describe("search", () => {
  it("opens from the keyboard, finds a decision, and keeps what is private from a guest", async () => {
    const window = await openWindow(browser, demo.url, "elina", "/orders");
    const { page } = window;
    await page.getByRole("heading", { name: "Orders" }).waitFor();
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill("data matrix");
    await page.getByRole("option", { name: /^Decision: Data Matrix on the bag/ }).waitFor();
    await page.keyboard.press("Escape");
    await page.goto("/search/differential");
    await page.getByRole("link", { name: /Nyeri next season/ }).first().waitFor();
    const guest = await openWindow(browser, demo.url, "tomas", "/search/differential");
    await guest.page.getByText("Nothing found").waitFor();
    await Promise.all([window.close(), guest.close()]);
  });
});
