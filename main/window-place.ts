import { defaultVaultFolder, demoVaultFolder } from "./data-folder.ts";
import type { Scenario } from "./demo/demo-tenant.ts";
import { scenarios } from "./demo/demo-tenant.ts";
import type { EngineStartUp } from "./host/engine-thread.ts";
import { isVaultFolder } from "./vault/is-vault-folder.ts";

/**
 * What a window works on: the vault that was named; else the tenant that was connected here, if there is one; else the first start,
 * and the demo. `demo`: one of its incidents, which is built at once.
 */
export function windowPlace(
  vault: string | undefined,
  demo: string | undefined,
): Pick<EngineStartUp, "vaultFolder" | "demo" | "tenantFolder"> {
  if (vault !== undefined)
    return { vaultFolder: vault, demo: scenarioNamed(demo) ?? (demo === undefined ? false : "ask") };
  const tenantFolder = defaultVaultFolder();
  if (demo === undefined && isVaultFolder(tenantFolder)) return { vaultFolder: tenantFolder, demo: false };
  return { vaultFolder: demoVaultFolder(), demo: scenarioNamed(demo) ?? "ask", tenantFolder };
}

function scenarioNamed(text: string | undefined): Scenario | undefined {
  return scenarios.find((scenario) => scenario === text);
}
