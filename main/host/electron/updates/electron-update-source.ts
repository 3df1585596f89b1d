import { CancellationToken, MacUpdater, NsisUpdater } from "electron-updater";
import { UpdateRefused, type UpdateSource } from "./updates.ts";

/** What electron-updater says when a download is not what the channel promised, or not signed by the publisher. */
const refusals = new Set(["ERR_UPDATER_INVALID_SIGNATURE", "ERR_CHECKSUM_MISMATCH"]);

/**
 * New versions by electron-updater, from the channel in the packaged `app-update.yml`. It compares the SHA-512 of the
 * channel's file; Windows' Authenticode publisher is checked by it, macOS' signature by the system as it installs.
 */
export function electronUpdateSource(onInstallFailed: () => void): UpdateSource {
  const updater = process.platform === "darwin" ? new MacUpdater() : new NsisUpdater();
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.allowPrerelease = false;
  // Parts of the old file are not worth the second way of putting a program together.
  updater.disableDifferentialDownload = true;
  updater.disableWebInstaller = true;
  updater.logger = null;
  // Every failure also rejects the call that it belongs to.
  updater.on("error", () => undefined);
  return {
    find: async () => {
      const found = await updater.checkForUpdates();
      return found?.isUpdateAvailable === true ? found.updateInfo.version : undefined;
    },
    fetch: async (signal) => {
      const token = new CancellationToken();
      signal.addEventListener("abort", () => token.cancel(), { once: true });
      try {
        await updater.downloadUpdate(token);
      } catch (error) {
        if (refusals.has(String((error as NodeJS.ErrnoException).code)))
          throw new UpdateRefused(undefined, { cause: error });
        throw error;
      }
    },
    install: () => {
      // Where the system checks the signature only now (macOS), it may still refuse.
      updater.once("error", onInstallFailed);
      updater.quitAndInstall();
    },
  };
}
