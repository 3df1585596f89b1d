import type { DirectoryObject, ObjectReference } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import type { PlanWarning } from "../../preload/contract/plan.ts";
import { namesOf } from "./names-of-objects.ts";
import { canSignIn, roleHolders } from "./people-in.ts";
import type { TenantState } from "./planned-state.ts";
import { blocks, isEnforced } from "./policy-reach.ts";
import { referenceTo } from "./step-draft.ts";
import { type Answer, anyOf } from "./tri-state.ts";

/** The template id of Global Administrator, the same in every tenant: who holds it can undo anything. */
const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10";

/**
 * Whether somebody is left who can put a mistake right: a Global Administrator who can sign in. Who becomes or ceases to
 * be one is named, since a plan changes that through groups. Nothing is said where no snapshot holds the roles.
 */
export function administratorWarnings(found: TenantState, planned: TenantState): readonly PlanWarning[] {
  const [now, then] = [administratorsIn(found), administratorsIn(planned)];
  if (now === undefined || then === undefined) return [];
  return [
    ...nobodyLeft(now, then),
    ...allBlocked(now, then, found, planned),
    ...changed("administrators-gained", then, now, (names) => `${names} would become Global Administrator.`),
    ...changed("administrators-lost", now, then, (names) => `${names} would no longer be Global Administrator.`),
  ];
}

type People = ReadonlyMap<string, DirectoryObject>;

const eligible = "Who could activate the role in Privileged Identity Management, no snapshot holds.";

/** Global Administrators whose account is there and switched on, by id. */
function administratorsIn(state: TenantState): People | undefined {
  const holders = roleHolders(globalAdministrator, state);
  if (holders === undefined) return undefined;
  const usable = [...holders].filter((id) => canSignIn(id, state)).flatMap((id) => state.object("user", id) ?? []);
  return new Map(usable.map((user) => [user.id.toLowerCase(), user]));
}

function nobodyLeft(now: People, then: People): readonly PlanWarning[] {
  if (now.size === 0 || then.size > 0) return [];
  const objects = [...now.values()].map(referenceTo);
  const message = `Nobody who can sign in would be Global Administrator any more: it is ${namesOf(objects)} now. Nobody could undo this plan. ${eligible}`;
  return [{ code: "no-administrator", severity: "stop", message, objects }];
}

/** By whichever policies together: one administrator who gets in is enough. */
function allBlocked(now: People, then: People, found: TenantState, planned: TenantState): readonly PlanWarning[] {
  const answer = worst(then, planned);
  if (answer === "no" || worst(now, found) === answer) return [];
  const people = [...then.values()].map(referenceTo);
  const policies = enforced(planned)
    .filter((policy) => [...then.keys()].some((id) => blocks(policy, id, planned) !== "no"))
    .map(referenceTo);
  const isSure = answer === "yes";
  const doubt = " It is not certain: it depends on locations, devices or other conditions that no snapshot holds.";
  const message = `Every Global Administrator who can sign in (${namesOf(people)}) ${isSure ? "would" : "may"} be blocked by ${namesOf(policies)}; nobody could undo this plan.${isSure ? "" : doubt}`;
  const code = isSure ? "blocks-administrators" : "may-block-administrators";
  return [{ code, severity: "stop", message, objects: [...policies, ...people] }];
}

/** Whether all of them are blocked: "no" as soon as one surely gets in. */
function worst(people: People, state: TenantState): Answer {
  const policies = enforced(state);
  const answers = [...people.keys()].map((id) => anyOf(policies.map((policy) => blocks(policy, id, state))));
  if (answers.length === 0 || answers.includes("no")) return "no";
  return answers.includes("unsure") ? "unsure" : "yes";
}

function enforced(state: TenantState): readonly DirectoryObject[] {
  return [...state.objects("conditionalAccessPolicy")].filter((policy) => isEnforced(policy) && !isSoftDeleted(policy));
}

/** Those of `people` who are not among `others`. */
function changed(
  code: string,
  people: People,
  others: People,
  sentence: (names: string) => string,
): readonly PlanWarning[] {
  const objects: readonly ObjectReference[] = [...people]
    .filter(([id]) => !others.has(id))
    .map(([, one]) => referenceTo(one));
  return objects.length === 0 ? [] : [{ code, severity: "caution", message: sentence(namesOf(objects)), objects }];
}
