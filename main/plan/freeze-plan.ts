import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { canonicalJson } from "../../preload/contract/canonical-json.ts";
import { parseJson } from "../../preload/contract/parse-json.ts";
import type { Plan } from "../../preload/contract/plan.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { isTextNestedTooDeep } from "../catalogue/nested-too-deep.ts";
import { planSchema } from "./plan-schema.ts";

/** Seals a plan: its hash is the SHA-256 (hex) of the canonical JSON (RFC 8785) of all the rest. */
export function freezePlan(plan: Omit<Plan, "hash">): Plan {
  return { ...plan, hash: hashOf(plan) };
}

/** The hash that a plan with this content has to carry. */
export function hashOf(plan: Omit<Plan, "hash">): string {
  const hash = createHash("sha256");
  // Step by step, because the text of 50,000 steps would be in memory several times over.
  for (const part of canonicalParts(plan)) hash.update(part);
  return hash.digest("hex");
}

function* canonicalParts(plan: Omit<Plan, "hash">): Generator<string> {
  const { hash: _, ...rest } = plan as Plan;
  const names = (Object.keys(rest) as (keyof typeof rest)[]).filter((name) => rest[name] !== undefined).sort();
  for (const [index, name] of names.entries()) {
    yield `${index === 0 ? "{" : ","}${canonicalJson(name)}:`;
    if (name === "steps") yield* canonicalItems(rest.steps);
    else yield canonicalText(rest[name]);
  }
  yield "}";
}

function* canonicalItems(items: readonly unknown[]): Generator<string> {
  yield "[";
  for (const [index, item] of items.entries()) yield (index === 0 ? "" : ",") + canonicalText(item);
  yield "]";
}

function canonicalText(value: unknown): string {
  return rfc8785(value) ?? canonicalJson(parseJson(JSON.stringify(value)));
}

/** Undefined: it holds half of a surrogate pair, as a name does that was cut off within a character. For that the RFC has no form. */
function rfc8785(value: unknown): string | undefined {
  try {
    return canonicalize(value);
  } catch {
    return undefined;
  }
}

/** Throws PLAN_ALTERED unless the plan is exactly the one that was sealed. */
export function assertUnaltered(plan: Plan): void {
  if (hashOf(plan) === plan.hash) return;
  throw new ReinstateError(
    "PLAN_ALTERED",
    "This plan was changed after it was made: its hash does not hold. Nothing was written. Make the plan again.",
  );
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
  if (isTextNestedTooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
