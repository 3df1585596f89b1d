import { rm } from "node:fs/promises";
import { CancellationToken, MacUpdater, NsisUpdater } from "electron-updater";
import { UpdateRefused, type UpdateSource } from "./updates.ts";
import { verifyPublisher } from "./verify-publisher.ts";

/** What electron-updater says when a download is not what the channel promised, or not signed by the publisher. */
const refusals = new Set(["ERR_UPDATER_INVALID_SIGNATURE", "ERR_CHECKSUM_MISMATCH"]);

/**
 * New versions by electron-updater, from the channel in the packaged `app-update.yml`. It compares the SHA-512 of the
 * channel's file; Windows' Authenticode publisher is checked by verifyPublisher, macOS' signature by the system as it installs.
 */
export function electronUpdateSource(onInstallFailed: () => void): UpdateSource {
  return process.platform === "darwin" ? macSource(onInstallFailed) : windowsSource(onInstallFailed);
}

/** Where the system checks the signature only as it installs, it may still refuse. */
function macSource(onInstallFailed: () => void): UpdateSource {
  const updater = prepared(new MacUpdater());
  return {
    ...finding(updater),
    fetch: async (signal) => void (await download(updater, signal)),
    prove: async () => undefined,
    install: () => installWith(updater, onInstallFailed),
  };
}

function windowsSource(onInstallFailed: () => void): UpdateSource {
  const updater = prepared(new NsisUpdater());
  let publishers: readonly string[] = [];
  let installer = "";
  updater.verifyUpdateCodeSignature = (names, file) => {
    publishers = names;
    return verifyPublisher(names, file);
  };
  return {
    ...finding(updater),
    fetch: async (signal) => {
      installer = await download(updater, signal);
      if (publishers.length > 0) return;
      // Left from an earlier run, which electron-updater takes without looking at its signature again.
      await rm(installer, { force: true });
      installer = await download(updater, signal);
    },
    prove: async () => {
      if ((await verifyPublisher(publishers, installer)) !== null) throw new UpdateRefused();
    },
    install: () => installWith(updater, onInstallFailed),
  };
}

type Updater = MacUpdater | NsisUpdater;

function prepared<Kind extends Updater>(updater: Kind): Kind {
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
  return updater;
}

function finding(updater: Updater): Pick<UpdateSource, "find"> {
  return {
    find: async () => {
      const found = await updater.checkForUpdates();
      return found?.isUpdateAvailable === true ? found.updateInfo.version : undefined;
    },
  };
}

/** The file. */
async function download(updater: Updater, signal: AbortSignal): Promise<string> {
  const token = new CancellationToken();
  signal.addEventListener("abort", () => token.cancel(), { once: true });
  try {
    const [file = ""] = await updater.downloadUpdate(token);
    return file;
  } catch (error) {
    if (refusals.has(String((error as NodeJS.ErrnoException).code)))
      throw new UpdateRefused(undefined, { cause: error });
    throw error;
  }
}

function installWith(updater: Updater, onInstallFailed: () => void): void {
  updater.once("error", onInstallFailed);
  updater.quitAndInstall();
}
