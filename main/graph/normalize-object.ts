import type { DirectoryObject, LinkTarget, ObjectType } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject, jsonText } from "../../preload/contract/json-value.ts";
import { linkKey } from "../catalogue/catalogue.ts";
import type { LinkRule } from "../catalogue/object-type-definition.ts";

/** Graph's object as a snapshot holds it, with no links yet. `fallbackId` is for singletons that come without an id. */
export function normalizeObject(type: ObjectType, raw: JsonObject, fallbackId = ""): DirectoryObject {
  const { id, ...rest } = raw;
  const properties = withoutNoise(type === "user" ? withOwnName(raw, rest) : rest);
  return { type, id: typeof id === "string" && id !== "" ? id : fallbackId, properties, links: {} };
}

/**
 * In the recycle bin Graph puts the id before a person's sign-in name, so that it is free for others; a restore takes it away
 * again. Nobody has changed the name, and no report or plan may say so.
 */
function withOwnName({ id, deletedDateTime, userPrincipalName }: JsonObject, rest: JsonObject): JsonObject {
  if (typeof id !== "string" || typeof deletedDateTime !== "string" || typeof userPrincipalName !== "string")
    return rest;
  const before = id.replaceAll("-", "").toLowerCase();
  if (!userPrincipalName.toLowerCase().startsWith(before)) return rest;
  return { ...rest, userPrincipalName: userPrincipalName.slice(before.length) };
}

/** Targets of one link, sorted and unique: ids of a reference link, records by their key. */
export function normalizeLink(rule: LinkRule, items: readonly JsonObject[]): readonly LinkTarget[] {
  if (rule.shape === "reference") return sortedIds(items.map(({ id }) => id).filter((id) => typeof id === "string"));
  const records = items
    .map(withoutNoise)
    .map((record) => [`${linkKey(rule, record)}|${jsonText(record.id)}`, record] as const);
  return [...new Map(records.sort(([one], [other]) => compareText(one, other))).values()];
}

/** Each id once, by code units; the engine's own comparison is faster than any of ours. */
export function sortedIds(ids: Iterable<string>): readonly string[] {
  return [...new Set(ids)].sort();
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * Drops OData annotations at every depth; those that end in `@odata.type` stay, because without them polymorphic and
 * open values cannot be written back. null, "" and [] stay as they are, and so does what is absent.
 */
export function withoutNoise(value: JsonObject): JsonObject {
  return hasNoise(value) ? (cleaned(value) as JsonObject) : value;
}

function isNoise(name: string): boolean {
  return (name.includes("@") && !name.endsWith("@odata.type")) || name.startsWith("#");
}

/** Most objects have none: looking first saves the copy. */
function hasNoise(value: JsonValue): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(hasNoise);
  return Object.entries(value).some(([name, inner]) => isNoise(name) || hasNoise(inner as JsonValue));
}

function cleaned(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(cleaned);
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(([name]) => !isNoise(name));
  return Object.fromEntries(kept.map(([name, inner]) => [name, cleaned(inner)]));
}
