import { app, dialog } from "electron";

/** Chromium's switches that open a door to the page for other programs, or have it start one. No fuse covers them. */
const doors = [
  "remote-debugging-port",
  "remote-debugging-pipe",
  "remote-debugging-address",
  "remote-allow-origins",
  "gpu-launcher",
  "renderer-cmd-prefix",
  "utility-cmd-prefix",
  "disable-web-security",
] as const;

const withoutSandbox = `The window is not opened, because Chromium was started without its sandbox (--no-sandbox). An AppImage starts it like that where the system lets no program make a sandbox.

Install the deb or the rpm instead, or allow unprivileged user namespaces. The command line works without: add a command, such as --help.`;

/** Before Electron is ready, which is when it looks at them. In a checkout they are there for whoever works on Reinstate. */
export function closeDoors(): void {
  if (!app.isPackaged) return;
  for (const door of doors) app.commandLine.removeSwitch(door);
}

/**
 * Opens an installed application's window in its sandbox or not at all. What fails on the way is said, and ends the program: without
 * a window and with the lock of a running instance nobody could start it again.
 */
export async function startSafely(open: () => Promise<void>, tellOfFailure: (error: unknown) => void): Promise<void> {
  if (app.isPackaged && app.commandLine.hasSwitch("no-sandbox")) return endWith(withoutSandbox);
  try {
    await open();
  } catch (error) {
    tellOfFailure(error);
    endWith("Reinstate could not be started. The end of its log says where it failed.");
  }
}

function endWith(sentence: string): void {
  dialog.showErrorBox("Reinstate", sentence);
  app.exit(1);
}
