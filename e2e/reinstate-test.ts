import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, type Page } from "@playwright/test";
import type { ChromiumWindow, ChromiumWindowOptions } from "../main/host/chromium/open-chromium-window.ts";
import { openChromiumWindow } from "../main/host/chromium/open-chromium-window.ts";

const root = join(import.meta.dirname, "..");

export interface OpenChoice
  extends Partial<Pick<ChromiumWindowOptions, "cloud" | "width" | "height" | "openExternal">> {
  /** False: a tenant's vault, with its passphrase. */
  readonly demo?: ChromiumWindowOptions["demo"];
  /** Open the same folder again to see what survives. */
  readonly folder?: string;
}

export interface OpenedApp {
  readonly page: Page;
  readonly folder: string;
  /** What the page said on its console as errors, refused by its policy or thrown: there must be none. */
  readonly complaints: string[];
  /** As when the system hands over an exported snapshot. */
  readonly offerExport: (path: string) => void;
  close(): Promise<void>;
}

/** Opens the product as `npm start` does, headless, on a folder of its own. */
export const test = base.extend<{ openApp: (choice?: OpenChoice) => Promise<OpenedApp> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures out of this pattern.
  openApp: async ({}, use) => {
    const windows: ChromiumWindow[] = [];
    const folders: string[] = [];
    await use(async (choice = {}) => {
      const folder = choice.folder ?? mkdtempSync(join(tmpdir(), "reinstate-e2e-"));
      folders.push(folder);
      const window = await openChromiumWindow({
        version: "0.0.0-test",
        pageFolder: join(root, "dist", "renderer"),
        engineEntry: new URL("../main/engine-worker.ts", import.meta.url),
        profileFolder: join(folder, "window"),
        vaultFolder: join(folder, "vault"),
        tenantFolder: join(folder, "tenant"),
        saveFolder: folder,
        headless: true,
        demo: choice.demo ?? "ask",
        width: choice.width ?? 1280,
        height: choice.height ?? 800,
        ...(choice.cloud === undefined ? {} : { cloud: choice.cloud }),
        ...(choice.openExternal === undefined ? {} : { openExternal: choice.openExternal }),
      });
      windows.push(window);
      return describeApp(window, folder);
    });
    for (const window of windows) await closeWindow(window);
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  },
});

function describeApp(window: ChromiumWindow, folder: string): OpenedApp {
  const complaints: string[] = [];
  // The window is playwright-core's; the test runner's page is the same class under another package's name.
  const page = window.page as unknown as Page;
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  const { offerExport } = window;
  return { page, folder, complaints, offerExport, close: () => closeWindow(window) };
}

async function closeWindow(window: ChromiumWindow): Promise<void> {
  await window.close();
  await window.closed;
}

export { expect } from "@playwright/test";
