import type { DirectoryObject, ObjectReference } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import { isJsonObject, jsonText, textsIn } from "../../preload/contract/json-value.ts";
import type { PlanStep, PlanWarning } from "../../preload/contract/plan.ts";
import { canLockOut } from "./lockout-warnings.ts";
import { namesOf } from "./names-of-objects.ts";
import type { PlanInput } from "./plan-input.ts";
import { foundState, plannedState, type TenantState } from "./planned-state.ts";
import { isEnforced, reaches } from "./policy-reach.ts";
import { referenceTo } from "./step-draft.ts";

const policyType = "conditionalAccessPolicy" as const;

/** What not everybody can satisfy, in words. Multifactor authentication by itself is taken for granted. */
const demands: Readonly<Record<string, string>> = {
  compliantdevice: "a compliant device",
  domainjoineddevice: "a device that is joined to the domain",
  approvedapplication: "an approved app",
  compliantapplication: "an app under protection",
  passwordchange: "a change of password",
};

/**
 * Policies that would newly demand of the person at the screen what no snapshot says that they have. It is in doubt, so it
 * is said: whoever cannot satisfy a control is as good as blocked.
 */
export function demandWarnings(
  steps: readonly PlanStep[],
  input: Pick<PlanInput, "lookup" | "allFound" | "signedInObjectId">,
): readonly PlanWarning[] {
  const { signedInObjectId: userId } = input;
  if (userId === undefined || !steps.some(canLockOut)) return [];
  const [found, planned] = [
    foundState(input),
    plannedState(steps, input, new Set([policyType, "group", "user"] as const)),
  ];
  const demanded = [...planned.objects(policyType)].flatMap((policy) => {
    const before = new Set(demandsOf(found.object(policyType, policy.id), userId, found));
    const added = demandsOf(policy, userId, planned).filter((demand) => !before.has(demand));
    return added.length === 0 ? [] : [{ policy: referenceTo(policy), added }];
  });
  const groups = Map.groupBy(demanded, ({ added }) => added.join(" and "));
  return [...groups].map(([added, policies]) =>
    warningFor(
      added,
      policies.map(({ policy }) => policy),
    ),
  );
}

function warningFor(added: string, objects: readonly ObjectReference[]): PlanWarning {
  return {
    code: "demands-of-you",
    severity: "caution",
    message: `${namesOf(objects)} would or may demand ${added} of the account that you are signed in with. No snapshot says whether you can give it: be sure before you go on.`,
    objects,
  };
}

/** Of a policy that is on and that reaches the person, surely or perhaps. */
function demandsOf(policy: DirectoryObject | undefined, userId: string, state: TenantState): readonly string[] {
  if (policy === undefined || !isEnforced(policy) || isSoftDeleted(policy)) return [];
  const { grantControls } = policy.properties;
  if (!isJsonObject(grantControls) || reaches(policy, userId, state) === "no") return [];
  const { authenticationStrength: strength, termsOfUse, customAuthenticationFactors } = grantControls;
  return [
    ...textsIn(grantControls.builtInControls).flatMap((control) => demands[control.toLowerCase()] ?? []),
    ...(isJsonObject(strength)
      ? [`the authentication strength "${jsonText(strength.displayName ?? strength.id)}"`]
      : []),
    ...(textsIn(termsOfUse).length > 0 ? ["consent to terms of use"] : []),
    ...(textsIn(customAuthenticationFactors).length > 0 ? ["a control of another maker"] : []),
  ];
}
