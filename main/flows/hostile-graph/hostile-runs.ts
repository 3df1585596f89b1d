import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HostileOutcome } from "./hostile-run.ts";
import { hostileRun } from "./hostile-run.ts";
import { openedVault, openHostileTenant } from "./hostile-tenant.ts";

/** What a run's vault holds when it begins. "snapshot": one of before the incident, so that delta rounds go on from it. */
export type Beginning = "nothing" | "snapshot";

/** So many runs share a tenant: signing in takes longer than a run, and its time goes on with each. */
const runsPerTenant = 25;

/** Runs of the seeds from `first` on, one after the other, each into a vault of its own. */
export async function* hostileRuns(
  first: number,
  count: number,
  from: Beginning = "nothing",
): AsyncGenerator<HostileOutcome> {
  for (let done = 0; done < count; done += runsPerTenant) {
    yield* runsOfOneTenant(first + done, Math.min(runsPerTenant, count - done), from);
  }
}

async function* runsOfOneTenant(first: number, count: number, from: Beginning): AsyncGenerator<HostileOutcome> {
  const folder = mkdtempSync(join(tmpdir(), "reinstate-hostile-"));
  try {
    const tenant = await openHostileTenant({ nothing: join(folder, "nothing"), snapshot: join(folder, "snapshot") });
    const { tenantId } = tenant.truth.record;
    for (let seed = first; seed < first + count; seed += 1) {
      const own = join(folder, "own");
      cpSync(join(folder, from), own, { recursive: true });
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
