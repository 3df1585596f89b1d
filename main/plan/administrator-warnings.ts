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
  const [couldNow, couldThen] = [couldBecome(found), couldBecome(planned)];
  return [
    ...nobodyLeft(now, then, couldThen),
    ...nobodyCould(now, then, couldNow, couldThen),
    ...allBlocked(now, then, { found, planned, couldThen }),
    ...changed("administrators-gained", then, now, (names) => `${names} would become Global Administrator.`),
    ...changed("administrators-lost", now, then, (names) => `${names} would no longer be Global Administrator.`),
    ...changed(
      "eligible-administrators-gained",
      couldThen ?? nobody,
      couldNow ?? nobody,
      (names) => `${names} could then activate Global Administrator in Privileged Identity Management.`,
    ),
    ...changed(
      "eligible-administrators-lost",
      couldNow ?? nobody,
      couldThen ?? nobody,
      (names) => `${names} could no longer activate Global Administrator in Privileged Identity Management.`,
    ),
  ];
}

type People = ReadonlyMap<string, DirectoryObject>;
const nobody: People = new Map();

/** Global Administrators whose account is there and switched on, by id. */
function administratorsIn(state: TenantState): People | undefined {
  return usableAmong(roleHolders(globalAdministrator, state), state);
}

/** The same of those who could activate the role in Privileged Identity Management. */
function couldBecome(state: TenantState): People | undefined {
  return usableAmong(roleHolders(globalAdministrator, state, "eligibleMembers"), state);
}

function usableAmong(holders: ReadonlySet<string> | undefined, state: TenantState): People | undefined {
  if (holders === undefined) return undefined;
  const usable = [...holders].filter((id) => canSignIn(id, state)).flatMap((id) => state.object("user", id) ?? []);
  return new Map(usable.map((user) => [user.id.toLowerCase(), user]));
}

function nobodyLeft(now: People, then: People, couldThen: People | undefined): readonly PlanWarning[] {
  if (now.size === 0 || then.size > 0) return [];
  const objects = [...now.values()].map(referenceTo);
  const message = `Nobody who can sign in would be Global Administrator any more: it is ${namesOf(objects)} now. ${wayBack(couldThen)}`;
  return [{ code: "no-administrator", severity: "stop", message, objects }];
}

/** Who could still activate the role; that may need the approval of somebody who cannot give it any more. */
function wayBack(couldThen: People | undefined): string {
  if (couldThen === undefined)
    return "Nobody could undo this plan, unless somebody can activate the role in Privileged Identity Management, which no snapshot says.";
  if (couldThen.size === 0) return "Nobody could undo this plan.";
  const names = namesOf([...couldThen.values()].map(referenceTo));
  return `Only ${names} could undo this plan, who would have to activate the role in Privileged Identity Management first.`;
}

/** Where nobody holds the role for good, and the plan takes it from those who could activate it. */
function nobodyCould(
  now: People,
  then: People,
  couldNow: People | undefined,
  couldThen: People | undefined,
): readonly PlanWarning[] {
  if (now.size + then.size > 0 || couldNow === undefined || couldNow.size === 0 || couldThen?.size !== 0) return [];
  const objects = [...couldNow.values()].map(referenceTo);
  const message = `Nobody who can sign in could activate Global Administrator any more: it is ${namesOf(objects)} now, and nobody holds the role. Nobody could undo this plan.`;
  return [{ code: "no-administrator", severity: "stop", message, objects }];
}

/** By whichever policies together: one administrator who gets in is enough. */
function allBlocked(
  now: People,
  then: People,
  { found, planned, couldThen }: { found: TenantState; planned: TenantState; couldThen: People | undefined },
): readonly PlanWarning[] {
  const answer = worst(then, planned);
  if (answer === "no" || worst(now, found) === answer) return [];
  const people = [...then.values()].map(referenceTo);
  const policies = enforced(planned)
    .filter((policy) => [...then.keys()].some((id) => blocks(policy, id, planned) !== "no"))
    .map(referenceTo);
  const isSure = answer === "yes";
  const doubt = " It is not certain: it depends on locations, devices or other conditions that no snapshot holds.";
  const message = `Every Global Administrator who can sign in (${namesOf(people)}) ${isSure ? "would" : "may"} be blocked by ${namesOf(policies)}. ${wayBack(couldThen && freeAmong(couldThen, planned))}${isSure ? "" : doubt}`;
  const code = isSure ? "blocks-administrators" : "may-block-administrators";
  return [{ code, severity: "stop", message, objects: [...policies, ...people] }];
}

/** Those whom no policy keeps out. */
function freeAmong(people: People, state: TenantState): People {
  const policies = enforced(state);
  return new Map([...people].filter(([id]) => policies.every((policy) => blocks(policy, id, state) === "no")));
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
