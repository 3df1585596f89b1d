import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { RunningElectron } from "./testing/running-electron.ts";
import { newFolder, prepareStarts, startElectron } from "./testing/start-electron.ts";
import { windowsRelease } from "./testing/windows-release.ts";

const timeout = 120_000;

function startInstalled(args: readonly string[]): RunningElectron {
  const { release, env } = windowsRelease(newFolder(), { version: "2.0.0", signedBy: "" }, "off");
  return startElectron({ args, env, computer: { release } });
}

prepareStarts();

it.runIf(process.platform !== "win32")(
  "an installed application takes back what would open its page to other programs, or start one; a checkout does not",
  async () => {
    const doors = ["--remote-debugging-port=9222", "--remote-debugging-pipe", "--gpu-launcher=/evil", "--disable-gpu"];
    const [checkout, installed] = [startElectron({ args: doors }), startInstalled(doors)];
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
    const dataFolder = newFolder();
    const running = startElectron({ dataFolder, computer: { refusesProxy: true } });
    expect(await running.ended).toBe(1);
    expect(running.records("showErrorBox")).toEqual([expect.stringMatching(/could not be started/u)]);
    expect(running.records("BrowserWindow")).toEqual([]);
    const logs = process.platform === "win32" ? "Reinstate/log" : "reinstate/log";
    expect(readFileSync(join(dataFolder, logs, "reinstate.log"), "utf8")).toMatch(/"app\.failed","name":"TypeError"/u);
    const again = startElectron({ dataFolder });
    await again.recorded("show");
  },
  timeout,
);
