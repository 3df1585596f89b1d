import { elementPath, formatPath, parsePath } from "../../../preload/contract/attribute-path.ts";
import type { DirectoryObject } from "../../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import { definitionOf } from "../../catalogue/catalogue.ts";
import type { PropertyRule } from "../../catalogue/object-type-definition.ts";
import type { Places, SetPart } from "./alterable-parts.ts";
import { linksOf, setsOf, valuesOf } from "./alterable-parts.ts";
import type { Alteration } from "./alteration.ts";
import { valueAt, writing } from "./alteration.ts";

export const ways = ["a value", "an element removed", "an element added", "null against empty", "deleted"] as const;
export type Way = (typeof ways)[number];

/** Makes an alteration of the object as it is by then; undefined where there is nothing to alter. */
export type Attempt = (object: DirectoryObject) => Alteration | undefined;

export interface Tenant {
  readonly places: Places;
  readonly graph: string;
  /** Whether reads find the object. */
  isThere(id: string): boolean;
}

/** All that can be altered in an object in one way, part by part: Graph decides what it takes. */
export function attemptsOf(way: Way, object: DirectoryObject, tenant: Tenant): readonly Attempt[] {
  if (way === "a value")
    return valuesOf(object).map(
      ({ path, other }) =>
        (now) =>
          writing(now, path, other(at(now, path))),
    );
  if (way === "null against empty")
    return blanksIn(object).map(
      ({ path, blank }) =>
        (now) =>
          writing(now, path, blank, []),
    );
  if (way === "deleted") return deletions(object);
  const links = linksOf(object).map((link) => () => linkAlteration(way, object, link, tenant));
  return [
    ...setsOf(object, tenant.places).map((set) => (now: DirectoryObject) => setAlteration(way, now, set, tenant)),
    ...links,
  ];
}

function at({ properties }: DirectoryObject, path: string): JsonValue | undefined {
  return valueAt(properties, parsePath(path));
}

function setAlteration(way: Way, object: DirectoryObject, set: SetPart, tenant: Tenant): Alteration | undefined {
  const { path, key, extras } = set;
  const living = withoutTheDead(object, path, tenant);
  const present = at(living.object, path);
  const list: readonly JsonValue[] = Array.isArray(present) ? present : [];
  const [removed, added] = [list.at(-1), extras.find((extra) => !list.some((one) => isSameElement(one, extra, key)))];
  const element = way === "an element removed" ? removed : added;
  if (element === undefined) return undefined;
  const changed = way === "an element removed" ? list.filter((one) => one !== removed) : [...list, element];
  const name = key === undefined || !isJsonObject(element) ? path : elementPath(path, String(element[key]));
  return writing(living.object, path, changed, [...new Set([...living.names, name])]);
}

function isSameElement(one: JsonValue, other: JsonValue, key: string | undefined): boolean {
  if (key === undefined || !isJsonObject(one) || !isJsonObject(other)) return one === other;
  return one[key] === other[key];
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A write cannot carry ids of what is gone: who writes a policy's conditions drops them, and that is a change too. */
function withoutTheDead(object: DirectoryObject, path: string, { isThere }: Tenant) {
  const names: string[] = [];
  let changed = object;
  const lists = ["users.includeUsers", "users.excludeUsers", "users.includeGroups", "users.excludeGroups"];
  const places = [...lists, "locations.includeLocations", "locations.excludeLocations"];
  for (const list of path.startsWith("conditions.") ? places.map((place) => `conditions.${place}`) : []) {
    const ids = at(object, list);
    if (!Array.isArray(ids)) continue;
    const living = ids.filter((id: JsonValue) => !guid.test(String(id)) || isThere(String(id)));
    if (living.length === ids.length) continue;
    names.push(list);
    changed = { ...changed, properties: writing(changed, list, living).properties };
  }
  return { object: changed, names };
}

function linkAlteration(
  way: Way,
  object: DirectoryObject,
  link: string,
  { places, graph }: Tenant,
): Alteration | undefined {
  const { list } = definitionOf(object.type);
  const path = `${list.path}/${object.id}/${link}`;
  const [present] = object.links[link] ?? [];
  const names = [link];
  const { properties } = object;
  if (way === "an element removed") {
    if (typeof present !== "string") return undefined;
    const place = link === "manager" ? path : `${path}/${present}`;
    return { requests: [{ method: "DELETE", path: `${place}/$ref` }], names, properties };
  }
  const body = { "@odata.id": `${graph}/v1.0/directoryObjects/${places.user}` };
  const method = link === "manager" ? ("PUT" as const) : ("POST" as const);
  return { requests: [{ method, path: `${path}/$ref`, body }], names, properties };
}

interface Blank {
  readonly path: string;
  /** The other way to say nothing. */
  readonly blank: JsonValue;
}

/** Graph fills what is left out of it: an empty one is not the same as none. */
const filledByGraph = "sessionControls.signInFrequency";

/** Everything in the object that says nothing, with another way to say it. */
function blanksIn({ type, properties }: DirectoryObject): readonly Blank[] {
  const rules = Object.entries(definitionOf(type).properties);
  const blanks = rules.flatMap(([name, rule]) => blanksAt(properties[name], rule, [name]));
  return blanks.filter(({ path }) => path !== filledByGraph);
}

function blanksAt(value: JsonValue | undefined, rule: PropertyRule, segments: readonly string[]): readonly Blank[] {
  if (value === undefined || rule.write.route === "never" || rule.write.route === "create-only") return [];
  const isList = ["set", "words", "keyed", "list"].includes(rule.comparison);
  const path = formatPath(segments);
  if (value === null) return [{ path, blank: isList ? [] : rule.inside === undefined ? "" : {} }];
  if (value === "" || (Array.isArray(value) && value.length === 0)) return [{ path, blank: null }];
  if (segments[0] === "authenticationMethodConfigurations" && Array.isArray(value)) {
    return value.filter(isJsonObject).flatMap((method) => insideOf(method, rule, [...segments, String(method.id)]));
  }
  return isJsonObject(value) ? insideOf(value, rule, segments) : [];
}

function insideOf(value: JsonObject, rule: PropertyRule, segments: readonly string[]): readonly Blank[] {
  return Object.entries(rule.inside ?? {}).flatMap(([name, inner]) =>
    blanksAt(value[name], inner, [...segments, name]),
  );
}

/** A trusted location has to lose the trust before it can go; the tenant's own policies cannot go at all. */
function deletions(object: DirectoryObject): readonly Attempt[] {
  const { list } = definitionOf(object.type);
  if (list.singleton === true) return [];
  const path = `${list.path}/${object.id}`;
  return [
    (now) => {
      const isTrusted = now.properties.isTrusted === true;
      const body = { "@odata.type": now.properties["@odata.type"] ?? null, isTrusted: false };
      const before = isTrusted ? [{ method: "PATCH" as const, path, body }] : [];
      const requests = [...before, { method: "DELETE" as const, path }];
      return { requests, names: isTrusted ? ["isTrusted"] : [], properties: now.properties };
    },
  ];
}
