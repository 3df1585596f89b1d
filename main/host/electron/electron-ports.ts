import { join } from "node:path";
import type { MessageBoxOptions, OpenDialogOptions } from "electron";
import { app, BrowserWindow, dialog, shell } from "electron";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import type { KeyStore } from "../../vault/keys/key-store.ts";
import type { Autostart, FileKind, HostPorts } from "../ports.ts";
import type { UpdateDecision } from "./updates/decide-updates.ts";

const allFiles = { name: "All files", extensions: ["*"] };
const fileDialogs: Readonly<Record<FileKind, OpenDialogOptions>> = {
  export: {
    title: "Open an exported snapshot",
    filters: [{ name: "Exported snapshots", extensions: ["age"] }, allFiles],
  },
  identity: { title: "Choose your age identity file" },
  cloud: { title: "Choose a cloud file", filters: [{ name: "Cloud files", extensions: ["json"] }, allFiles] },
};

export interface FoundAboutComputer {
  readonly updates: UpdateDecision;
  readonly keyStore: KeyStore | undefined;
  /** An icon in the tray would be seen. */
  readonly tray: boolean;
  readonly autostart: Autostart | undefined;
}

/** What Electron can do for the engine on this computer. */
export function electronPorts({ updates, keyStore, tray, autostart }: FoundAboutComputer): HostPorts {
  const { selfUpdate, sentence } = updates;
  return {
    keyStore,
    autostart,
    describe: () => ({
      capabilities: {
        osKeyring: keyStore !== undefined,
        tray,
        autostart: autostart !== undefined,
        nativeDialogs: true,
        selfUpdate,
      },
      version: app.getVersion(),
      platform: process.platform,
      updates: sentence,
    }),
    openExternal: async (url) => {
      if (new URL(url).protocol !== "https:")
        throw new ReinstateError("USAGE_INVALID", "Only https addresses are opened in the browser.");
      await shell.openExternal(url);
    },
    chooseFile: async (suggestedName) => {
      const { canceled, filePath } = await dialog.showSaveDialog({
        defaultPath: join(app.getPath("downloads"), suggestedName),
      });
      return canceled ? undefined : filePath;
    },
    chooseExistingFile: async (kind) => {
      const options: OpenDialogOptions = { properties: ["openFile"], ...fileDialogs[kind] };
      const [window] = BrowserWindow.getAllWindows();
      const { filePaths } = await (window === undefined
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(window, options));
      return filePaths[0];
    },
    confirmPlan: async ({ summary }, signal) => {
      const options: MessageBoxOptions = {
        type: "warning",
        title: "Reinstate",
        message: "Write this plan to the tenant?",
        detail: summary.join("\n"),
        buttons: ["Cancel", "Write to the tenant"],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
        signal,
      };
      const [window] = BrowserWindow.getAllWindows();
      const { response } = await (window === undefined
        ? dialog.showMessageBox(options)
        : dialog.showMessageBox(window, options));
      return response === 1 ? "pressed" : undefined;
    },
  };
}
