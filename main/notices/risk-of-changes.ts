import type { Change } from "../../preload/contract/change.ts";
import type { RiskKind } from "../../preload/contract/risk.ts";
import { riskKinds, riskOf } from "../../preload/contract/risk.ts";

/** How many objects changed in what guards the tenant, by kind. */
export type Risk = Readonly<Record<RiskKind, number>>;

/** Counts objects, not attributes (pure). */
export function riskOfChanges(changes: Iterable<Change>): Risk {
  const risk = { policies: 0, roles: 0, credentials: 0, permissions: 0, methods: 0 };
  for (const change of changes) {
    const kind = riskOf(change);
    if (kind !== undefined) risk[kind] += 1;
  }
  return risk;
}

export function isNone(risk: Risk): boolean {
  return riskKinds.every((kind) => risk[kind] === 0);
}
