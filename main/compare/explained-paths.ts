import { parsePath } from "../../preload/contract/attribute-path.ts";
import type { AttributeChange, LinkChange } from "../../preload/contract/change.ts";
import type { LinkTarget } from "../../preload/contract/directory-object.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import { auditNamesOf } from "../catalogue/name-of-attribute.ts";
import { decodeAuditValue, targetOf } from "./audit-index.ts";
import type { ObjectDifference } from "./compare-objects.ts";
import { meaningText, ownValue, sameMeaning } from "./meaning-text.ts";
import type { ToldProperty, ToldRecord, ToldTarget } from "./shared-words.ts";
import { isSharedName, tellsOfPart } from "./tells-of-part.ts";

/** The attribute paths and link names of a difference that one record explains. */
export function explainedPaths(difference: ObjectDifference, record: ToldRecord, isInside: boolean): readonly string[] {
  const target = targetOf(record, difference.id);
  const paths: string[] = [];
  if (target !== undefined) {
    for (const change of difference.attributes) if (explains(target, change, isInside)) paths.push(change.path);
  }
  for (const change of difference.links) if (explainsLink(record, difference.id, change)) paths.push(change.link);
  return paths;
}

/**
 * A record names the attribute, or holds the complete policy before and after. One from the slack around the window
 * must hold the value too: what was written shortly before the first snapshot is already in it.
 */
function explains(target: ToldTarget, change: AttributeChange, isInside: boolean): boolean {
  const names = auditNames(change.path);
  return target.modifiedProperties.some((property) => {
    if (names.has(property.name)) return tellsOfPart(property, change) && (isInside || holdsValue(property, change));
    return isComplete(property) && differsAt(property, change.path);
  });
}

const namesByPath = new Map<string, ReadonlySet<string>>();

/** Directory-schema names of a path's root and of all that lies between, lower case. */
function auditNames(path: string): ReadonlySet<string> {
  const bracket = path.indexOf("[");
  const root = bracket > 0 ? path.slice(0, bracket) : path;
  const already = namesByPath.get(root);
  if (already !== undefined) return already;
  const segments = parsePath(root);
  const prefixes = segments.map((_, index) => segments.slice(0, index + 1).join("."));
  const names = new Set(prefixes.flatMap((prefix) => auditNamesOf(prefix)).map((name) => name.toLowerCase()));
  namesByPath.set(root, names);
  return names;
}

function holdsValue(property: ToldProperty, change: AttributeChange): boolean {
  return meansValue(property.newValue, change.after) || meansValue(property.oldValue, change.before);
}

function meansValue(text: string | null, value: JsonValue | undefined): boolean {
  const decoded = decodeAuditValue(text);
  const single = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return decoded !== undefined && meaningText(decoded).toLowerCase() === meaningText(single).toLowerCase();
}

function isComplete({ oldValue, newValue }: ToldProperty): boolean {
  return holdsObject(oldValue) || holdsObject(newValue);
}

function holdsObject(text: string | null): boolean {
  return text !== null && (text.startsWith("{") || text.startsWith("[{"));
}

function differsAt({ oldValue, newValue }: ToldProperty, path: string): boolean {
  const segments = parsePath(path);
  const [before, after] = [
    valueAt(decodeAuditValue(oldValue), segments),
    valueAt(decodeAuditValue(newValue), segments),
  ];
  return !sameMeaning(before, after);
}

/** Follows property names and element keys; an element is known by the value of any of its id-like properties. */
function valueAt(root: JsonValue | undefined, segments: readonly string[]): JsonValue | undefined {
  let value = root;
  for (const segment of segments) {
    if (Array.isArray(value)) value = value.find((element) => isJsonObject(element) && isKeyedBy(element, segment));
    else value = isJsonObject(value) ? ownValue(value, segment) : undefined;
  }
  return value;
}

function isKeyedBy(element: Readonly<Record<string, JsonValue>>, key: string): boolean {
  return Object.values(element).some((value) => typeof value === "string" && value.toLowerCase() === key.toLowerCase());
}

/** What an activity must mention for each link; the object at its other end is among the targets. */
const linkWords: Readonly<Record<string, RegExp>> = {
  members: /^(?!.*\beligible\b).*\bmember\b|^(add|remove) role assignment (to|from) role definition$/,
  eligibleMembers: /\beligible\b/,
  owners: /\bowner\b/,
  manager: /\bmanager\b|^update user$/,
  sponsors: /\bsponsor/,
  appRoleAssignedTo: /app role assignment/,
  oauth2PermissionGrants: /permission grant|oauth2permissiongrant|consent to application/,
  federatedIdentityCredentials: /federated identity credential|^update application$/,
};

function explainsLink(record: ToldRecord, id: string, change: LinkChange): boolean {
  if (!(linkWords[change.link] ?? wordOf(change.link)).test(record.activity)) return false;
  const own = targetOf(record, id);
  if (own && mentionsLink(own, change.link)) return true;
  const { ids, isAnonymous } = otherEnds(change, id);
  // Any edit of the object is an "update application": that one was of something else.
  if (isAnonymous && !record.activity.startsWith("update ")) return true;
  return record.targetResources.some((target) => isEnd(target, ids));
}

function wordOf(link: string): RegExp {
  return new RegExp(link.toLowerCase().replace(/s$/, ""));
}

function mentionsLink(target: ToldTarget, link: string): boolean {
  const names = new Set([link, ...auditNamesOf(link)].map((name) => name.toLowerCase()));
  return target.modifiedProperties.some((property) => names.has(property.name));
}

interface OtherEnds {
  readonly ids: ReadonlySet<string>;
  /** A changed record points at no directory object: then the activity alone has to do. */
  readonly isAnonymous: boolean;
}

const endsByChange = new WeakMap<LinkChange, OtherEnds>();

/** Of a group with 50,000 new members, each record is asked about. */
function otherEnds(change: LinkChange, own: string): OtherEnds {
  const known = endsByChange.get(change);
  if (known !== undefined) return known;
  const ends = [...change.added, ...change.removed].map((target) => endsOf(target, own.toLowerCase()));
  const found = { ids: new Set(ends.flat()), isAnonymous: ends.some(({ length }) => length === 0) };
  endsByChange.set(change, found);
  return found;
}

/** The objects that a link target points at, but for the one that holds it; in lower case. An application may be granted itself. */
export function endsOf(target: LinkTarget, own: string): readonly string[] {
  const ends = typeof target === "string" ? [target] : [target.principalId, target.resourceId];
  const ids = ends.flatMap((end) => (typeof end === "string" ? [end.toLowerCase()] : []));
  const isGrant = typeof target !== "string" && target.clientId !== undefined;
  return isGrant ? ids : ids.filter((id) => id !== own);
}

/** Every directory object that a record names, in lower case. */
export function idsNamedBy(record: ToldRecord): ReadonlySet<string> {
  const ids = record.targetResources.flatMap(({ id, modifiedProperties }) => [
    id,
    ...modifiedProperties.flatMap(({ oldValue, newValue }) => [decodeAuditValue(oldValue), decodeAuditValue(newValue)]),
  ]);
  return new Set(ids.filter((id) => typeof id === "string").map((id) => id.toLowerCase()));
}

/** The values of an attribute that a record holds, before and after its edit; nothing where it holds none. */
export function recordedValues(
  record: ToldRecord,
  id: string,
  change: AttributeChange,
): { readonly before?: JsonValue; readonly after?: JsonValue } {
  const names = auditNames(change.path);
  const property = targetOf(record, id)?.modifiedProperties.find(
    (candidate) => names.has(candidate.name) || isComplete(candidate),
  );
  if (property === undefined || isSharedName(property.name)) return {};
  const valueIn = (text: string | null) => {
    const value = decodeAuditValue(text);
    return isComplete(property) ? valueAt(value, parsePath(change.path)) : value;
  };
  return { ...given("before", valueIn(property.oldValue)), ...given("after", valueIn(property.newValue)) };
}

function given(side: "before" | "after", value: JsonValue | undefined): { before?: JsonValue; after?: JsonValue } {
  return value === undefined ? {} : { [side]: value };
}

function isEnd(target: ToldTarget, ids: ReadonlySet<string>): boolean {
  if (target.id !== null && ids.has(target.id.toLowerCase())) return true;
  return target.modifiedProperties.some(({ oldValue, newValue }) => holdsId(oldValue, ids) || holdsId(newValue, ids));
}

function holdsId(text: string | null, ids: ReadonlySet<string>): boolean {
  const value = decodeAuditValue(text);
  return typeof value === "string" && ids.has(value.toLowerCase());
}
