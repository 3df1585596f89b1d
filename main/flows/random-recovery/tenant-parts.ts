import { isDeepStrictEqual } from "node:util";
import { objectTypes } from "../../../preload/contract/directory-object.ts";
import { isJsonObject, type JsonValue } from "../../../preload/contract/json-value.ts";
import type { DemoState } from "../../demo/demo-state.ts";
import { mirroredProperties } from "../../demo/mirror-application.ts";

/** One property or link of the tenant as the demo itself holds it, whoever reads it. */
export interface TenantPart {
  /** Object that it belongs to. */
  readonly id: string;
  readonly type: string;
  /** Property, link, or "is there". */
  readonly name: string;
  readonly value: JsonValue;
}

export type TenantParts = ReadonlyMap<string, TenantPart>;

/** Moves by itself, or follows from what else is written. */
const volatile = new Set([
  "modifiedDateTime",
  "lastModifiedDateTime",
  "renewedDateTime",
  "createdDateTime",
  "deletedDateTime",
  "licenseAssignmentStates",
  "assignedPlans",
  "provisionedPlans",
  "consumedUnits",
  "signInSessionsValidFromDateTime",
  "refreshTokensValidFromDateTime",
  "lastPasswordChangeDateTime",
  "securityIdentifier",
]);

/** What an enterprise application shows of its application; "description" is its own. */
const mirrored = new Set(Object.keys(mirroredProperties({})));

/**
 * The tenant taken apart past all of the product's own reading and comparing: what a recovery did is judged by it. `renamed`: ids of
 * what was made again, as they were before. What lies in the recycle bin keeps its links unseen: they count only among `all` links.
 */
export function tenantParts(
  state: DemoState,
  renamed: ReadonlyMap<string, string> = new Map(),
  counted: "seen" | "all" = "seen",
): TenantParts {
  const parts = new Map<string, TenantPart>();
  const own = (id: string) => renamed.get(id) ?? id;
  const put = (type: string, id: string, name: string, value: JsonValue) => {
    parts.set(`${type} ${own(id)} ${name}`, { id: own(id), type, name, value: withOwnIds(value, renamed) });
  };
  for (const type of objectTypes) {
    for (const [id, object] of state.objects[type]) {
      put(type, id, "is there", "live");
      putProperties(put, type, id, object);
    }
  }
  for (const [id, { type, object }] of state.deleted) {
    // What was made again stands for the one that nothing can take out of the recycle bin any more.
    if (parts.has(`${type} ${own(id)} is there`)) continue;
    put(type, id, "is there", "in the recycle bin");
    putProperties(put, type, id, object);
  }
  const isSeen = (...ids: readonly string[]) => counted === "all" || !ids.some((id) => state.deleted.has(id));
  // One of what was made again and the one that it stands for may lie in the bin beside the other, with links that nobody sees.
  const standIns = new Set([...renamed].flatMap(([now, former]) => (state.deleted.has(now) ? [] : [former])));
  const isLeft = (id: string) => state.deleted.has(id) && (renamed.has(id) || standIns.has(id));
  putLinks(put, own, state, isSeen, isLeft);
  return parts;
}

/** Whether a link shows whose ends these are. */
type IsSeen = (...ids: readonly string[]) => boolean;

type Put = (type: string, id: string, name: string, value: JsonValue) => void;

function putProperties(put: Put, type: string, id: string, object: Readonly<Record<string, JsonValue>>): void {
  for (const [name, value] of Object.entries(object)) {
    if (name === "id" || volatile.has(name) || isNothing(value)) continue;
    if (type === "servicePrincipal" && mirrored.has(name)) continue;
    put(type, id, name, name === "combinationConfigurations" ? withoutIds(value) : value);
  }
}

/** Records that are taken away and made again, with ids of their own. */
function withoutIds(value: JsonValue): JsonValue {
  if (!Array.isArray(value)) return value;
  return value.map((each: JsonValue) => (isJsonObject(each) ? { ...each, id: null } : each));
}

/** Absent, null and an empty list are the same to whoever writes. */
function isNothing(value: JsonValue | undefined): boolean {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

function putLinks(
  put: Put,
  own: (id: string) => string,
  { links, objects }: DemoState,
  isSeen: IsSeen,
  isLeft: (id: string) => boolean,
): void {
  // Whom a rule puts into a group, the real service works out.
  const hasRule = (id: string) => JSON.stringify(objects.group.get(id) ?? {}).includes("DynamicMembership");
  for (const name of ["members", "owners", "sponsors"] as const) {
    for (const [id, targets] of links[name]) {
      const seen = name === "members" && hasRule(id) ? [] : [...targets].filter((target) => isSeen(id, target));
      for (const target of seen) put("link", id, `${name} ${own(target)}`, true);
    }
  }
  for (const [id, target] of links.manager) {
    if (isSeen(id, target)) put("link", id, "manager", target);
  }
  putAccess(put, own, links, isLeft);
  putOwnRecords(put, own, links, isSeen);
}

/** Assignments to applications, and what they were granted. */
function putAccess(
  put: Put,
  own: (id: string) => string,
  links: DemoState["links"],
  isLeft: (id: string) => boolean,
): void {
  for (const { principalId, resourceId, appRoleId } of links.appRoleAssignments.values()) {
    if (isLeft(String(resourceId)) || isLeft(String(principalId))) continue;
    put("link", String(resourceId), `appRoleAssignedTo ${own(String(principalId))} ${appRoleId}`, true);
  }
  for (const { clientId, consentType, principalId, resourceId, scope } of links.grants.values()) {
    if (isLeft(String(clientId)) || isLeft(String(resourceId))) continue;
    const scopes = String(scope ?? "")
      .split(" ")
      .filter((word) => word !== "")
      .sort();
    const name = `oauth2PermissionGrants ${consentType} ${own(String(principalId))} ${own(String(resourceId))}`;
    put("link", String(clientId), name, scopes);
  }
}

function putOwnRecords(put: Put, own: (id: string) => string, links: DemoState["links"], isSeen: IsSeen): void {
  for (const [id, credentials] of links.federatedCredentials) {
    for (const { id: _, ...credential } of isSeen(id) ? credentials : [])
      put("link", id, `federatedIdentityCredentials ${String(credential.name)}`, credential);
  }
  for (const { principalId, roleDefinitionId } of links.roleAssignments.values())
    put("link", String(roleDefinitionId), `members ${own(String(principalId))}`, true);
}

/** A value with what was made again by the ids that it had. */
export function withOwnIds<Value>(value: Value, renamed: ReadonlyMap<string, string>): Value {
  if (renamed.size === 0) return value;
  let text = JSON.stringify(value);
  for (const [id, former] of renamed) text = text.replaceAll(id, former);
  return JSON.parse(text) as Value;
}

export interface PartDifference {
  readonly key: string;
  readonly part: TenantPart;
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
}

/** What is other in one state than in another. */
export function partsThatDiffer(before: TenantParts, after: TenantParts): readonly PartDifference[] {
  const found: PartDifference[] = [];
  for (const [key, part] of new Map([...before, ...after])) {
    const [one, two] = [before.get(key)?.value, after.get(key)?.value];
    if (!isSameValue(one, two)) found.push({ key, part, before: one, after: two });
  }
  return found;
}

/** Lists in Entra are sets; absent, null and empty say the same. */
export function isSameValue(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return isDeepStrictEqual(unordered(one), unordered(other));
}

function unordered(value: JsonValue | undefined): JsonValue | undefined {
  if (isNothing(value)) return undefined;
  if (Array.isArray(value)) return value.map((each) => unordered(each) ?? null).sort(byText);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(
    ([name, each]) => !isNothing(each) && !/^@odata|@odata\.|^(redirectUriSettings|origin)$/u.test(name),
  );
  return Object.fromEntries(
    entries.sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, each]) => [name, unordered(each) ?? null]),
  );
}

function byText(one: JsonValue, other: JsonValue): number {
  const [first, second] = [JSON.stringify(one), JSON.stringify(other)];
  return first < second ? -1 : first > second ? 1 : 0;
}
