import type { DirectoryObject, LinkTarget, ObjectReference } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import { usualMostDeletions } from "../../preload/contract/methods.ts";
import type {
  DeadReference,
  ImpossiblePart,
  MadeAgainPolicies,
  PlanStep,
  PlanWarning,
} from "../../preload/contract/plan.ts";
import { definitionOf, linkKey } from "../catalogue/catalogue.ts";
import { choiceWarnings } from "./choice-warnings.ts";
import { conflictWarnings, referenceWarnings } from "./decision-warnings.ts";
import { demandWarnings } from "./demand-warnings.ts";
import { ruleWarnings } from "./ended-rules.ts";
import { licenceWarnings } from "./licence-warnings.ts";
import { locationLockouts } from "./location-lockouts.ts";
import { lockoutWarnings } from "./lockout-warnings.ts";
import { madeBeforeNotes, namesakeWarnings } from "./made-before.ts";
import { methodWarnings } from "./method-warnings.ts";
import { namesOf, uniqueObjects } from "./names-of-objects.ts";
import { ownAccessWarnings } from "./own-access-warnings.ts";
import type { PlanInput } from "./plan-input.ts";
import { madeAgainWarnings, switchedOnByUpdate } from "./policies-made-again.ts";
import { refusalWarnings } from "./refusal-warnings.ts";
import { idsNamedIn } from "./replace-ids.ts";
import { ruleLockouts } from "./rule-lockouts.ts";
import { referenceTo } from "./step-draft.ts";

export interface WarningContext {
  readonly steps: readonly PlanStep[];
  readonly impossible: readonly ImpossiblePart[];
  readonly deadReferences?: readonly DeadReference[];
  readonly made?: MadeAgainPolicies;
  readonly input: Pick<
    PlanInput,
    | "lookup"
    | "allFound"
    | "signedInObjectId"
    | "ownClientId"
    | "cautions"
    | "unknown"
    | "unreadNow"
    | "conflicts"
    | "kept"
    | "passedOver"
    | "tenantId"
    | "mostDeletions"
    | "madeBefore"
  > &
    Partial<Pick<PlanInput, "filter">>;
}

type Finder = (context: WarningContext) => readonly PlanWarning[];

/** All that a person has to know before anything is written; stop warnings first. */
export function findWarnings(context: WarningContext): readonly PlanWarning[] {
  const finders: readonly Finder[] = [
    ({ steps, input }) => lockoutWarnings(steps, input),
    ({ steps, input }) => locationLockouts(steps, input),
    ({ steps, input }) => ruleLockouts(steps, input),
    ({ steps, input }) => ownAccessWarnings(steps, input),
    ({ steps, input }) => ruleWarnings(steps, input),
    ({ steps, input }) => demandWarnings(steps, input),
    ({ steps, input }) => methodWarnings(steps, input),
    choiceWarnings,
    doubtfulChanges,
    unknownChanges,
    ({ deadReferences = [] }) => referenceWarnings(deadReferences),
    ({ input }) => conflictWarnings(input.conflicts ?? [], input.kept ?? 0),
    deletions,
    takenAlong,
    lastOwners,
    ({ steps, input }) => refusalWarnings(steps, input),
    ({ steps, input }) => namesakeWarnings(steps, input),
    ({ input }) => madeBeforeNotes(input.madeBefore ?? []),
    recreations,
    ({ made }) => madeAgainWarnings(made),
    ({ steps, input }) => switchedOnByUpdate(steps, input.madeBefore ?? []),
    unseenLinks,
    sharedLocations,
    specialGroups,
    passwords,
    restricted,
    protectedActions,
    ({ steps, input }) => licenceWarnings(steps, input),
  ];
  const order = ["stop", "caution", "note"];
  return finders
    .flatMap((find) => find(context))
    .sort((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity));
}

function warning(
  code: string,
  severity: PlanWarning["severity"],
  objects: readonly ObjectReference[],
  message: string,
): readonly PlanWarning[] {
  return objects.length === 0 ? [] : [{ code, severity, message, objects }];
}

/** Of the comparison as a whole, so that it names no object. */
const doubtfulChanges: Finder = ({ steps, input: { cautions = [] } }) =>
  steps.length === 0
    ? []
    : cautions.map((message) => ({ code: "read-differently", severity: "caution", message, objects: [] }));

/** Also where there is no step: what changed in there may be why. What neither side knows looks changed to nobody. */
const unknownChanges: Finder = ({ input: { unknown = [] } }) =>
  unknown
    .filter(({ onBothSides }) => onBothSides !== true)
    .map(({ type, reason }) => {
      const message = `Not everything of the ${definitionOf(type).plural} could be compared, so that the plan may leave something out. ${reason}`;
      return { code: "not-compared", severity: "caution", message, objects: [] };
    });

function objectsOf(steps: readonly PlanStep[], action: PlanStep["action"]): readonly ObjectReference[] {
  return steps.filter((step) => step.action === action).map(({ object }) => object);
}

type DeletionContext = Pick<WarningContext, "steps"> & { readonly input: Pick<PlanInput, "mostDeletions"> };

/** Also for plans that reverse others. */
export const deletions = ({ steps, input }: DeletionContext): readonly PlanWarning[] => {
  const objects = objectsOf(steps, "delete");
  const { mostDeletions: most = usualMostDeletions } = input;
  if (objects.length <= most) return [];
  const many = objects.length === 1 ? "1 object" : `${objects.length} objects`;
  const why = most === 0 ? "every deletion has to be accepted" : `more than ${most} have to be accepted`;
  const message = `The plan deletes ${many}; ${why}: ${namesOf(objects)}.`;
  return warning("many-deletions", "stop", objects, message);
};

/** Deleting an application makes Microsoft Entra delete its service principal in the same tenant, which no step says. */
const takenAlong: Finder = ({ steps, input: { allFound } }) => {
  const deleted = steps.filter(({ action }) => action === "delete");
  const going = new Set(deleted.map(({ object }) => object.id));
  const applications = deleted.filter(({ type }) => type === "application").map(({ object }) => object.id);
  if (applications.length === 0) return [];
  const isGoing = ({ id }: DirectoryObject) => applications.includes(id);
  const appIds = new Set(
    [...Iterator.from(allFound("application")).filter(isGoing)].map(({ properties }) => properties.appId),
  );
  const objects = [
    ...Iterator.from(allFound("servicePrincipal")).filter(
      (object) => !isSoftDeleted(object) && !going.has(object.id) && appIds.has(object.properties.appId),
    ),
  ].map(referenceTo);
  const message = `${namesOf(objects)} goes to the recycle bin along with its application: Microsoft Entra deletes the enterprise application, with its assignments and grants, too.`;
  return warning("taken-along", "caution", objects, message);
};

const lastOwners: Finder = ({ steps, input }) => {
  const objects = uniqueObjects([
    ...steps.filter((step) => losesLastOwner(step, input)).map(({ object }) => object),
    ...ownedByWhoGoes(steps, input),
  ]);
  const message = `${namesOf(objects)} would be left without an owner. Microsoft Entra refuses that for some groups.`;
  return warning("last-owner", "stop", objects, message);
};

const ownedTypes: readonly ObjectReference["type"][] = ["group", "application", "servicePrincipal"];

/** What only accounts own that the plan puts into the recycle bin, and to whom it gives no other owner. */
function ownedByWhoGoes(steps: readonly PlanStep[], { allFound }: WarningContext["input"]): readonly ObjectReference[] {
  const going = new Set(objectsOf(steps, "delete").map(({ id }) => id.toLowerCase()));
  if (going.size === 0) return [];
  const given = new Set(
    steps
      .filter(({ links }) => links.some(({ link, add }) => link === "owners" && add.length > 0))
      .map(({ object }) => object.id),
  );
  return ownedTypes.flatMap((type) =>
    [
      ...Iterator.from(allFound(type)).filter(({ id, links: { owners = [] } }) => {
        const isGoing = owners.every((owner) => typeof owner === "string" && going.has(owner.toLowerCase()));
        return owners.length > 0 && isGoing && !going.has(id.toLowerCase()) && !given.has(id);
      }),
    ].map(referenceTo),
  );
}

function losesLastOwner({ type, object, links }: PlanStep, { lookup }: WarningContext["input"]): boolean {
  const rule = definitionOf(type).links.owners;
  const change = links.find(({ link }) => link === "owners");
  const owners = lookup.after(type, object.id)?.links.owners ?? [];
  if (rule === undefined || change === undefined || owners.length === 0) return false;
  const gone = new Set(change.remove.map((target) => linkKey(rule, target)));
  const left = [...owners.filter((owner) => !gone.has(linkKey(rule, owner))), ...change.add];
  // Of a group's owners Microsoft Entra counts people only.
  const isApplication = (owner: LinkTarget) =>
    typeof owner === "string" &&
    (lookup.after("servicePrincipal", owner) ?? lookup.before("servicePrincipal", owner)) !== undefined;
  const counts = (owner: LinkTarget) => type !== "group" || !isApplication(owner);
  return owners.some(counts) && !left.some(counts);
}

const recreations: Finder = ({ steps }) => {
  const created = Map.groupBy(objectsOf(steps, "create"), ({ type }) => type);
  return [...created].flatMap(([type, objects]) => {
    const lost = definitionOf(type).lostOnRecreate.join("; ");
    const message = `${namesOf(objects)} would be made again with a new id. Not coming back: ${lost}.`;
    return warning("made-again", "caution", objects, message);
  });
};

/** Nobody can read what an object in the recycle bin is linked to; Microsoft Entra keeps it all. */
const unseenLinks: Finder = ({ steps }) => {
  const objects = objectsOf(steps, "restore").filter(({ type }) => Object.keys(definitionOf(type).links).length > 0);
  const message = `${namesOf(objects)} ${objects.length === 1 ? "comes" : "come"} back with the manager, memberships, ownerships and assignments of the moment of deletion, also where somebody changed them after the snapshot: in the recycle bin nobody can read them. Look at a new report afterwards.`;
  return warning("unseen-links", "note", objects, message);
};

/** A location is shared: setting it back reaches every policy that names it (fault C16). */
const sharedLocations: Finder = ({ steps, input }) => {
  const locations = new Map(
    steps
      .filter(({ type, action }) => type === "namedLocation" && action !== "delete")
      .map(({ object }) => [object.id.toLowerCase(), object]),
  );
  if (locations.size === 0) return [];
  const users = new Map<string, string[]>();
  for (const policy of input.allFound("conditionalAccessPolicy")) {
    for (const id of idsNamedIn(policy.properties)) {
      if (locations.has(id)) users.set(id, [...(users.get(id) ?? []), policy.id]);
    }
  }
  return [...users].flatMap(([id, policies]) => {
    const objects = [...locations].filter(([key]) => key === id).map(([, object]) => object);
    const message = `${policies.length === 1 ? "One policy uses" : `${policies.length} policies use`} the location ${namesOf(objects)}; all of them are affected.`;
    return warning("shared-location", "caution", objects, message);
  });
};

const specialGroups: Finder = ({ steps, input }) => {
  const groups = uniqueObjects(steps.filter(({ type }) => type === "group").map(({ object }) => object));
  const where = (test: (group: DirectoryObject) => boolean) =>
    groups.filter(({ id }) => {
      const group = input.lookup.after("group", id) ?? input.lookup.before("group", id);
      return group !== undefined && test(group);
    });
  const ended = steps.filter(({ promised: { groupTypes } }) => groupTypes !== undefined && !isDynamic(groupTypes));
  const dynamic = where(
    ({ id, properties: { groupTypes } }) => isDynamic(groupTypes) && !ended.some(({ object }) => object.id === id),
  );
  const privileged = where(({ properties }) => properties.isAssignableToRole === true);
  return [
    ...warning(
      "dynamic-group",
      "note",
      dynamic,
      `The members of ${namesOf(dynamic)} follow from a rule; Microsoft Entra works them out by itself and takes a while.`,
    ),
    ...warning(
      "role-group",
      "caution",
      privileged,
      `${namesOf(privileged)} can hold directory roles: who comes in or goes out gets or loses administrative rights.`,
    ),
  ];
};

function isDynamic(groupTypes: JsonValue | undefined): boolean {
  return Array.isArray(groupTypes) && groupTypes.includes("DynamicMembership");
}

const passwords: Finder = ({ steps }) => {
  const objects = steps
    .filter(({ type, action }) => type === "user" && action === "create")
    .map(({ object }) => object);
  const message = `${namesOf(objects)} would get a random password that nobody knows. Reset it when you hand the account over.`;
  return warning("new-password", "note", objects, message);
};

const protectable: ReadonlySet<ObjectReference["type"]> = new Set(["conditionalAccessPolicy", "namedLocation"]);

/** Which actions a tenant protects no snapshot holds; the person should not be surprised in the middle. */
const protectedActions: Finder = ({ steps }) => {
  const objects = uniqueObjects(steps.filter(({ type }) => protectable.has(type)).map(({ object }) => object));
  const message =
    "Writing Conditional Access can be a protected action in this tenant. Then Microsoft Entra asks you to sign in again, with a stronger method, while the plan runs; it goes on afterwards.";
  return warning("protected-action", "note", objects, message);
};

/** In a restricted management administrative unit only its own administrators write, whatever else one holds. */
const restricted: Finder = ({ steps, input: { lookup } }) => {
  const objects = uniqueObjects(steps.map(({ object }) => object)).filter(({ type, id }) => {
    const object = lookup.after(type, id) ?? lookup.before(type, id);
    return object?.properties.isManagementRestricted === true;
  });
  const message = `${namesOf(objects)} ${objects.length === 1 ? "is" : "are"} in a restricted management administrative unit. Microsoft Entra refuses the write unless you hold a role in that unit.`;
  return warning("restricted-management", "caution", objects, message);
};
