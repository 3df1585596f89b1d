import type { RetentionPreview } from "../../../preload/contract/retention.ts";
import { RecoveryStore } from "../recovery-store.ts";
import type { VaultParts } from "../vault-parts.ts";
import { chooseKept, type RetentionChoice } from "./choose-kept.ts";
import { clockJumps } from "./clock-jumps.ts";
import { bindingFloor, currentPolicy, readPolicies } from "./retention-policies.ts";
import { snapshotDays } from "./snapshot-days.ts";

type Decision = RetentionChoice & Pick<RetentionPreview, "policy" | "floorDays">;

/** What the vault's policy says of its snapshots at this time (ISO 8601 UTC). `recovered`: what recovery jobs go back to. */
export function decideRetention(
  { database, chain }: VaultParts,
  now: string,
  recovered: ReadonlySet<number> = recoveredSnapshots(database),
): Decision {
  const policies = readPolicies(database);
  const days = snapshotDays(chain.records);
  const policy = currentPolicy(policies);
  const floorDays = bindingFloor(policies, days, now);
  return { policy, floorDays, ...chooseKept({ records: chain.kept, policy, floorDays, days, recovered, now }) };
}

export function previewRetention(parts: VaultParts, now: string): RetentionPreview {
  const { kept, removed, policy, floorDays } = decideRetention(parts, now);
  return {
    policy,
    floorDays,
    kept: Array.from(kept, ([number, reasons]) => ({ number, reasons })).sort((a, b) => a.number - b.number),
    removed,
    clock: clockJumps(parts.chain.records, now),
  };
}

/** A job's report names what it went back to and what it found: both stay with it. */
function recoveredSnapshots(database: VaultParts["database"]): ReadonlySet<number> {
  const store = new RecoveryStore(database);
  const plans = store.jobs().map(({ planId }) => store.plan(planId));
  return new Set(plans.flatMap((plan) => (plan === undefined ? [] : [plan.target, plan.found])).map(numberOf));
}

function numberOf({ snapshotNumber }: { readonly snapshotNumber: number }): number {
  return snapshotNumber;
}
