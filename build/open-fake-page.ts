import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { findBrowser } from "../main/host/chromium/find-browser.ts";
import { buildPage } from "./build-page.ts";

const origin = "https://app.reinstate.localhost";
const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
};

export interface FakeWindow {
  /** A page on its own, for `show`. */
  newPage(options: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

/** The built page over generated data, in the installed browser: for figures and pictures of what a tenant seldom shows. */
export async function openFakeWindow(): Promise<FakeWindow> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error("There is no Chromium, Chrome or Edge on this computer.");
  const folder = mkdtempSync(join(tmpdir(), "reinstate-fake-"));
  buildPage(folder, { fake: true });
  const browser = await chromium.launch({ executablePath });
  return {
    newPage: (options) => newPage(browser, folder, options),
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Opens the window anew, with the query of renderer/testing/fake-main.tsx. */
export async function show(page: Page, query: string, place: string): Promise<void> {
  await page.goto("about:blank");
  await page.goto(`${origin}/fake.html?${query}${place}`);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
}

async function newPage(browser: Browser, folder: string, options: BrowserContextOptions): Promise<Page> {
  const page = await browser.newPage(options);
  await page.route(`${origin}/**`, (route) => {
    const path = join(folder, new URL(route.request().url()).pathname);
    if (!existsSync(path)) return route.fulfill({ status: 404 });
    return route.fulfill({ contentType: types[extname(path)] ?? "text/plain", body: readFileSync(path) });
  });
  return page;
}
