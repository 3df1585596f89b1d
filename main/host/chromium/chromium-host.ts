import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { chromium, errors } from "playwright-core";
import type { Answer } from "../../../preload/contract/bridge.ts";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import { nobodysProxy, peerPolicy } from "../no-network.ts";
import type { FileKind, PlanQuestion } from "../ports.ts";
import { readPageFile } from "../read-page-file.ts";
import { askInOwnPage } from "./ask-in-own-page.ts";
import { bridgeScript } from "./bridge-script.ts";
import { chooseInOwnPage } from "./choose-in-own-page.ts";
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
  /** Asks in a window of the host's own; see HostPorts. */
  confirmPlan(question: PlanQuestion, signal: AbortSignal): Promise<string | undefined>;
  /** Asks for a file to read in a window of the host's own; see HostPorts. */
  chooseExistingFile(kind: FileKind, signal: AbortSignal): Promise<string | undefined>;
  /** Settles when the person closed the window. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

/** Opens the window in the installed browser, driven over a pipe. HOST_UNAVAILABLE if there is none or it will not start. */
export async function openChromiumHost(options: ChromiumHostOptions): Promise<ChromiumHost> {
  const context = await launch(options);
  await context.route("**/*", async (route) => {
    const request = route.request();
    if (new URL(request.url()).origin !== pageOrigin) return route.abort("blockedbyclient").catch(() => undefined);
    const answer = await readPageFile(options.pageFolder, request.method(), request.url());
    // A page that is gone reads no answer.
    await route.fulfill(answer).catch(() => undefined);
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const openOwnPage = guardNavigation(context, page);
  // The bridge is this one page's: neither the host's questions nor a page that was opened by script has it.
  await page.exposeBinding("reinstateTransport", async ({ frame }, method: unknown, input: unknown) => {
    // Only the top page of our own origin may speak; a frame or another site gets a rejection, not silence.
    const allowed = frame === page.mainFrame() && new URL(frame.url()).origin === pageOrigin;
    if (!allowed) throw new Error("refused");
    // As text: value by value, an object of 5 MB would take the browser's driver half a minute.
    return JSON.stringify(await options.handle(method, input));
  });
  await page.addInitScript(bridgeScript);
  page.once("close", () => void closeLast(context));
  await page.goto(`${pageOrigin}/`);
  return {
    page,
    emit: (event, value) => void deliver(page, event, value),
    confirmPlan: async (question, signal) => askInOwnPage(await openOwnPage(), question, signal),
    chooseExistingFile: async (kind, signal) => chooseInOwnPage(await openOwnPage(), kind, signal),
    closed: new Promise((resolve) => context.once("close", () => resolve())),
    close: () => closeLast(context),
  };
}

/** The browser itself may be gone: killed, crashed, or closed by the person. */
async function closeLast(context: BrowserContext): Promise<void> {
  await context.close().catch(() => undefined);
}

/** One start in some fifty never tells of its window, above all right after another was closed: it is ended, and the next one does. */
const patienceMs = 20_000;
const longPatienceMs = 120_000;

async function launch(options: ChromiumHostOptions): Promise<BrowserContext> {
  const executablePath = findBrowser();
  if (executablePath === undefined) {
    throw new ReinstateError(
      "HOST_UNAVAILABLE",
      "No Chromium, Chrome or Edge was found. Install one of them, or use the command line.",
    );
  }
  await mkdir(options.profileFolder, { recursive: true, mode: 0o700 });
  const start = (timeout: number) =>
    chromium.launchPersistentContext(join(options.profileFolder), {
      timeout,
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
  try {
    return await start(patienceMs).catch((error: unknown) => {
      if (error instanceof errors.TimeoutError) return start(longPatienceMs);
      throw error;
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
  `--proxy-server=${nobodysProxy.rules}`,
  `--proxy-bypass-list=${nobodysProxy.bypass}`,
  `--webrtc-ip-handling-policy=${peerPolicy}`,
];

/** Closes every page that script opens. Gives what opens a page of the host's own; HOST_UNAVAILABLE if it cannot. */
function guardNavigation(context: BrowserContext, first: Page): () => Promise<Page> {
  const own = new Set<Page>([first]);
  let opening: Promise<unknown> = Promise.resolve();
  context.on("page", async (opened) => {
    // A page of our own is heard of before it is handed over.
    await opening;
    // It may be gone with the whole window by then.
    if (!own.has(opened)) await opened.close().catch(() => undefined);
  });
  return async () => {
    const opened = context.newPage().then((page) => {
      own.add(page);
      return page;
    });
    opening = opened.catch(() => undefined);
    return opened.catch((cause: unknown) => {
      throw new ReinstateError("HOST_UNAVAILABLE", "The window to ask in could not be opened.", { cause });
    });
  };
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
