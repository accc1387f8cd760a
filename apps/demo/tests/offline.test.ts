import type { MeanwhileClient } from "@meanwhile/core";
import type { Browser, BrowserContext, Page, Request } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyOfSeed, type Demo, startDemo } from "./demo.ts";
import { all, signIn, threadCalled } from "./people.ts";
import { openBrowser, openWindow, patiently } from "./windows.ts";

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

const TITLE = "Liners for lots under ten bags";
const LOST = /Failed to load resource|Failed to fetch|ERR_/;
const composer = (page: Page) => page.getByRole("textbox", { name: "Write a comment" });
const comment = (page: Page, text: string) => page.getByRole("article").filter({ hasText: text });
const isPost = (request: Request) => request.method() === "POST" && request.url().endsWith("/comments");

async function write(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await comment(page, text.slice(0, 60)).first().waitFor();
}

/** A thread of the story for one test, and what the server has of it. */
async function place(title = TITLE) {
  const { id, channelId } = await threadCalled(marta, title);
  const path = `/discussions/${channelId}/${id}`;
  const words = async (text: string) => (await all(marta.comments.iterate({ threadId: id, limit: 100 }))).filter(({ markdown }) => markdown.includes(text)).map(({ markdown }) => markdown);
  return { id, path, words };
}

/** A promise, and how to fulfil it. */
function signal(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  return { promise: new Promise<void>((done) => (resolve = done)), resolve: () => resolve() };
}

/** Another tab of the same browser. */
async function newTab(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(path);
  await composer(page).waitFor();
  return page;
}

/** Ends a tab's process, as a crash would. */
async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  void session.send("Page.crash").catch(() => undefined);
  await crashed;
}

/** What is on the device's disk. */
function onDisk(page: Page, store: "operations" | "drafts"): Promise<{ text?: string }[]> {
  return page.evaluate(async (name) => {
    const opened = indexedDB.open("meanwhile/fernway/elina");
    await new Promise((resolve) => opened.addEventListener("success", resolve));
    const read = opened.result.transaction(name).objectStore(name).getAll();
    await new Promise((resolve) => read.addEventListener("success", resolve));
    opened.result.close();
    return read.result as { text?: string }[];
  }, store);
}

describe("words written offline", () => {
  it("outlive the tab, and are sent once when there is a connection again; so does what was only begun", async () => {
    const { path, words } = await place();
    const window = await openWindow(browser, demo.url, "elina", path);
    const context = window.page.context();
    await composer(window.page).waitFor();
    await context.setOffline(true);
    await write(window.page, "Offline, then closed.");
    await comment(window.page, "Offline, then closed.").getByText("Not sent yet.").waitFor();
    await composer(window.page).fill("Half a thou");
    await expect.poll(() => onDisk(window.page, "drafts"), patiently).toMatchObject([{ text: "Half a thou" }]);
    // Everything is on disk: leaving asks nothing.
    let asked = 0;
    window.page.on("dialog", (dialog) => (asked++, void dialog.accept()));
    await window.page.close({ runBeforeUnload: true });
    expect(await words("then closed")).toEqual([]);

    await context.setOffline(false);
    const page = await newTab(context, path);
    await expect.poll(() => words("then closed"), patiently).toHaveLength(1);
    await expect.poll(() => comment(page, "Offline, then closed.").getAttribute("data-state"), patiently).toBe("sent");
    expect(await composer(page).inputValue()).toBe("Half a thou");
    await page.getByRole("link", { name: /Liners for lots.*Draft/ }).waitFor();
    await composer(page).fill("");
    await expect.poll(() => onDisk(page, "drafts"), patiently).toEqual([]);
    await expect.poll(() => onDisk(page, "operations"), patiently).toEqual([]);
    expect(asked).toBe(0);
    expect(await words("then closed")).toHaveLength(1);
    await window.close(LOST);
  });

  it("keep their order, however many they are and however often the first is tried", async () => {
    const { path, words } = await place("A sample roast for dense, washed lots");
    const window = await openWindow(browser, demo.url, "elina", path);
    const { page } = window;
    await composer(page).waitFor();
    await page.context().setOffline(true);
    const written = Array.from({ length: 15 }, (_, index) => `Number ${index + 1} of many.`);
    for (const text of written) await write(page, text);
    await page.getByRole("button", { name: /15 waiting/ }).waitFor();
    let refusals = 3;
    await page.route(/\/comments$/, (route) => (isPost(route.request()) && refusals-- > 0 ? route.fulfill({ status: 503, contentType: "application/problem+json", body: "{}" }) : route.continue()));
    await page.context().setOffline(false);
    // Not waiting for the pauses in between.
    await expect.poll(async () => {
      const tryNow = page.getByRole("button", { name: "Try now" }).first();
      if (await tryNow.isVisible()) await tryNow.click({ timeout: 1000 }).catch(() => undefined);
      return words("of many");
    }, patiently).toEqual(written);
    expect(refusals).toBeLessThan(0);
    await window.close(LOST);
  });

  it("are nobody else's: another person who signs in on the same device neither sees nor sends them", async () => {
    const { id, path, words } = await place("Liners for lots under ten bags");
    const window = await openWindow(browser, demo.url, "elina", path);
    const { page } = window;
    const context = page.context();
    await composer(page).waitFor();
    await context.setOffline(true);
    await write(page, "Elina's own words.");
    await comment(page, "Elina's own words.").getByText("Not sent yet.").waitFor();
    // The page is still Elina's, and the session is not.
    await context.request.post("/api/session", { data: { id: "priya" } });
    await context.setOffline(false);
    const other = await newTab(context, path);
    expect(await comment(other, "Elina's own words.").count()).toBe(0);
    expect(await words("own words")).toEqual([]);
    await context.request.post("/api/session", { data: { id: "elina" } });
    await newTab(context, path);
    await expect.poll(() => words("own words"), patiently).toHaveLength(1);
    const sent = (await all(marta.comments.iterate({ threadId: id, limit: 100 }))).find(({ markdown }) => markdown.includes("own words"));
    expect(sent?.author.id).toBe("elina");
    await window.close(LOST);
  });
});

describe("a server that goes down", () => {
  for (const [when, carriedOut] of [["after it carried the call out, before it answered", true], ["before it received the call", false]] as const) {
    it(`${when}, has the comment once when it is back`, async () => {
      const { path } = await place("Where should the second cupping table stand?");
      const window = await openWindow(browser, demo.url, "elina", path);
      const { page } = window;
      await composer(page).waitFor();
      const port = Number(new URL(demo.url).port);
      const down = signal();
      const keys: (string | undefined)[] = [];
      page.on("request", (request) => isPost(request) && keys.push(request.headers()["idempotency-key"]));
      let first = true;
      await page.route(/\/comments$/, async (route) => {
        if (!isPost(route.request()) || !first) return route.continue();
        first = false;
        if (carriedOut) await route.fetch();
        await demo.crash();
        await route.abort();
        down.resolve();
      });
      await write(page, `Sent ${when}.`);
      await down.promise;
      await comment(page, `Sent ${when}.`).getByText("Not sent yet.").waitFor();
      demo = await startDemo(seed.folder, port);
      ({ client: marta } = await signIn(demo.url, "marta"));
      await comment(page, `Sent ${when}.`).getByRole("button", { name: "Try now" }).click({ timeout: 5000 }).catch(() => undefined);
      const { words } = await place("Where should the second cupping table stand?");
      await expect.poll(() => comment(page, `Sent ${when}.`).getAttribute("data-state"), patiently).toBe("sent");
      expect(await words(`Sent ${when}`)).toHaveLength(1);
      expect(keys.length).toBeGreaterThan(1);
      expect(new Set(keys).size).toBe(1);
      await window.close(LOST);
    });
  }
});

describe("words that the server refuses", () => {
  const refusals = [
    ["403", "You were made a guest. Ask an owner.", "shared/forbidden"],
    ["422", "The comment is longer than it may be.", "shared/invalid_input"],
  ] as const;
  for (const [status, reason, code] of refusals) {
    it(`with ${status} stay in sight with the reason, through a reload, until they are sent again or discarded`, async () => {
      const { path, words } = await place("A read-only link for roasters");
      const window = await openWindow(browser, demo.url, "elina", path);
      const { page } = window;
      let refuse = true;
      await page.route(/\/comments$/, (route) => (isPost(route.request()) && refuse ? route.fulfill({ status: Number(status), contentType: "application/problem+json", body: JSON.stringify({ code, detail: reason, status: Number(status) }) }) : route.continue()));
      await composer(page).waitFor();
      for (const text of [`Refused with ${status}.`, `Regretted after ${status}.`]) await write(page, text);
      await page.reload();
      const refused = comment(page, `Refused with ${status}.`);
      await refused.getByText(`Not sent. ${reason}`).waitFor();
      await page.getByRole("button", { name: "2 not sent" }).click();
      const tray = page.getByRole("dialog", { name: "Not sent yet" });
      const entry = (text: string) => tray.getByRole("listitem").filter({ hasText: text });
      await entry(`Refused with ${status}.`).getByText(reason).waitFor();
      await entry(`Regretted after ${status}.`).getByRole("button", { name: "Discard" }).click();
      await expect.poll(() => comment(page, "Regretted after").count(), patiently).toBe(0);
      refuse = false;
      await entry(`Refused with ${status}.`).getByRole("button", { name: "Retry" }).click();
      await expect.poll(() => words(`after ${status}`), patiently).toEqual([]);
      await expect.poll(() => words(`with ${status}`), patiently).toHaveLength(1);
      await tray.getByText("Everything is sent.").waitFor();
      await window.close(LOST);
    });
  }
});

describe("two tabs", () => {
  it("send each other's words once, in the order they were written", async () => {
    const { path, words } = await place("Orders API: net weight rounds away from the invoice");
    const window = await openWindow(browser, demo.url, "elina", path);
    const one = window.page;
    const context = one.context();
    await composer(one).waitFor();
    const other = await newTab(context, path);
    await context.setOffline(true);
    await write(one, "Tabs: first.");
    await comment(other, "Tabs: first.").waitFor();
    await write(other, "Tabs: second.");
    await comment(one, "Tabs: second.").waitFor();
    await write(one, "Tabs: third.");
    await comment(other, "Tabs: third.").waitFor();
    const posted: string[] = [];
    context.on("response", (response) => isPost(response.request()) && response.ok() && posted.push((response.request().postDataJSON() as { markdown: string }).markdown));
    await context.setOffline(false);
    const written = ["Tabs: first.", "Tabs: second.", "Tabs: third."];
    await expect.poll(() => words("Tabs:"), patiently).toEqual(written);
    for (const page of [one, other]) for (const text of written) await expect.poll(() => comment(page, text).getAttribute("data-state"), patiently).toBe("sent");
    expect(posted).toEqual(written);
    await window.close(LOST);
  });

  for (const end of ["is closed", "crashes", "hangs"] as const) {
    it(`go on sending when the one that sends ${end}`, async () => {
      const { path, words } = await place("Where should the second cupping table stand?");
      const window = await openWindow(browser, demo.url, "elina", path);
      const one = window.page;
      const context = one.context();
      await composer(one).waitFor();
      const other = await newTab(context, path);
      const held = signal();
      // What this tab sends never arrives.
      await one.route(/\/comments$/, (route) => (isPost(route.request()) ? held.resolve() : void route.continue()));
      await write(one, `The sender ${end}: first.`);
      await held.promise;
      await comment(other, `The sender ${end}: first.`).waitFor();
      await write(other, `The sender ${end}: second.`);
      expect(await words(`The sender ${end}`)).toEqual([]);
      if (end === "is closed") await one.close();
      else if (end === "crashes") await crash(one);
      else void one.evaluate("for (;;);").catch(() => undefined);
      await expect.poll(() => words(`The sender ${end}`), patiently).toEqual([`The sender ${end}: first.`, `The sender ${end}: second.`]);
      await expect.poll(() => comment(other, `The sender ${end}: second.`).getAttribute("data-state"), patiently).toBe("sent");
      await window.close(LOST);
    });
  }

  it("have one draft between them, so that neither destroys the other's words", async () => {
    const { path } = await place("A read-only link for roasters");
    const window = await openWindow(browser, demo.url, "elina", path);
    const one = window.page;
    await composer(one).waitFor();
    const other = await newTab(one.context(), path);
    await composer(one).pressSequentially("Begun here, ");
    await expect.poll(() => composer(other).inputValue(), patiently).toBe("Begun here, ");
    await composer(other).press("End");
    await composer(other).pressSequentially("finished there.");
    await expect.poll(() => composer(one).inputValue(), patiently).toBe("Begun here, finished there.");
    await one.getByRole("button", { name: "Comment", exact: true }).click();
    await expect.poll(() => composer(other).inputValue(), patiently).toBe("");
    await comment(other, "Begun here, finished there.").waitFor();
    await expect.poll(() => onDisk(other, "drafts"), patiently).toEqual([]);
    await window.close();
  });
});

describe("a crash of the tab", () => {
  it("takes nothing that was written to disk, neither from the composer nor from where things stand", async () => {
    const { path } = await place("Huila pre-shipment: approve, or ask for a second milling?");
    const window = await openWindow(browser, demo.url, "elina", path);
    const { page } = window;
    const context = page.context();
    await composer(page).pressSequentially("Typed until the very end");
    await page.getByRole("button", { name: /where things stand/ }).click();
    const editor = page.getByRole("textbox", { name: "Where things stand" });
    await editor.press("End");
    await editor.pressSequentially(" Not saved yet");
    await expect.poll(async () => (await onDisk(page, "drafts")).map(({ text }) => text), patiently).toEqual(expect.arrayContaining(["Typed until the very end", expect.stringContaining(" Not saved yet")]));
    await crash(page);
    const after = await newTab(context, path);
    expect(await composer(after).inputValue()).toBe("Typed until the very end");
    await after.getByRole("region", { name: "Where things stand" }).getByText("Draft").waitFor();
    await after.getByRole("button", { name: /where things stand/ }).click();
    expect(await after.getByRole("textbox", { name: "Where things stand" }).inputValue()).toContain(" Not saved yet");
    await window.close();
  });
});

describe("a browser that keeps nothing", () => {
  it("says so where words wait, and asks before they are lost", async () => {
    const { path, words } = await place();
    const window = await openWindow(browser, demo.url, "elina");
    const { page } = window;
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("A mutation operation was attempted on a database that did not allow mutations.", "InvalidStateError");
      };
    });
    await page.goto(path);
    await composer(page).waitFor();
    await page.context().setOffline(true);
    await write(page, "In a private window.");
    await page.getByRole("button", { name: /1 waiting/ }).click();
    await page.getByText("Leave it open until everything is sent.").waitFor();
    const dialog = page.waitForEvent("dialog");
    await page.close({ runBeforeUnload: true });
    expect((await dialog).type()).toBe("beforeunload");
    await (await dialog).dismiss();
    await page.context().setOffline(false);
    await expect.poll(() => words("private window"), patiently).toHaveLength(1);
    await window.close(LOST);
  });
});
