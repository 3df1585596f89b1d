import { app, type BrowserWindow } from "electron";
import type { EngineStartUp, EngineThread } from "../engine-thread.ts";
import { startEngineThread } from "../engine-thread.ts";
import { answerCalls } from "./answer-calls.ts";
import { electronKeyStore } from "./electron-keystore.ts";
import { electronPorts } from "./electron-ports.ts";
import { denyWandering, openWindow } from "./open-window.ts";
import { registerPageScheme, servePage } from "./serve-page.ts";
import { findOutAboutUpdates } from "./updates/find-out-about-updates.ts";
import { startUpdates } from "./updates/start-updates.ts";
import type { Updates } from "./updates/updates.ts";

export interface ElectronOptions {
  readonly userDataFolder: string;
  readonly pageFolder: string;
  readonly preloadFolder: string;
  readonly engineEntry: URL;
  readonly startUp: Omit<EngineStartUp, "host">;
}

/** Starts the application unless it runs already; then the one that runs comes to the front. */
export function runElectron(options: ElectronOptions): void {
  app.setPath("userData", options.userDataFolder);
  app.enableSandbox();
  registerPageScheme();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  // Not awaited: Electron becomes ready only after its entry module, which awaits this function, has ended.
  void app.whenReady().then(() => open(options));
}

async function open({ pageFolder, preloadFolder, engineEntry, startUp }: ElectronOptions): Promise<void> {
  let window: BrowserWindow | undefined;
  let updates: Updates | undefined;
  const decision = await findOutAboutUpdates();
  const keyStore = await electronKeyStore();
  const ports = electronPorts(decision, keyStore);
  const engine = startEngineThread({
    entry: engineEntry,
    startUp: { ...startUp, host: ports.describe(), ...(keyStore && { keystore: keyStore.backend }) },
    ports,
    onEvent: (event, value) => window?.webContents.send("reinstate:event", event, value),
    onWork: () => updates?.workBegins(),
  });
  const endWork = endCleanly(engine);
  denyWandering();
  servePage(pageFolder);
  answerCalls((method, input) => engine.handle(method, input));
  app.on("second-instance", () => {
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  app.on("window-all-closed", () => app.quit());
  window = await openWindow(preloadFolder);
  if (decision.selfUpdate) updates = await startUpdates({ isBusy: engine.isBusy, endWork });
}

/** However the end comes, work under way ends cleanly and the vault is closed first. What it gives does that without an end. */
function endCleanly(engine: EngineThread): () => Promise<void> {
  let ending: Promise<void> | undefined;
  let ended = false;
  const end = () => {
    ending ??= engine.stop().finally(() => {
      ended = true;
    });
    return ending;
  };
  app.on("before-quit", (event) => {
    if (ended) return;
    event.preventDefault();
    void end().finally(() => app.quit());
  });
  return end;
}
