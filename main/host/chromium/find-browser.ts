import { accessSync, constants } from "node:fs";
import { join } from "node:path";

/** Names under which Chromium, Chrome and Edge are found on the PATH, best first. */
const commandNames = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "microsoft-edge-stable",
  "microsoft-edge",
];

const fixedPlaces: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  win32: ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((variable) => {
    const base = process.env[variable];
    if (base === undefined) return [];
    return [join(base, "Microsoft/Edge/Application/msedge.exe"), join(base, "Google/Chrome/Application/chrome.exe")];
  }),
};

/** The installed browser that the Chromium host drives; undefined if there is none. */
export function findBrowser(): string | undefined {
  const separator = process.platform === "win32" ? ";" : ":";
  const folders = (process.env.PATH ?? "").split(separator).filter((folder) => folder !== "");
  const onPath = commandNames.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...(fixedPlaces[process.platform] ?? []), ...onPath].find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
