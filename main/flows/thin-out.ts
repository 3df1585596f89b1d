import type { RemovalRecord } from "../../preload/contract/chain-event.ts";
import { giveWay } from "./give-way.ts";
import type { TenantSession, WorkControl } from "./tenant-session.ts";
import { nowOf } from "./tenant-session.ts";

/**
 * Thins the vault out as its policy says, never inside the floor. Undefined: every snapshot stays. Cancelled in the middle of the
 * sweep, the removal holds and the next one sweeps on.
 */
export async function thinOut(
  session: Pick<TenantSession, "vault" | "clock">,
  { signal, onProgress }: WorkControl = {},
): Promise<RemovalRecord | undefined> {
  const steps = session.vault.thinOut(nowOf(session));
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    onProgress?.({ work: "prune", message: "Thinning out", ...step.value, perSecond: null, secondsLeft: null });
    await giveWay(signal);
  }
}
