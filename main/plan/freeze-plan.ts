import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Plan } from "../../preload/contract/plan.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { planSchema } from "./plan-schema.ts";

/** Seals a plan: its hash is the SHA-256 (hex) of the canonical JSON (RFC 8785) of all the rest. */
export function freezePlan(plan: Omit<Plan, "hash">): Plan {
  return { ...plan, hash: hashOf(plan) };
}

/** The hash that a plan with this content has to carry. */
export function hashOf(plan: Omit<Plan, "hash">): string {
  return createHash("sha256").update(canonicalTextOf(plan)).digest("hex");
}

function canonicalTextOf(plan: Omit<Plan, "hash">): string {
  const { hash: _, ...rest } = plan as Plan;
  const text = canonicalize(rest);
  if (text === undefined) throw new Error("a plan has no canonical form");
  return text;
}

/** Throws PLAN_ALTERED unless the plan is exactly the one that was sealed. */
export function assertUnaltered(plan: Plan): void {
  if (isSealed(plan)) return;
  throw new ReinstateError(
    "PLAN_ALTERED",
    "This plan was changed after it was made: its hash does not hold. Nothing was written. Make the plan again.",
  );
}

/** A lone half of a surrogate pair has no canonical form, and so was never sealed. */
function isSealed(plan: Plan): boolean {
  try {
    return hashOf(plan) === plan.hash;
  } catch {
    return false;
  }
}

/** Reads a plan file. USAGE_INVALID if it is none, PLAN_ALTERED if it is not as it was made. */
export function parsePlan(text: string): Plan {
  const parsed = planSchema.safeParse(jsonIn(text));
  if (!parsed.success) {
    const place = parsed.error.issues[0]?.path.join(".") ?? "";
    throw new ReinstateError("USAGE_INVALID", "This file is not a plan of Reinstate. Make the plan again.", {
      details: place === "" ? "not an object" : `at ${place}`,
    });
  }
  // The schema says "may be undefined" where the contract says "may be absent"; JSON knows only the second.
  const plan = parsed.data as Plan;
  assertUnaltered(plan);
  return plan;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
