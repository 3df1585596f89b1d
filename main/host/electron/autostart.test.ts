import { join } from "node:path";
import { expect, it } from "vitest";
import { newFolder, prepareStarts, startElectron } from "./testing/start-electron.ts";
import { windowsRelease } from "./testing/windows-release.ts";

const timeout = 120_000;

// Linux' own is in background.test.ts.
prepareStarts();

it.runIf(process.platform !== "win32").each([
  [false, "on"],
  [true, "blocked"],
])(
  "Windows starts it with its arguments as they are, and where the person forbids that (%s) it is told as %s",
  async (forbidsAutostart, state) => {
    const vault = join(newFolder(), "vault of contoso");
    const { release, env } = windowsRelease(newFolder(), { version: "2.0.0", signedBy: "" }, "off");
    const running = startElectron({ env, args: ["--vault", vault], computer: { release, forbidsAutostart } });
    await running.recorded("show");
    expect(await running.call("autostart.read", {})).toBe("off");
    expect(await running.call("autostart.write", { enabled: true })).toBe(state);
    const command = String.raw`"C:\Program Files\Reinstate\Reinstate.exe"`;
    expect(running.records("run")).toEqual([`${command} --vault "${vault}" --hidden`]);
    expect(await running.call("autostart.write", { enabled: false })).toBe("off");
  },
  timeout,
);

const mac = { platform: "darwin" } as const;

it.runIf(process.platform !== "win32")(
  "a Mac starts it without a window when it was the system that started it, and tells where the person forbids that",
  async () => {
    const hidden = startElectron({ computer: { ...mac, openedAtLogin: true } });
    await hidden.recorded("Tray", (path: string) => path.endsWith("trayTemplate.png"));
    expect(hidden.records("BrowserWindow")).toEqual([]);
    expect(await hidden.call("autostart.write", { enabled: true })).toBe("on");

    const forbidden = startElectron({ computer: { ...mac, forbidsAutostart: true } });
    await forbidden.recorded("show");
    expect(await forbidden.call("autostart.write", { enabled: true })).toBe("blocked");
    expect(await forbidden.call("autostart.write", { enabled: false })).toBe("off");
  },
  timeout,
);

it.runIf(process.platform !== "win32")(
  "a Mac, which would open another vault, does not offer it for a vault that was named",
  async () => {
    const running = startElectron({ args: ["--vault", newFolder()], computer: mac });
    await running.recorded("show");
    expect(await running.call("host.describe", {})).toMatchObject({ capabilities: { tray: true, autostart: false } });
  },
  timeout,
);
