import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import type { DirectoryType, Kind, Shape } from "./property-shapes.ts";
import { isExtensionName, shapes } from "./property-shapes.ts";
import { badRequest, invalidValue } from "./refusal.ts";

/** Annotations in a body: `members@odata.bind` and the type's name. */
function isAnnotation(name: string): boolean {
  return name.includes("@");
}

/** Refuses what no PATCH of this type may carry: unknown and read-only names, wrong kinds, values that cannot be cleared. */
export function checkPatchBody(type: DirectoryType, body: JsonObject): void {
  const shape = shapes[type];
  checkProperties(type, body);
  const fixed = Object.keys(body).find((name) => shape.createOnly.has(name));
  if (fixed !== undefined) throw readOnly(fixed);
}

/** The same for a POST, which may say more, and has to say what is required. */
export function checkCreateBody(type: DirectoryType, body: JsonObject, required: readonly string[]): void {
  const missing = required.find((name) => body[name] === undefined || body[name] === null);
  if (missing !== undefined) {
    throw badRequest(`A value is required for property '${missing}' of resource '${shapes[type].resource}'.`);
  }
  checkProperties(type, body);
}

function checkProperties(type: DirectoryType, body: JsonObject): void {
  const shape = shapes[type];
  const names = Object.keys(body).filter((name) => !isAnnotation(name));
  for (const name of names) {
    const kind = shape.kinds.get(name);
    if (kind === undefined) {
      if (isExtensionName(name)) continue;
      throw badRequest(`Invalid property '${name}'.`);
    }
    if (shape.readOnly.has(name)) throw readOnly(name);
    checkValue(shape, name, kind, body[name] ?? null);
  }
}

export function readOnly(name: string) {
  return badRequest(`Property '${name}' is read-only and cannot be set.`);
}

/** Empty text is refused nearly everywhere: null clears. Lists are emptied with `[]`. */
function checkValue(shape: Shape, name: string, kind: Kind, value: JsonValue): void {
  const cleared = value === null;
  if (cleared && (shape.notClearable.has(name) || kind === "list")) throw invalidValue(name, shape.resource);
  if (!cleared && !isOfKind(kind, value)) throw invalidValue(name, shape.resource);
}

function isOfKind(kind: Kind, value: JsonValue): boolean {
  if (kind === "switch") return typeof value === "boolean";
  if (kind === "number") return typeof value === "number";
  if (kind === "list") return Array.isArray(value);
  if (kind === "object") return isJsonObject(value);
  if (kind === "date") return typeof value === "string" && !Number.isNaN(Date.parse(value));
  return typeof value === "string" && value !== "";
}

/** The properties of a body, without annotations. */
export function propertiesOf(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !isAnnotation(name)));
}

/** What `"{link}@odata.bind"` points at; 400 for more than 20 of them in one request. */
export function boundIds(body: JsonObject, link: string): readonly string[] {
  const links = body[`${link}@odata.bind`];
  if (links === undefined) return [];
  if (!Array.isArray(links)) throw badRequest(`Invalid value for '${link}@odata.bind'.`);
  if (links.length > 20) {
    throw badRequest(`The number of references in '${link}@odata.bind' exceeds the limit of 20 for one request.`);
  }
  return links.map((each: JsonValue) => String(each).split("/").at(-1)?.toLowerCase() ?? "");
}

/** Complex values are merged by their parts, lists replaced as a whole. */
export function merged(before: JsonValue | undefined, patch: JsonValue): JsonValue {
  return isJsonObject(before) && isJsonObject(patch) ? { ...before, ...patch } : patch;
}
