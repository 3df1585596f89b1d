import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { app } from "electron";
import type { EngineStartUp } from "../engine-thread.ts";
import { startEngineThread } from "../engine-thread.ts";
import { handedOver } from "../handed-over.ts";
import type { HostPorts } from "../ports.ts";
import { answerCalls } from "./answer-calls.ts";
import { electronAutostart, type StartedWith } from "./background/electron-autostart.ts";
import { hasTray } from "./background/has-tray.ts";
import { Desktop } from "./desktop.ts";
import { electronKeyStore } from "./electron-keystore.ts";
import { electronPorts } from "./electron-ports.ts";
import { HostMemoryFile } from "./host-memory.ts";
import { listenForHandedOver } from "./listen-for-handed-over.ts";
import { cutOffNetwork, denyWandering } from "./open-window.ts";
import { closeDoors, startSafely } from "./safe-start.ts";
import { registerPageScheme, servePage } from "./serve-page.ts";
import { systemProxy } from "./system-proxy.ts";
import { findOutAboutUpdates } from "./updates/find-out-about-updates.ts";
import { startUpdates } from "./updates/start-updates.ts";
import { MainWindow } from "./window/main-window.ts";

export interface ElectronOptions {
  readonly userDataFolder: string;
  readonly pageFolder: string;
  readonly preloadFolder: string;
  readonly iconFolder: string;
  readonly engineEntry: URL;
  readonly startUp: Omit<EngineStartUp, "host">;
  /** The options that this start was given, for the starts at login. */
  readonly startedWith: StartedWith;
  /** The addresses that the engine may want to reach. */
  readonly reached: readonly string[];
  /** Into the tray, without a window. */
  readonly hidden: boolean;
  /** What stood beside the options: perhaps a link or a file. */
  readonly words: readonly string[];
  /** That the start failed. */
  readonly tellOfFailure: (error: unknown) => void;
}

/** electron-builder's `appId`: Windows shows notifications only of an application that it knows by it. */
const applicationId = "app.reinstate.desktop";

/** Starts the application unless it runs already; then the one that runs comes to the front. */
export function runElectron(options: ElectronOptions): void {
  // Electron takes no folder that is not there.
  mkdirSync(options.userDataFolder, { recursive: true, mode: 0o700 });
  app.setPath("userData", options.userDataFolder);
  if (process.platform === "win32") app.setAppUserModelId(applicationId);
  closeDoors();
  app.enableSandbox();
  registerPageScheme();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  // macOS hands over before it is ready.
  const handed = listenForHandedOver();
  // Not awaited: Electron becomes ready only after its entry module, which awaits this function, has ended.
  void app.whenReady().then(() => startSafely(() => open(options, handed), options.tellOfFailure));
}

async function open(options: ElectronOptions, handed: ReturnType<typeof listenForHandedOver>): Promise<void> {
  const { userDataFolder, pageFolder, preloadFolder, iconFolder } = options;
  const memory = new HostMemoryFile(join(userDataFolder, "host.json"));
  const window = new MainWindow(preloadFolder, memory);
  const finding = [
    findOutAboutUpdates(),
    electronKeyStore(),
    hasTray(),
    systemProxy(options.reached),
    cutOffNetwork(),
  ] as const;
  const [decision, keyStore, tray, environment] = await Promise.all(finding);
  const autostart = tray ? electronAutostart(options.startedWith) : undefined;
  const startsHidden = tray && (options.hidden || wasOpenedAtLogin());
  let desktop: Desktop | undefined;
  const engine = startEngineThread({
    ...engineOptions(options, electronPorts({ updates: decision, keyStore, tray, autostart })),
    environment,
    onEvent: (event, value) => {
      window.send(event, value);
      desktop?.hear(event, value);
    },
    onWork: (working) => desktop?.workChanged(working),
  });
  denyWandering();
  servePage(pageFolder);
  answerCalls((method, input) => engine.handle(method, input));
  const shown = new Desktop({ engine, window, memory, iconFolder, hasTray: tray, startsHidden });
  desktop = shown;
  const given = handed.use((thing) => desktop?.open(thing)) ?? handedOver(options.words, process.cwd());
  if (given !== undefined || !startsHidden) desktop.open(given);
  if (decision.selfUpdate)
    desktop.giveWayTo(await startUpdates({ isBusy: engine.isBusy, endWork: () => shown.endWork() }));
}

function engineOptions({ engineEntry, startUp }: ElectronOptions, ports: HostPorts) {
  const keystore = ports.keyStore === undefined ? {} : { keystore: ports.keyStore.backend };
  return { entry: engineEntry, ports, startUp: { ...startUp, host: ports.describe(), ...keystore } };
}

/** macOS gives a login item no argument to tell it by. */
function wasOpenedAtLogin(): boolean {
  return process.platform === "darwin" && app.getLoginItemSettings().wasOpenedAtLogin;
}
