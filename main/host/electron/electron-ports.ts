import { join } from "node:path";
import type { MessageBoxOptions } from "electron";
import { app, BrowserWindow, dialog, shell } from "electron";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import type { KeyStore } from "../../vault/keys/key-store.ts";
import type { HostPorts } from "../ports.ts";
import type { UpdateDecision } from "./updates/decide-updates.ts";

/** What Electron can do for the engine. The tray and autostart come with the hardening of this host. */
export function electronPorts({ selfUpdate, sentence }: UpdateDecision, keyStore: KeyStore | undefined): HostPorts {
  return {
    keyStore,
    describe: () => ({
      capabilities: {
        osKeyring: keyStore !== undefined,
        tray: false,
        autostart: false,
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
