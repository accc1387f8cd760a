import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright";
import { expect } from "vitest";
import { launchOptions } from "../../../scripts/chromium.ts";

/** How long a page may take for anything: several tests share two cores. */
const PATIENCE_MS = 30_000;

export async function openBrowser(): Promise<Browser> {
  return chromium.launch(await launchOptions());
}

export interface Window {
  page: Page;
  /** What its console complained about so far. */
  complaints: string[];
  /** Closes it, and fails where there was a complaint that `expected` does not match. */
  close(expected?: RegExp): Promise<void>;
}

/** A browser window of its own, with `personId` signed in where one is given, that shows `path` and follows what happens. */
export async function openWindow(browser: Browser, url: string, personId: string | null, path = "/", options: BrowserContextOptions = {}): Promise<Window> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 800 }, locale: "en-GB", timezoneId: "Europe/Helsinki", ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  if (personId) await context.request.post("/api/session", { data: { id: personId } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  const following = personId ? page.waitForResponse((response) => new URL(response.url()).pathname.endsWith("/v1/events")) : undefined;
  await page.goto(path);
  await following;
  return {
    page,
    complaints,
    async close(expected) {
      await context.close();
      expect(complaints.filter((text) => !expected?.test(text))).toEqual([]);
    },
  };
}

/** How often, and how long, `expect.poll` looks. */
export const patiently = { timeout: PATIENCE_MS, interval: 50 };

/** True where the page is wider than the window. */
export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}
