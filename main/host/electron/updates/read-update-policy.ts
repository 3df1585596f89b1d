import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { systemPreferences } from "electron";
import type { UpdatePolicy } from "./decide-updates.ts";
import { policyOutOfRegistry } from "./policy-out-of-registry.ts";

const run = promisify(execFile);

/**
 * The administrator's word, from where a person cannot write it: HKLM\SOFTWARE\Policies\Reinstate on Windows, a
 * configuration profile for app.reinstate.desktop on macOS. The value is `Updates`, `on` or `off`. REINSTATE_UPDATES in
 * the environment can only forbid.
 */
export async function readUpdatePolicy(): Promise<UpdatePolicy> {
  const own = process.env.REINSTATE_UPDATES;
  if (own !== undefined && own !== "on") return { updates: own };
  if (process.platform === "win32") return { updates: await readRegistry() };
  if (process.platform !== "darwin") return { updates: undefined };
  const managed = systemPreferences.getUserDefault("Updates", "string");
  return { updates: managed === "" ? undefined : managed };
}

async function readRegistry(): Promise<string | undefined> {
  const reg = join(process.env.SystemRoot ?? "C:\\Windows", "System32\\reg.exe");
  try {
    const { stdout } = await run(reg, ["query", "HKLM\\SOFTWARE\\Policies\\Reinstate", "/v", "Updates", "/reg:64"]);
    return policyOutOfRegistry(stdout);
  } catch (error) {
    // 1: there is no such key or value. Anything else leaves open what was meant.
    return (error as { readonly code?: unknown }).code === 1 ? undefined : "unreadable";
  }
}
