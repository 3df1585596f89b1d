import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { chromium } from "playwright-core";
import type { Answer } from "../../../preload/contract/bridge.ts";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import { readPageFile } from "../read-page-file.ts";
import { bridgeScript } from "./bridge-script.ts";
import { findBrowser } from "./find-browser.ts";

/** The page's fixed address. No server listens there: every request is answered out of the built files. */
export const pageOrigin = "https://app.reinstate.localhost";

export interface ChromiumHostOptions {
  /** The built window. */
  readonly pageFolder: string;
  /** Browser profile (IndexedDB lives in it). */
  readonly profileFolder: string;
  readonly headless: boolean;
  readonly width: number;
  readonly height: number;
  handle(method: unknown, input: unknown): Promise<Answer<unknown>>;
}

export interface ChromiumHost {
  readonly page: Page;
  /** Hands an event to the page; dropped if the page is gone. */
  emit(event: string, value: unknown): void;
  /** Settles when the person closed the window. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

/** Opens the window in the installed browser, driven over a pipe. HOST_UNAVAILABLE if there is none or it will not start. */
export async function openChromiumHost(options: ChromiumHostOptions): Promise<ChromiumHost> {
  const context = await launch(options);
  await context.route("**/*", async (route) => {
    const request = route.request();
    if (new URL(request.url()).origin !== pageOrigin) return route.abort("blockedbyclient");
    return route.fulfill(await readPageFile(options.pageFolder, request.method(), request.url()));
  });
  await context.exposeBinding("reinstateTransport", async ({ frame, page }, method: unknown, input: unknown) => {
    // Only the top page of our own origin may speak; a frame or another site gets a rejection, not silence.
    const allowed = frame === page.mainFrame() && new URL(frame.url()).origin === pageOrigin;
    if (!allowed) throw new Error("refused");
    return options.handle(method, input);
  });
  await context.addInitScript(bridgeScript);
  const page = context.pages()[0] ?? (await context.newPage());
  guardNavigation(context, page);
  await page.goto(`${pageOrigin}/`);
  return {
    page,
    emit: (event, value) => void deliver(page, event, value),
    closed: new Promise((resolve) => context.once("close", () => resolve())),
    close: () => context.close(),
  };
}

async function launch(options: ChromiumHostOptions): Promise<BrowserContext> {
  const executablePath = findBrowser();
  if (executablePath === undefined) {
    throw new ReinstateError(
      "HOST_UNAVAILABLE",
      "No Chromium, Chrome or Edge was found. Install one of them, or use the command line.",
    );
  }
  await mkdir(options.profileFolder, { recursive: true, mode: 0o700 });
  try {
    return await chromium.launchPersistentContext(join(options.profileFolder), {
      executablePath,
      headless: options.headless,
      viewport: options.headless ? { width: options.width, height: options.height } : null,
      chromiumSandbox: !isRoot(),
      acceptDownloads: false,
      args: [
        `--app=${pageOrigin}/`,
        `--window-size=${options.width},${options.height}`,
        ...quietArguments,
        ...(isRoot() ? ["--test-type"] : []),
      ],
      ignoreDefaultArgs: ["--enable-automation"],
    });
  } catch (cause) {
    throw new ReinstateError(
      "HOST_UNAVAILABLE",
      "The browser could not open a window here. Use the command line instead.",
      { cause },
    );
  }
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The page needs no network at all; the browser shall not look for any either. */
const quietArguments = [
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--disable-gpu",
];

function guardNavigation(context: BrowserContext, first: Page): void {
  context.on("page", (opened) => {
    if (opened !== first) void opened.close();
  });
}

async function deliver(page: Page, event: string, value: unknown): Promise<void> {
  if (page.isClosed()) return;
  try {
    // An expression as text: nothing of this function exists in the page.
    const detail = JSON.stringify(value) ?? "null";
    await page.evaluate(
      `window.dispatchEvent(new CustomEvent(${JSON.stringify(`reinstate:${event}`)}, { detail: ${detail} }))`,
    );
  } catch {
    // The page was closed or reloaded in between: it asks for the state when it is there again.
  }
}
