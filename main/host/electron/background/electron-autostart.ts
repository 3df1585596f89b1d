import { resolve } from "node:path";
import { app } from "electron";
import type { Autostart } from "../../ports.ts";
import { linuxAutostart } from "./linux-autostart.ts";

export const hiddenArgument = "--hidden";

/** Which vault the started program works on, as this one was told. */
export interface StartedWith {
  readonly vault?: string | undefined;
  readonly cloud?: string | undefined;
}

/** By the system's own way: a login item on Windows and macOS, a file on Linux. Undefined where it would open another vault. */
export function electronAutostart(startedWith: StartedWith): Autostart | undefined {
  const args = [...ownScript(), ...argumentsOf(startedWith), hiddenArgument];
  // An AppImage is unpacked elsewhere at each start; its file is what stays.
  if (process.platform === "linux") return linuxAutostart([process.env.APPIMAGE ?? process.execPath, ...args]);
  if (process.platform === "win32") return windowsAutostart(args);
  return argumentsOf(startedWith).length === 0 ? macAutostart : undefined;
}

/** Electron quotes what it writes into the registry itself. */
function windowsAutostart(args: readonly string[]): Autostart {
  const item = { path: process.execPath, args: [...args] };
  // What it only compares with, it reads as a command line: as far as the first blank, unless that is quoted.
  const program = { path: `"${process.execPath}"` };
  return {
    read: async () => {
      if (!app.getLoginItemSettings(item).openAtLogin) return "off";
      return app.getLoginItemSettings(program).executableWillLaunchAtLogin ? "on" : "blocked";
    },
    write: async (openAtLogin) => app.setLoginItemSettings({ ...item, openAtLogin, enabled: openAtLogin }),
  };
}

/** macOS gives no arguments: that it was the system that started it, the program asks then. */
const macAutostart: Autostart = {
  read: async () => {
    const { openAtLogin, status } = app.getLoginItemSettings();
    if (status === "requires-approval") return "blocked";
    return openAtLogin ? "on" : "off";
  },
  write: async (openAtLogin) => app.setLoginItemSettings({ openAtLogin }),
};

/** In a checkout Electron is given the script to run. */
function ownScript(): readonly string[] {
  return app.isPackaged ? [] : [resolve(process.argv[1] ?? "")];
}

/** A cloud may be a name or a file; a file's path must hold from any folder. */
function argumentsOf({ vault, cloud }: StartedWith): readonly string[] {
  const cloudArgument = cloud !== undefined && /[./\\]/u.test(cloud) ? resolve(cloud) : cloud;
  return [
    ...(vault === undefined ? [] : ["--vault", resolve(vault)]),
    ...(cloudArgument === undefined ? [] : ["--cloud", cloudArgument]),
  ];
}
