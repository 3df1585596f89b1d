import { join } from "node:path";
import { parseArgs } from "node:util";
import packageJson from "../package.json" with { type: "json" };
import { ReinstateError } from "../preload/contract/reinstate-error.ts";
import { dataFolder, logFolder } from "./data-folder.ts";
import { openChromiumWindow } from "./host/chromium/open-chromium-window.ts";
import { logHere } from "./log/log-here.ts";
import { windowPlace } from "./window-place.ts";

/** Reinstate in a Chromium, Chrome or Edge app window: the root used where Electron's binary cannot be had. */
const { values } = parseArgs({
  options: {
    vault: { type: "string" },
    cloud: { type: "string" },
    demo: { type: "string" },
    profile: { type: "string" },
  },
});

/** What kills this thread; the engine has a log of its own. */
logHere(logFolder());

try {
  const window = await openChromiumWindow({
    version: packageJson.version,
    pageFolder: join(import.meta.dirname, "..", "dist", "renderer"),
    engineEntry: new URL("./engine-worker.ts", import.meta.url),
    profileFolder: values.profile ?? join(dataFolder(), "window"),
    ...windowPlace(values.vault, values.demo),
    ...(values.cloud === undefined ? {} : { cloud: values.cloud }),
    logFolder: logFolder(),
    headless: false,
    width: 1440,
    height: 900,
  });
  process.on("SIGINT", () => void window.close());
  process.on("SIGTERM", () => void window.close());
  await window.closed;
} catch (error) {
  if (!(error instanceof ReinstateError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
