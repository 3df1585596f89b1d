import { homedir } from "node:os";
import { join } from "node:path";

/** Where Reinstate keeps its vaults when nobody says otherwise: the platform's place for an application's data. */
export function dataFolder(): string {
  if (process.platform === "win32")
    return join(process.env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "Reinstate");
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support", "Reinstate");
  return join(process.env.XDG_DATA_HOME ?? join(homedir(), ".local", "share"), "reinstate");
}

/** What Reinstate tells of itself, without a name of anybody. */
export const logFolder = () => join(dataFolder(), "log");
export const defaultVaultFolder = () => join(dataFolder(), "vault");
export const demoVaultFolder = () => join(dataFolder(), "demo");
