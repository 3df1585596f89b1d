import type { RemovalRecord } from "../../preload/contract/chain-event.ts";
import { runSteps } from "./run-steps.ts";
import type { TenantSession, WorkControl } from "./tenant-session.ts";
import { nowOf } from "./tenant-session.ts";

/**
 * Thins the vault out as its policy says, never inside the floor. Undefined: every snapshot stays. Cancelled in the middle of the
 * sweep, the removal holds and the next one sweeps on.
 */
export async function thinOut(
  session: Pick<TenantSession, "vault" | "clock">,
  control: WorkControl = {},
): Promise<RemovalRecord | undefined> {
  return runSteps(session.vault.thinOut(nowOf(session)), { work: "prune", message: "Thinning out" }, control);
}
