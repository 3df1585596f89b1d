import { createHash } from "node:crypto";
import type { DirectoryObject, LinkTarget, ObjectType } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { isPlainId } from "../catalogue/is-plain-id.ts";
import { detectType } from "./detect-type.ts";
import { isPlainTarget, strangeId } from "./export-format.ts";
import type { ExportedItem } from "./exported-items.ts";
import { inFormOfV1 } from "./in-form-of-v1.ts";

/** An object, or why the item is none. */
export type Converted =
  | { readonly object: DirectoryObject; readonly idMissing: boolean }
  | { readonly name: string; readonly reason: string };

/** Links of which only the targets' ids count, by the names under which exports expand them or name their folders. */
export const referenceLinks = ["members", "owners", "manager", "sponsors"] as const;
export const recordLinks = ["appRoleAssignedTo", "oauth2PermissionGrants", "federatedIdentityCredentials"] as const;

/** Turns one exported item into an object of the catalogue, without OData noise, its expanded links apart. */
export function toDirectoryObject({ value, collection }: ExportedItem, folders: readonly string[]): Converted {
  const name = nameIn(value);
  if (!isJsonObject(value)) return { name, reason: "It is not a JSON object." };
  if (Object.hasOwn(value, "DisplayName") || Object.hasOwn(value, "Id")) {
    return {
      name,
      reason: "Its property names are PowerShell's (DisplayName), not Graph's: export it as Graph returns it.",
    };
  }
  if (Object.hasOwn(value, "oauth2Permissions") || Object.hasOwn(value, "replyUrlsWithType")) {
    return { name, reason: "It is an application manifest of the old format, not a Graph object." };
  }
  const type = detectType(value, collection, folders);
  if (type === undefined) return { name, reason: "It is of no type that this version knows." };
  const object = objectOf(type, inFormOfV1(type, value));
  if (!isPlainId(object.id) || !Object.values(object.links).flat().every(isPlainTarget))
    return { name, reason: strangeId };
  return { object, idMissing: idIn(type, value) === undefined };
}

function nameIn(value: JsonValue): string {
  if (!isJsonObject(value)) return "";
  const names = [value.displayName, value.DisplayName, value.userPrincipalName, value.id, value.Id];
  return (
    names
      .find((name) => typeof name === "string" && name !== "")
      ?.toString()
      .slice(0, 200) ?? ""
  );
}

function objectOf(type: ObjectType, value: JsonObject): DirectoryObject {
  const links: Record<string, readonly LinkTarget[]> = {};
  const properties: [string, JsonValue][] = [];
  for (const [name, inside] of Object.entries(value)) {
    const targets = linkTargets(name, inside);
    if (targets !== undefined) links[name] = targets;
    else if (name !== "id" && !isNoise(name)) properties.push([name, withoutNoise(inside)]);
  }
  return { type, id: idIn(type, value) ?? madeId(type, value), properties: Object.fromEntries(properties), links };
}

function idIn(type: ObjectType, { id }: JsonObject): string | undefined {
  if (typeof id === "string" && id !== "" && id.length <= 200) return id;
  return definitionOf(type).list.singleton === true ? type : undefined;
}

/** The same item gets the same id again. */
function madeId(type: ObjectType, value: JsonObject): string {
  const hash = createHash("sha256")
    .update(`${type}\n${JSON.stringify(value)}`)
    .digest("hex");
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join("-");
}

function linkTargets(name: string, value: JsonValue): readonly LinkTarget[] | undefined {
  if (referenceLinks.some((link) => link === name))
    return sortedIds((Array.isArray(value) ? value : [value]) as readonly JsonValue[]);
  if (!recordLinks.some((link) => link === name) || !Array.isArray(value)) return undefined;
  return value.filter(isJsonObject).map((record) => withoutNoise(record) as JsonObject);
}

function sortedIds(targets: readonly JsonValue[]): readonly string[] {
  const ids = targets
    .map((target) => (isJsonObject(target) ? target.id : target))
    .filter((id) => typeof id === "string");
  return [...new Set(ids)].sort();
}

function isNoise(name: string): boolean {
  return (
    name !== "@odata.type" && (name.startsWith("#") || name.includes("@odata.") || name.startsWith("@microsoft.graph."))
  );
}

/** Values come from files that are checked for their depth. `__proto__` stays an ordinary key. */
export function withoutNoise(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutNoise);
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(([name]) => !isNoise(name));
  return Object.fromEntries(kept.map(([name, inside]) => [name, withoutNoise(inside)]));
}
