import { z } from "zod";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import {
  defaultRetention,
  leastFloorDays,
  type RetentionPolicy,
  retentionPolicySchema,
} from "../../../preload/contract/retention.ts";
import type { VaultDatabase } from "../database.ts";
import { alteredError } from "../vault-error.ts";
import { metaValue, setMeta } from "../vault-meta.ts";
import type { SnapshotDays, VaultMoment } from "./snapshot-days.ts";

/** A policy and from when on it holds. */
export interface SetPolicy extends VaultMoment {
  readonly policy: RetentionPolicy;
}

const setPolicies = z.array(
  z.strictObject({ at: z.iso.datetime(), after: z.int().min(0), policy: retentionPolicySchema }),
);

/** USAGE_INVALID for one that makes no sense or undercuts the floor. */
export function validPolicy(policy: RetentionPolicy): RetentionPolicy {
  const parsed = retentionPolicySchema.safeParse(policy);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ReinstateError(
    "USAGE_INVALID",
    `The retention cannot be set: ${String(issue?.path[0])} has to be ${rangeOf(issue?.path[0])}.`,
  );
}

function rangeOf(name: PropertyKey | undefined): string {
  if (name === "floorDays") return `from ${leastFloorDays} to 3650 days; nothing younger is ever thinned out`;
  return name === "daily" ? "a whole number from 1 to 10000" : "a whole number from 0 to 10000";
}

/** Oldest first; none: the default holds. */
export function readPolicies(database: VaultDatabase): readonly SetPolicy[] {
  const text = metaValue(database, "retention");
  if (text === undefined) return [];
  try {
    return setPolicies.parse(JSON.parse(text));
  } catch (cause) {
    throw alteredError("meta retention", cause);
  }
}

/** Inside a transaction. Policies whose floor does not bind any more are forgotten. */
export function storePolicy(database: VaultDatabase, set: SetPolicy, days: SnapshotDays): void {
  const policies = [...readPolicies(database), set];
  const binding = policies.filter((_, index) => isBinding(policies, index, days, set.at));
  setMeta(database, "retention", JSON.stringify(binding));
}

export function currentPolicy(policies: readonly SetPolicy[]): RetentionPolicy {
  return policies.at(-1)?.policy ?? defaultRetention;
}

/** The floor in days that binds now: one that was lowered goes on for as many days as it had. */
export function bindingFloor(policies: readonly SetPolicy[], days: SnapshotDays, now: string): number {
  const floors = policies.filter((_, index) => isBinding(policies, index, days, now));
  return Math.max(leastFloorDays, ...floors.map(({ policy }) => policy.floorDays));
}

function isBinding(policies: readonly SetPolicy[], index: number, days: SnapshotDays, now: string): boolean {
  const [set, next] = [policies[index], policies[index + 1]];
  return set !== undefined && (next === undefined || !days.havePassed(set.policy.floorDays, next, now));
}
