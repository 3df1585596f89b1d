import type { ObjectType } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import type { AuditEntryProperty, AuditEntryTarget } from "./audit-entry.ts";
import { auditName } from "./audit-names.ts";
import type { DemoState, MutableJsonObject } from "./demo-state.ts";
import { isToldTogether, sharedProperties } from "./shared-audit-names.ts";

const targetTypes: Readonly<Record<ObjectType, string>> = {
  user: "User",
  group: "Group",
  application: "Application",
  servicePrincipal: "ServicePrincipal",
  conditionalAccessPolicy: "Policy",
  namedLocation: "NamedLocation",
  authenticationStrengthPolicy: "Policy",
  authenticationMethodsPolicy: "Policy",
  authorizationPolicy: "Policy",
  directoryRole: "Role",
  organization: "Directory",
  subscribedSku: "Other",
};

/** An object as a record names it. */
export function auditTarget(
  type: ObjectType,
  object: MutableJsonObject,
  modified: readonly AuditEntryProperty[] = [],
): AuditEntryTarget {
  const { id, displayName, userPrincipalName } = object;
  return {
    id: String(id),
    type: targetTypes[type],
    displayName: typeof displayName === "string" ? displayName : null,
    ...(typeof userPrincipalName === "string" ? { userPrincipalName } : {}),
    ...(type === "group" ? { groupType: isUnified(object) ? ("unifiedGroups" as const) : ("azureAD" as const) } : {}),
    modified,
  };
}

function isUnified({ groupTypes }: MutableJsonObject): boolean {
  return Array.isArray(groupTypes) && groupTypes.includes("Unified");
}

const principalTypes = ["user", "servicePrincipal", "group", "application"] as const;

/** The same for whatever has this id, soft-deleted or not; a bare id for what is gone. */
export function auditTargetById(
  state: DemoState,
  id: string,
  modified: readonly AuditEntryProperty[] = [],
): AuditEntryTarget {
  for (const type of principalTypes) {
    const object = state.objects[type].get(id);
    if (object !== undefined) return auditTarget(type, object, modified);
  }
  const deleted = state.deleted.get(id);
  if (deleted !== undefined) return auditTarget(deleted.type, deleted.object, modified);
  return { id, type: "Other", displayName: null, modified };
}

/** Old and new of each changed property: single values as lists of one, as the directory logs them. */
export function modifiedProperties(
  type: ObjectType,
  before: MutableJsonObject,
  after: MutableJsonObject,
  names: readonly string[],
): readonly AuditEntryProperty[] {
  const own = names.filter((name) => !isToldTogether(name));
  const changed = [
    ...own.flatMap((name) => entriesOf(name, auditName(type, name), before[name], after[name])),
    ...sharedProperties(before, after, names),
  ];
  return [...changed, { name: "Included Updated Properties", after: changed.map(({ name }) => name).join(", ") }];
}

/** The extension attributes of people are told of each by itself. */
function entriesOf(name: string, said: string, before: JsonValue | undefined, after: JsonValue | undefined) {
  if (name !== "onPremisesExtensionAttributes") return [{ name: said, before: asList(before), after: asList(after) }];
  const [old, fresh] = [objectIn(before), objectIn(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
    .filter((inner) => (old[inner] ?? null) !== (fresh[inner] ?? null))
    .map((inner) => ({ name: `E${inner.slice(1)}`, before: asList(old[inner]), after: asList(fresh[inner]) }));
}

function objectIn(value: JsonValue | undefined): JsonObject {
  return value !== undefined && isJsonObject(value) ? value : {};
}

function asList(value: JsonValue | undefined): JsonValue {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
