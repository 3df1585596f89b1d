import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./host/chromium/find-browser.ts";
import { findElectron } from "./host/find-electron.ts";
import { hasDisplay } from "./host/has-display.ts";

/** `npm start`: Electron where its binary is or can be fetched, else the installed browser, else the terminal. */
const root = join(import.meta.dirname, "..");
const tell = (sentence: string) => process.stderr.write(`${sentence}\n`);
const run = (command: string, args: readonly string[]) =>
  spawnSync(command, args, { cwd: root, stdio: "inherit" }).status ?? 1;

if (!hasDisplay()) {
  tell("There is no display here, so the same incident is walked through in the terminal.");
  process.exit(await walkInTerminal());
}
const electron = findElectron(root) ?? fetchElectronOnce();
if (electron !== undefined) process.exit(run(electron, [join(root, "dist/main/electron-main.js"), "--demo=lockout"]));
if (findBrowser() === undefined) {
  tell(
    "Neither Electron's binary nor a Chromium, Chrome or Edge is here, so the incident is walked through in the terminal.",
  );
  process.exit(await walkInTerminal());
}
process.exit(run(process.execPath, [join(root, "main/chromium-main.ts"), "--demo=lockout"]));

async function walkInTerminal(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "reinstate-demo-"));
  return run(process.execPath, [join(root, "main/cli.ts"), "demo", "--scenario", "lockout", "--vault", folder]);
}

/** Tried once for each installation: a network that refuses today would make every start slow. */
function fetchElectronOnce(): string | undefined {
  const tried = join(root, "node_modules", ".reinstate-electron-tried");
  if (existsSync(tried)) return undefined;
  writeFileSync(tried, "");
  const result = spawnSync(process.execPath, [join(root, "node_modules/electron/install.js")], {
    cwd: root,
    stdio: "ignore",
    timeout: 120_000,
  });
  const binary = result.status === 0 ? findElectron(root) : undefined;
  if (binary === undefined)
    tell("Electron's binary could not be fetched here; the window opens in the installed browser instead.");
  return binary;
}
