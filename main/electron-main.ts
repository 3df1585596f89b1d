import { join } from "node:path";
import { parseArgs } from "node:util";
import { dataFolder, logFolder } from "./data-folder.ts";
import { nationalClouds } from "./graph/national-clouds.ts";
import { typedArguments, wantedCommandLine } from "./host/electron/wanted-command-line.ts";
import { faultOf } from "./log/fault-of.ts";
import { logHere } from "./log/log-here.ts";
import { windowPlace } from "./window-place.ts";

/**
 * Reinstate as it is installed: the composition root, run from its bundle. With a command it is the command line and ends
 * before Electron looks for a display; `electron` itself is not loaded until it is known which of the two is wanted.
 */
const isElectron = process.versions.electron !== undefined;
const typed = typedArguments(process.argv, { packaged: isElectron && process.defaultApp !== true });
const commandLine = wantedCommandLine(typed);
await (commandLine === undefined ? openWindow() : runCommand(commandLine));

async function runCommand(args: readonly string[]): Promise<void> {
  process.argv = [process.execPath, "reinstate", ...args];
  await import("./cli.ts");
  if (!isElectron) return;
  const { endElectron } = await import("./host/electron/end-electron.ts");
  await endElectron(process.exitCode);
}

async function openWindow(): Promise<void> {
  // What kills this thread; the engine has a log of its own.
  const log = logHere(logFolder());
  const { values, positionals } = parseArgs({
    args: [...typed],
    options: {
      vault: { type: "string" },
      cloud: { type: "string" },
      demo: { type: "string" },
      hidden: { type: "boolean" },
    },
    // Electron and Chromium add arguments of their own.
    strict: false,
  });
  const text = (value: string | boolean | undefined) => (typeof value === "string" ? value : undefined);
  const cloud = text(values.cloud);
  const { runElectron } = await import("./host/electron/run-electron.ts");
  const dist = join(import.meta.dirname, "..");
  runElectron({
    userDataFolder: join(dataFolder(), "electron"),
    pageFolder: join(dist, "renderer"),
    preloadFolder: join(dist, "preload"),
    iconFolder: join(dist, "icons"),
    engineEntry: new URL("./engine-worker.js", import.meta.url),
    startUp: {
      ...windowPlace(text(values.vault), text(values.demo)),
      logFolder: logFolder(),
      ...(cloud === undefined ? {} : { cloud }),
    },
    startedWith: { vault: text(values.vault), cloud },
    reached: Object.values(nationalClouds).flatMap(({ authority, graph }) => [authority, graph]),
    hidden: values.hidden === true,
    words: positionals,
    tellOfFailure: (error) => log.write("app.failed", faultOf(error)),
  });
}
