import type { DirectoryObject, ObjectReference } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import type { PlanStep, PlanWarning } from "../../preload/contract/plan.ts";
import { namesOf, uniqueObjects } from "./names-of-objects.ts";
import { groupsWithin } from "./people-in.ts";
import type { PlanInput } from "./plan-input.ts";
import { plannedState, type TenantState } from "./planned-state.ts";
import { blocksSignIn, isEnforced, namedGroups } from "./policy-reach.ts";
import { referenceTo } from "./step-draft.ts";

const relevant = new Set(["conditionalAccessPolicy", "group"] as const);

/** One policy, and the groups with a rule by which it decides whom to leave out or to block. */
interface Ruled {
  readonly policy: ObjectReference;
  readonly groups: readonly ObjectReference[];
  readonly blocks: boolean;
}

/**
 * Policies that leave people out, or block them, by a group whose rule or whose rule's attributes the plan writes. Whom the
 * rule takes in then only Microsoft Entra can work out, so that no other warning can say who is let in or shut out.
 */
export function ruleLockouts(
  steps: readonly PlanStep[],
  input: Pick<PlanInput, "lookup" | "allFound">,
): readonly PlanWarning[] {
  const written = attributesWritten(steps);
  const rules = new Set(steps.filter(writesRule).map(({ object }) => object.id.toLowerCase()));
  if (written.size + rules.size === 0) return [];
  const planned = plannedState(steps, input, relevant);
  const moves = (group: DirectoryObject) =>
    isDynamic(group) && (rules.has(group.id.toLowerCase()) || namesOneOf(group.properties.membershipRule, written));
  const ruled = [...planned.objects("conditionalAccessPolicy")]
    .filter((policy) => isEnforced(policy) && !isSoftDeleted(policy))
    .flatMap((policy) => ruledBy(policy, moves, planned));
  return [
    ...warningOf(ruled, true, "Check that you and the emergency accounts stay out of what is blocked."),
    ...warningOf(ruled, false, ""),
  ];
}

function ruledBy(
  policy: DirectoryObject,
  moves: (group: DirectoryObject) => boolean,
  planned: TenantState,
): readonly Ruled[] {
  const blocks = blocksSignIn(policy) !== "no";
  const named = [...namedGroups(policy, "exclude"), ...(blocks ? namedGroups(policy, "include") : [])];
  const groups = named.flatMap((id) => groupsWithin(id, planned)).filter(moves);
  return groups.length === 0 ? [] : [{ policy: referenceTo(policy), groups: groups.map(referenceTo), blocks }];
}

function warningOf(all: readonly Ruled[], blocks: boolean, advice: string): readonly PlanWarning[] {
  const ruled = all.filter((one) => one.blocks === blocks);
  if (ruled.length === 0) return [];
  const [policies, groups] = [ruled.map(({ policy }) => policy), uniqueObjects(ruled.flatMap((one) => one.groups))];
  const message = `${namesOf(policies)} ${policies.length === 1 ? "goes" : "go"} by ${namesOf(groups)}, whose members follow from a rule. The plan writes the rule, or attributes that it looks at: whom ${policies.length === 1 ? "the policy" : "the policies"} then ${blocks ? "block" : "reach"}${policies.length === 1 ? "s" : ""}, Microsoft Entra works out afterwards. ${advice}`;
  const severity = blocks ? ("stop" as const) : ("note" as const);
  return [{ code: "rule-decides", severity, message: message.trim(), objects: [...policies, ...groups] }];
}

const ofRule = ["membershipRule", "membershipRuleProcessingState", "groupTypes"];

function writesRule({ type, action, promised }: PlanStep): boolean {
  return type === "group" && action === "update" && ofRule.some((unit) => unit in promised);
}

/** Of people, in lower case; the rules write "user.department". */
function attributesWritten(steps: readonly PlanStep[]): ReadonlySet<string> {
  const ofPeople = steps.filter(({ type, action }) => type === "user" && action === "update");
  return new Set(ofPeople.flatMap(({ promised }) => Object.keys(promised)).map((unit) => unit.toLowerCase()));
}

function namesOneOf(rule: unknown, attributes: ReadonlySet<string>): boolean {
  if (typeof rule !== "string" || attributes.size === 0) return false;
  return [...rule.toLowerCase().matchAll(/\buser\.(\w+)/gu)].some(([, name = ""]) => attributes.has(name));
}

function isDynamic({ properties: { groupTypes } }: DirectoryObject): boolean {
  return Array.isArray(groupTypes) && groupTypes.includes("DynamicMembership");
}
