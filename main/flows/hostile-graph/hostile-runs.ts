import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HostileOutcome } from "./hostile-run.ts";
import { hostileRun } from "./hostile-run.ts";
import { emptyVault, openedVault, openHostileTenant } from "./hostile-tenant.ts";

/** So many runs share a tenant: signing in takes longer than a run, and its time goes on with each. */
const runsPerTenant = 50;

/** Runs of the seeds from `first` on, one after the other, each into a vault of its own. */
export async function* hostileRuns(first: number, count: number): AsyncGenerator<HostileOutcome> {
  for (let done = 0; done < count; done += runsPerTenant) {
    yield* runsOfOneTenant(first + done, Math.min(runsPerTenant, count - done));
  }
}

async function* runsOfOneTenant(first: number, count: number): AsyncGenerator<HostileOutcome> {
  const folder = mkdtempSync(join(tmpdir(), "reinstate-hostile-"));
  try {
    const tenant = await openHostileTenant(join(folder, "truth"));
    const { tenantId } = tenant.truth.record;
    emptyVault(join(folder, "empty"), tenantId).close();
    for (let seed = first; seed < first + count; seed += 1) {
      const own = join(folder, "own");
      cpSync(join(folder, "empty"), own, { recursive: true });
      const vault = openedVault(own, tenantId);
      try {
        yield await hostileRun(seed, tenant, vault);
      } finally {
        vault.close();
        rmSync(own, { recursive: true, force: true });
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
