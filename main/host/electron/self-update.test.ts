import { existsSync, readFileSync } from "node:fs";
import { expect, it, vi } from "vitest";
import { newFolder, prepareStarts, startElectron } from "./testing/start-electron.ts";
import { type OfferedUpdate, type Policy, windowsRelease } from "./testing/windows-release.ts";

const timeout = 120_000;
const minute = 60_000;
const ours: OfferedUpdate = { version: "2.0.0", signedBy: "CN=Example Ltd, O=Example Ltd, C=GB" };

/** The real main bundle with the real electron-updater, as a release that is installed on Windows. */
async function startRelease(offered: OfferedUpdate, policy?: Policy) {
  const dataFolder = newFolder();
  const { release, env, installed } = windowsRelease(dataFolder, offered, policy);
  const running = startElectron({ dataFolder, env, computer: { release, pressed: 0 } });
  await running.recorded("show");
  const pass = (milliseconds: number) => running.ask({ what: "sleep", milliseconds });
  return { running, installed, pass, asked: () => running.records<string>("netRequest") };
}

prepareStarts();

it.runIf(process.platform !== "win32")(
  "looks for a new version when no work runs, proves whose it is, asks, and ends the vault before the installer starts",
  async () => {
    const { running, installed, pass, asked } = await startRelease(ours);
    const { capabilities, updates } = await running.call("host.describe", {});
    expect([capabilities.selfUpdate, updates]).toEqual([true, expect.stringMatching(/never while work runs/u)]);
    const working = running.call("session.startDemo", { scenario: "lockout", users: 500 });
    await running.recorded<readonly [string, string]>("send", ([, event]) => event === "work.didProgress");
    // The first look comes in the middle of it, and the next one when it is long over.
    await pass(5 * minute);
    await working;
    expect(asked()).toEqual([]);
    await pass(15 * minute);
    expect(await running.ended).toBe(0);
    const channel = "https://updates.example.com/reinstate";
    expect(asked()).toEqual([`${channel}/latest.yml`, `${channel}/reinstate-setup.exe`]);
    expect(running.records("showMessageBox")).toMatchObject([{ message: "Reinstate 2.0.0 is ready to be installed" }]);
    // The installer goes on when the program has ended.
    const startedWith = () => JSON.parse(readFileSync(installed, "utf8")) as string[];
    const [installer, ...options] = await vi.waitFor(startedWith, { timeout: 30_000 });
    expect(readFileSync(installer ?? "", "utf8")).toBe(`signed by ${ours.signedBy}\n`);
    expect(options).toEqual(["--updated", "--force-run"]);
  },
  timeout,
);

it.runIf(process.platform !== "win32").each([
  ["signed by somebody else", { ...ours, signedBy: "CN=Evil, O=Example Ltd" }],
  ["not signed", { ...ours, signedBy: "" }],
])(
  "throws away what is %s, and says so",
  async (_what, offered) => {
    const { running, installed, pass } = await startRelease(offered);
    await pass(5 * minute);
    const told = await running.recorded<{ detail: string }>("showMessageBox");
    expect(told.detail).toMatch(/^Reinstate 2\.0\.0 was downloaded and is not installed: nothing .* proves/u);
    expect([running.records("showMessageBox").length, existsSync(installed)]).toEqual([1, false]);
  },
  timeout,
);

it.runIf(process.platform !== "win32").each<[string, Policy]>([
  ["switches that off", "off"],
  ["cannot be read", "locked"],
])(
  "asks nobody for a new version where a policy %s, and says why",
  async (_what, policy) => {
    const { running, pass, asked } = await startRelease(ours, policy);
    const { capabilities, updates } = await running.call("host.describe", {});
    expect([capabilities.selfUpdate, updates]).toEqual([false, expect.stringMatching(/your organisation decides/u)]);
    await pass(48 * 60 * minute);
    await running.call("host.describe", {});
    expect(asked()).toEqual([]);
  },
  timeout,
);
