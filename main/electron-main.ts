import { join } from "node:path";
import { parseArgs } from "node:util";
import { app, type BrowserWindow } from "electron";
import { dataFolder, demoVaultFolder } from "./data-folder.ts";
import { scenarios } from "./demo/demo-tenant.ts";
import { answerCalls } from "./host/electron/answer-calls.ts";
import { electronPorts } from "./host/electron/electron-ports.ts";
import { denyWandering, openWindow } from "./host/electron/open-window.ts";
import { registerPageScheme, servePage } from "./host/electron/serve-page.ts";
import { startEngineThread } from "./host/engine-thread.ts";

/** Reinstate in Electron: the composition root of the installed application. */
const dist = join(import.meta.dirname, "..");
const { values } = parseArgs({
  options: { vault: { type: "string" }, cloud: { type: "string" }, demo: { type: "string" } },
  strict: false,
});
const text = (value: string | boolean | undefined) => (typeof value === "string" ? value : undefined);

app.setPath("userData", join(dataFolder(), "electron"));
app.enableSandbox();
registerPageScheme();
if (!app.requestSingleInstanceLock()) app.quit();
else await run();

async function run(): Promise<void> {
  await app.whenReady();
  let window: BrowserWindow | undefined;
  const ports = electronPorts();
  const cloud = text(values.cloud);
  const vault = text(values.vault);
  const engine = startEngineThread({
    entry: new URL("./engine-worker.js", import.meta.url),
    startUp: {
      vaultFolder: vault ?? demoVaultFolder(),
      demo: vault === undefined ? (scenarios.find((scenario) => scenario === text(values.demo)) ?? "ask") : false,
      host: ports.describe(),
      ...(cloud === undefined ? {} : { cloud }),
    },
    ports,
    onEvent: (event, value) => window?.webContents.send("reinstate:event", event, value),
  });
  denyWandering();
  servePage(join(dist, "renderer"));
  answerCalls((method, input) => engine.handle(method, input));
  app.on("second-instance", () => {
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  app.on("window-all-closed", async () => {
    await engine.stop();
    app.quit();
  });
  window = await openWindow(join(dist, "preload"));
}
