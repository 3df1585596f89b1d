import type * as Electron from "electron";
import type { StandInComputer } from "./remote-messages.ts";

type Items = Pick<Electron.App, "getLoginItemSettings" | "setLoginItemSettings">;
type Record = (what: string, value: unknown) => void;

/** Another program's, which wrote its own without quotes. */
const others = "C:\\Program Files\\Other\\other.exe";

/** What starts when the person signs in, as Electron 45 keeps it (shell/browser/browser_win.cc; SMAppService on macOS). */
export function standInLoginItems(
  { openedAtLogin = false, forbidsAutostart = false }: StandInComputer,
  record: Record,
): Items {
  return process.platform === "win32"
    ? windowsItems(forbidsAutostart, record)
    : macItems(openedAtLogin, forbidsAutostart);
}

function windowsItems(isForbidden: boolean, record: Record): Items {
  let run: string | undefined;
  const lineOf = ({ path = process.execPath, args = [] }: Electron.LoginItemSettingsOptions) =>
    [path, ...args].map(quoteForWindows).join(" ");
  return {
    setLoginItemSettings: (settings) => {
      run = settings.openAtLogin === true ? lineOf(settings) : undefined;
      record("run", run);
    },
    getLoginItemSettings: (options = {}) => {
      const wanted = programOf(options.path ?? process.execPath);
      const isOwnOn = run !== undefined && programOf(run) === wanted && !isForbidden;
      const executableWillLaunchAtLogin = isOwnOn || programOf(others) === wanted;
      return { ...nothing, openAtLogin: run !== undefined && run === lineOf(options), executableWillLaunchAtLogin };
    },
  };
}

function macItems(wasOpenedAtLogin: boolean, isForbidden: boolean): Items {
  let openAtLogin = false;
  return {
    setLoginItemSettings: (settings) => {
      openAtLogin = settings.openAtLogin === true;
    },
    getLoginItemSettings: () => {
      const status = openAtLogin ? (isForbidden ? "requires-approval" : "enabled") : "not-registered";
      return { ...nothing, openAtLogin: openAtLogin && !isForbidden, wasOpenedAtLogin, status };
    },
  };
}

/** As Electron writes an argument since version 42 (shell/common/command_line_util_win.cc). */
function quoteForWindows(argument: string): string {
  if (!/[ \\"]/u.test(argument)) return argument;
  const escaped = argument.replace(/(\\*)"/gu, '$1$1\\"').replace(/(\\+)$/u, "$1$1");
  return `"${escaped}"`;
}

/** How Chromium reads the program out of a command line: up to the first blank, unless it is quoted. */
function programOf(line: string): string {
  return /^"([^"]*)"/u.exec(line)?.[1] ?? line.split(" ", 1)[0] ?? "";
}

const nothing: Electron.LoginItemSettings = {
  openAtLogin: false,
  wasOpenedAtLogin: false,
  status: "not-registered",
  executableWillLaunchAtLogin: false,
  launchItems: [],
};
