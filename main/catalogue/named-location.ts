import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject, jsonText } from "../../preload/contract/json-value.ts";
import type { ObjectTypeDefinition, Obstacle, PropertyRule, WriteRequest } from "./object-type-definition.ts";
import {
  deletedDateTime,
  each,
  fact,
  factWord,
  keyed,
  moving,
  never,
  type Rules,
  ruleOf,
  text,
  value,
  word,
  words,
} from "./property-rules.ts";
import { deleteAt } from "./reference-links.ts";
import { createBody, namesToWrite, updateBody } from "./write-body.ts";

const path = "/identity/conditionalAccess/namedLocations";
const ipType = "#microsoft.graph.ipNamedLocation";
const countryType = "#microsoft.graph.countryNamedLocation";

/** Every write says which kind of location it is. */
const needsType: Partial<PropertyRule> = { needs: ["@odata.type"] };

const properties: Rules = {
  "@odata.type": factWord(
    never("A location of IP ranges cannot become one of countries, or the other way round.", "Make a new location."),
  ),
  displayName: text({ notClearable: true, ...needsType }),
  ipRanges: keyed("cidrAddress", each(["lowerAddress", "upperAddress"], word()), needsType),
  isTrusted: value({ notClearable: true, ...needsType }),
  countriesAndRegions: words(needsType),
  countryLookupMethod: word({ ...needsType }),
  includeUnknownCountriesAndRegions: value({ notClearable: true, ...needsType }),
  createdDateTime: fact(),
  modifiedDateTime: moving(),
  deletedDateTime,
};

/** What each kind may carry; `isTrusted` on a country location is refused (fault C14). */
const allowed: Readonly<Record<string, readonly string[]>> = {
  [ipType]: ["displayName", "ipRanges", "isTrusted"],
  [countryType]: ["displayName", "countriesAndRegions", "countryLookupMethod", "includeUnknownCountriesAndRegions"],
};

/** IP ranges and countries that Conditional Access policies name. */
export const namedLocationDefinition: ObjectTypeDefinition = {
  type: "namedLocation",
  singular: "named location",
  plural: "named locations",
  auditNoun: "named ?location",
  list: {
    path,
    countable: false,
    deletedItems: "/identity/conditionalAccess/deletedItems/namedLocations",
    selectable: false,
    limit: "conditionalAccess",
  },
  readPermissions: ["Policy.Read.All"],
  readRole: "Security Reader or Global Reader",
  writePermissions: ["Policy.Read.All", "Policy.ReadWrite.ConditionalAccess"],
  properties,
  links: {},
  canCreate: true,
  canDelete: true,
  lostOnRecreate: ["the location's id; policies that name it are pointed to the new one"],
  blocked,
  linkBlocked: () => undefined,
  updateRequests,
  linkRequests: () => [],
  createRequest,
  restoreRequest: (id) => ({
    method: "POST",
    path: `/identity/conditionalAccess/deletedItems/namedLocations/${id}/restore`,
  }),
  deleteRequests,
};

function blocked({ properties: location }: DirectoryObject): Obstacle | undefined {
  if (kindOf(location) !== undefined) return undefined;
  return {
    reason: "Microsoft makes this kind of location itself; it can be neither written nor made.",
    manual: "Look at the location in the admin centre under Conditional Access.",
  };
}

/** The type's name, or what the content says where an exported file lost it. */
function kindOf(location: JsonObject): string | undefined {
  const type = location["@odata.type"];
  if (typeof type === "string") return Object.hasOwn(allowed, type) ? type : undefined;
  if ("ipRanges" in location) return ipType;
  return "countriesAndRegions" in location || "countryLookupMethod" in location ? countryType : undefined;
}

function updateRequests(id: string, promised: JsonObject, expected: JsonObject): readonly WriteRequest[] {
  const type = kindOf(promised) ?? kindOf(expected);
  const names = namesToWrite(properties, "patch", promised, expected).filter((name) => isAllowed(type, name));
  if (names.length === 0) return [];
  const body = withTypes(updateBody(properties, names, promised, expected), type);
  return [{ method: "PATCH", path: `${path}/${id}`, body }];
}

/** Undefined type: a step that did not carry it; then only what was chosen is sent. */
function isAllowed(type: string | undefined, name: string): boolean {
  return type === undefined || allowed[type]?.includes(name) === true;
}

/** Type names on the location and on each range, and a look-up method where Graph wants one. */
function withTypes(body: JsonObject, type: string | undefined): JsonObject {
  const { ipRanges, countryLookupMethod } = body;
  return {
    ...(type === undefined ? {} : { "@odata.type": type }),
    ...body,
    ...(Array.isArray(ipRanges) ? { ipRanges: ipRanges.map(typedRange) } : {}),
    ...(countryLookupMethod === null ? { countryLookupMethod: "clientIpAddress" } : {}),
  };
}

function typedRange(range: JsonValue): JsonValue {
  if (!isJsonObject(range)) return range;
  const address = jsonText(range.cidrAddress ?? range.lowerAddress ?? "");
  const family = address.includes(":") ? "iPv6" : "iPv4";
  const kind = range.cidrAddress === undefined ? "Range" : "CidrRange";
  return { "@odata.type": `#microsoft.graph.${family}${kind}`, ...range };
}

function createRequest({ properties: location }: DirectoryObject): WriteRequest | undefined {
  const type = kindOf(location);
  if (type === undefined) return undefined;
  const names = (allowed[type] ?? []).filter((name) => ruleOf(properties, name) !== undefined);
  const method = type === countryType ? { countryLookupMethod: "clientIpAddress" } : {};
  const body = withTypes({ ...method, ...createBody(properties, names, location) }, type);
  return { method: "POST", path, body, yields: "objectId" };
}

/** A trusted location has to be seen untrusted before it can be deleted (fault C17). */
function deleteRequests({ id, properties: location }: DirectoryObject): readonly WriteRequest[] {
  const address = `${path}/${id}`;
  if (location.isTrusted !== true) return [deleteAt(address)];
  const body = { "@odata.type": ipType, isTrusted: false };
  return [{ method: "PATCH", path: address, body, awaitVisible: true }, deleteAt(address)];
}
