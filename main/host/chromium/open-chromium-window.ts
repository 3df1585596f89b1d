import { homedir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { EngineStartUp } from "../engine-thread.ts";
import { startEngineThread } from "../engine-thread.ts";
import { openInSystemBrowser } from "../open-in-system-browser.ts";
import type { HostPorts } from "../ports.ts";
import type { ChromiumHost } from "./chromium-host.ts";
import { openChromiumHost } from "./chromium-host.ts";

export interface ChromiumWindowOptions
  extends Pick<EngineStartUp, "vaultFolder" | "tenantFolder" | "cloud" | "demo" | "logFolder"> {
  readonly version: string;
  readonly pageFolder: string;
  readonly profileFolder: string;
  readonly engineEntry: URL;
  readonly headless: boolean;
  readonly width: number;
  readonly height: number;
  /** How an address is opened; the system's browser if absent. */
  readonly openExternal?: HostPorts["openExternal"];
  /** Where saved reports and plans go; the person's downloads when absent. */
  readonly saveFolder?: string;
}

export interface ChromiumWindow {
  readonly page: Page;
  /** Settles when the window is closed and the engine has ended. */
  readonly closed: Promise<void>;
  /** Has the window offer to open this exported snapshot. */
  offerExport(path: string): void;
  close(): Promise<void>;
}

/** The window in the installed browser with its engine in a thread of its own. */
export async function openChromiumWindow(options: ChromiumWindowOptions): Promise<ChromiumWindow> {
  let host: ChromiumHost | undefined;
  const ports = portsOf(options, {
    confirmPlan: async (question, signal) => host?.confirmPlan(question, signal),
    chooseExistingFile: async (kind, signal) => host?.chooseExistingFile(kind, signal),
  });
  const { vaultFolder, tenantFolder, cloud, demo, logFolder } = options;
  let emit: (event: string, value: unknown) => void = () => undefined;
  const engine = startEngineThread({
    entry: options.engineEntry,
    startUp: {
      vaultFolder,
      demo,
      host: ports.describe(),
      ...(cloud === undefined ? {} : { cloud }),
      ...(tenantFolder === undefined ? {} : { tenantFolder }),
      ...(logFolder === undefined ? {} : { logFolder }),
    },
    ports,
    onEvent: (event, value) => emit(event, value),
  });
  try {
    const opened = await openChromiumHost({ ...options, handle: (method, input) => engine.handle(method, input) });
    host = opened;
    emit = opened.emit;
    return {
      page: opened.page,
      closed: opened.closed.then(() => engine.stop()),
      offerExport: engine.offerExport,
      close: () => opened.close(),
    };
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

function portsOf(
  { version, saveFolder, openExternal = openInSystemBrowser }: ChromiumWindowOptions,
  questions: Pick<HostPorts, "confirmPlan" | "chooseExistingFile">,
): HostPorts {
  return {
    describe: () => ({
      capabilities: { osKeyring: false, tray: false, autostart: false, nativeDialogs: false, selfUpdate: false },
      version,
      platform: process.platform,
      updates: "This is a checkout: update it with git.",
    }),
    openExternal,
    // No native dialog here: the downloads folder is where a browser's user looks.
    chooseFile: async (suggestedName) => join(saveFolder ?? join(homedir(), "Downloads"), suggestedName),
    ...questions,
  };
}
