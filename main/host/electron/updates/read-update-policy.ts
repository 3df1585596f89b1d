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

const policies = "HKLM\\SOFTWARE\\Policies";

async function readRegistry(): Promise<string | undefined> {
  try {
    return policyOutOfRegistry(await query(`${policies}\\Reinstate`, "/v", "Updates"));
  } catch (error) {
    // 1: there is no such key or value, or reg.exe may not read anything here. Anything else leaves open what was meant.
    const isMissing = (error as { readonly code?: unknown }).code === 1;
    return isMissing && (await canReadRegistry()) ? undefined : "unreadable";
  }
}

/** This key is on every Windows. */
function canReadRegistry(): Promise<boolean> {
  return query(policies).then(
    () => true,
    () => false,
  );
}

async function query(...args: readonly string[]): Promise<string> {
  const reg = join(process.env.SystemRoot ?? "C:\\Windows", "System32\\reg.exe");
  const { stdout } = await run(reg, ["query", ...args, "/reg:64"], { windowsHide: true });
  return stdout;
}
