import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import type { TypeProof } from "../../preload/contract/snapshot.ts";
import type { Comparison, LinkRule, ObjectTypeDefinition, PropertyRule } from "../catalogue/object-type-definition.ts";
import { type CompareContext, compareObjects, type ObjectDifference } from "./compare-objects.ts";

/** A property rule of which only the comparison matters. */
export function rule(comparison: Comparison, more: Partial<PropertyRule> = {}): PropertyRule {
  return { comparison, write: { route: "patch" }, ...more };
}

export function linkRule(shape: LinkRule["shape"], key: readonly string[] = []): LinkRule {
  return {
    shape,
    key,
    refersTo: ["directoryObject"],
    read: { from: "each", path: "/x/{id}/y" },
    write: { route: "patch" },
    permissions: [],
  };
}

/** A type with these rules and nothing else; the writers are never reached by comparing. */
export function definitionWith(
  properties: Readonly<Record<string, PropertyRule>>,
  links: Readonly<Record<string, LinkRule>> = {},
): ObjectTypeDefinition {
  return {
    type: "user",
    singular: "user",
    plural: "users",
    list: { path: "/users", countable: true, selectable: true, limit: "directory" },
    readPermissions: [],
    readRole: "Global Reader",
    writePermissions: [],
    properties,
    links,
    canCreate: true,
    canDelete: true,
    lostOnRecreate: [],
    blocked: () => undefined,
    linkBlocked: () => undefined,
    updateRequests: () => [],
    linkRequests: () => [],
    createRequest: () => undefined,
    restoreRequest: () => undefined,
    deleteRequests: () => [],
  };
}

export function proofFor(selected: readonly string[], more: Partial<TypeProof> = {}): TypeProof {
  return {
    promised: null,
    read: 1,
    pages: 1,
    complete: true,
    selected,
    links: [],
    mode: "full",
    deletedItemsRead: true,
    ...more,
  };
}

export function user(properties: JsonObject, links: DirectoryObject["links"] = {}): DirectoryObject {
  return { type: "user", id: "u1", properties, links };
}

/** Compares two users of whom everything that either has was asked for. */
export function compareUsers(
  before: DirectoryObject | undefined,
  after: DirectoryObject | undefined,
  definition: ObjectTypeDefinition,
  more: Partial<CompareContext> = {},
): ObjectDifference | undefined {
  const selected = [...Object.keys(before?.properties ?? {}), ...Object.keys(after?.properties ?? {})];
  const proof = proofFor(selected);
  return compareObjects(before, after, { definition, beforeProof: proof, afterProof: proof, ...more });
}
