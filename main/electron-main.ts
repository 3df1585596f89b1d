import { join } from "node:path";
import { parseArgs } from "node:util";
import { dataFolder, demoVaultFolder } from "./data-folder.ts";
import { scenarios } from "./demo/demo-tenant.ts";
import { runElectron } from "./host/electron/run-electron.ts";

/** Reinstate in Electron: the composition root of the installed application, run from its bundle. */
const dist = join(import.meta.dirname, "..");
const { values } = parseArgs({
  options: { vault: { type: "string" }, cloud: { type: "string" }, demo: { type: "string" } },
  // Electron and Chromium add arguments of their own.
  strict: false,
});
const text = (value: string | boolean | undefined) => (typeof value === "string" ? value : undefined);
const cloud = text(values.cloud);
const vault = text(values.vault);

await runElectron({
  userDataFolder: join(dataFolder(), "electron"),
  pageFolder: join(dist, "renderer"),
  preloadFolder: join(dist, "preload"),
  engineEntry: new URL("./engine-worker.js", import.meta.url),
  startUp: {
    vaultFolder: vault ?? demoVaultFolder(),
    demo: vault === undefined ? (scenarios.find((scenario) => scenario === text(values.demo)) ?? "ask") : false,
    ...(cloud === undefined ? {} : { cloud }),
  },
});
