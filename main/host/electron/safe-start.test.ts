import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { buildOnce } from "./testing/build-once.ts";
import { RunningElectron, type StartOptions } from "./testing/start-electron.ts";
import { windowsRelease } from "./testing/windows-release.ts";

const folders: string[] = [];
const timeout = 120_000;

function start(options: Partial<StartOptions>): { readonly running: RunningElectron; readonly dataFolder: string } {
  const dataFolder = mkdtempSync(join(tmpdir(), "reinstate-start-"));
  folders.push(dataFolder);
  const running = new RunningElectron({ dataFolder, ...options });
  onTestFinished(() => running.kill());
  return { running, dataFolder };
}

function startInstalled(args: readonly string[]): RunningElectron {
  const folder = mkdtempSync(join(tmpdir(), "reinstate-installed-"));
  folders.push(folder);
  const { release, env } = windowsRelease(folder, { version: "2.0.0", signedBy: "" }, "off");
  return start({ args, env, computer: { release } }).running;
}

beforeAll(buildOnce, 300_000);
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

it.runIf(process.platform !== "win32")(
  "an installed application takes back what would open its page to other programs, or start one; a checkout does not",
  async () => {
    const doors = ["--remote-debugging-port=9222", "--remote-debugging-pipe", "--gpu-launcher=/evil", "--disable-gpu"];
    const [checkout, installed] = [start({ args: doors }).running, startInstalled(doors)];
    for (const running of [checkout, installed]) await running.recorded("show");
    expect(checkout.records("switches")).toEqual([expect.arrayContaining(["remote-debugging-port", "gpu-launcher"])]);
    expect(installed.records("switches")).toEqual([["disable-gpu"]]);
  },
  timeout,
);

it.runIf(process.platform !== "win32")(
  "an installed application opens no window without the sandbox, and says why",
  async () => {
    const running = startInstalled(["--no-sandbox"]);
    expect(await running.ended).toBe(1);
    expect(running.records("showErrorBox")).toEqual([expect.stringMatching(/without its sandbox/u)]);
    expect(running.records("BrowserWindow")).toEqual([]);
  },
  timeout,
);

it(
  "a start that fails ends, is said and logged, and leaves the next one free to start",
  async () => {
    const { running, dataFolder } = start({ computer: { refusesProxy: true } });
    expect(await running.ended).toBe(1);
    expect(running.records("showErrorBox")).toEqual([expect.stringMatching(/could not be started/u)]);
    expect(running.records("BrowserWindow")).toEqual([]);
    const logs = process.platform === "win32" ? "Reinstate/log" : "reinstate/log";
    expect(readFileSync(join(dataFolder, logs, "reinstate.log"), "utf8")).toMatch(/"app\.failed","name":"TypeError"/u);
    const again = new RunningElectron({ dataFolder });
    onTestFinished(() => again.kill());
    await again.recorded("show");
  },
  timeout,
);
