import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { jsonText, objectsIn, textsIn } from "../../preload/contract/json-value.ts";
import type { PlanStep, PlanWarning } from "../../preload/contract/plan.ts";
import { namesOf, uniqueObjects } from "./names-of-objects.ts";
import type { PlanInput } from "./plan-input.ts";
import { plannedState, type TenantState } from "./planned-state.ts";
import { isEnforced, reaches } from "./policy-reach.ts";
import { idsNamedIn } from "./replace-ids.ts";
import { referenceTo } from "./step-draft.ts";

type Input = Pick<PlanInput, "lookup" | "allFound" | "signedInObjectId">;

/**
 * Ways to sign in that the plan takes away. Who has registered which, no snapshot holds: whoever has none of those that are
 * left is as good as blocked.
 */
export function methodWarnings(steps: readonly PlanStep[], input: Input): readonly PlanWarning[] {
  return [...withdrawnMethods(steps), ...narrowedStrengths(steps, input)];
}

function withdrawnMethods(steps: readonly PlanStep[]): readonly PlanWarning[] {
  return steps.flatMap((step): readonly PlanWarning[] => {
    if (step.type !== "authenticationMethodsPolicy" || step.action !== "update") return [];
    const then = new Map(methodsIn(step.promised).map((method) => [idOf(method), method]));
    const narrowed = methodsIn(step.expected).filter((method) => isNarrowed(method, then.get(idOf(method))));
    if (narrowed.length === 0) return [];
    const names = narrowed.map((method) => jsonText(method.id)).join(", ");
    const message = `Fewer people could sign in with ${names}, or nobody. No snapshot says who has another way to sign in: be sure that you and the emergency accounts do.`;
    return [{ code: "methods-withdrawn", severity: "caution", message, objects: [step.object] }];
  });
}

function isNarrowed(now: JsonObject, then: JsonObject | undefined): boolean {
  if (now.state !== "enabled") return false;
  if (then?.state !== "enabled") return true;
  return isMissing(now.includeTargets, then.includeTargets) || isMissing(then.excludeTargets, now.excludeTargets);
}

/** Whether something of the first list is not in the second, nor among all people. */
function isMissing(some: JsonValue | undefined, others: JsonValue | undefined): boolean {
  const there = new Set(objectsIn(others).map(idOf));
  return !there.has("all_users") && objectsIn(some).some((one) => !there.has(idOf(one)));
}

/** Strengths that fewer combinations satisfy, and that policies in force demand of the person at the screen. */
function narrowedStrengths(steps: readonly PlanStep[], input: Input): readonly PlanWarning[] {
  const { signedInObjectId: userId } = input;
  const narrowed = steps.filter(isNarrower);
  if (userId === undefined || narrowed.length === 0) return [];
  const planned = plannedState(steps, input, new Set(["conditionalAccessPolicy", "group", "user"] as const));
  return narrowed.flatMap(({ object }): readonly PlanWarning[] => {
    const policies = demanding(object.id, userId, planned);
    if (policies.length === 0) return [];
    const message = `Fewer ways to sign in would satisfy ${namesOf([object])}, which ${namesOf(policies)} would or may demand of the account that you are signed in with. No snapshot says whether you have one that is left: be sure before you go on.`;
    return [{ code: "demands-of-you", severity: "caution", message, objects: uniqueObjects([object, ...policies]) }];
  });
}

/** Also where single combinations are narrowed to certain keys: which those are, says nothing of who has one. */
function isNarrower({ type, action, expected, promised }: PlanStep): boolean {
  if (type !== "authenticationStrengthPolicy" || action !== "update") return false;
  const left = textsIn(promised.allowedCombinations);
  const isFewer = textsIn(expected.allowedCombinations).some((one) => !left.includes(one));
  return isFewer || objectsIn(promised.combinationConfigurations).length > 0;
}

function demanding(strength: string, userId: string, planned: TenantState) {
  return [...planned.objects("conditionalAccessPolicy")]
    .filter((policy) => isEnforced(policy) && !isSoftDeleted(policy))
    .filter(({ properties: { grantControls = null } }) => idsNamedIn([grantControls]).has(strength.toLowerCase()))
    .filter((policy) => reaches(policy, userId, planned) !== "no")
    .map(referenceTo);
}

function methodsIn({ authenticationMethodConfigurations }: JsonObject): readonly JsonObject[] {
  return objectsIn(authenticationMethodConfigurations);
}

function idOf({ id }: JsonObject): string {
  return jsonText(id).toLowerCase();
}
