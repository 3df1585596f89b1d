import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron, test as base, type ElectronApplication, type Page } from "@playwright/test";
import { binary } from "./why-not.ts";

const root = join(import.meta.dirname, "../..");
const entry = join(root, "dist/main/electron-main.js");
/** Electron's own sandbox does not run as root. */
const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

export interface Opened {
  readonly app: ElectronApplication;
  readonly page: Page;
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
}

interface Fixtures {
  /** All that this computer's person has lies in it. */
  folder: string;
  /** The window, as `npm start` opens it. Again after it was closed: a restart. */
  open: (...args: readonly string[]) => Promise<Opened>;
  /** Starts the program beside it and waits for its end. */
  run: (...args: readonly string[]) => Promise<Ended>;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures out of this pattern.
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "reinstate-electron-"));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  open: async ({ folder }, use) => {
    const apps: ElectronApplication[] = [];
    await use(async (...args) => {
      const env = environmentOf(folder);
      const app = await _electron.launch({ executablePath: binary ?? "", args: [entry, ...asRoot, ...args], env });
      apps.push(app);
      return { app, page: await app.firstWindow() };
    });
    for (const app of apps) await app.close().catch(() => undefined);
  },
  run: async ({ folder }, use) => {
    await use((...args) => endOf(spawn(binary ?? "", [entry, ...asRoot, ...args], { env: environmentOf(folder) })));
  },
});

function environmentOf(folder: string): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => name !== "NODE_OPTIONS");
  const inherited = Object.fromEntries(kept.filter((pair): pair is [string, string] => pair[1] !== undefined));
  return { ...inherited, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, LOCALAPPDATA: folder };
}

function endOf(child: ChildProcess): Promise<Ended> {
  let out = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (out += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, out }));
  });
}

export { expect } from "@playwright/test";
export { whyNot } from "./why-not.ts";
