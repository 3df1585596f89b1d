import type { DemoState } from "../demo-state.ts";
import { forAdmins } from "./policies-for-admins.ts";
import { forEveryone } from "./policies-for-everyone.ts";
import { forApps, forOthers } from "./policies-for-some.ts";
import { addPolicy, policyIds } from "./policy-parts.ts";

/** The tenant's Conditional Access, numbered by audience: admins, everyone, some applications, guests and workloads. */
export function makePolicies(state: DemoState): void {
  const ids = policyIds(state);
  for (const wishes of [...forAdmins(ids), ...forEveryone(ids), ...forApps(ids), ...forOthers(ids)]) {
    addPolicy(state, wishes);
  }
}
