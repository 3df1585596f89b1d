import { objectTypes } from "../../../preload/contract/directory-object.ts";
import { isJsonObject, type JsonValue } from "../../../preload/contract/json-value.ts";
import type { DemoState } from "../../demo/demo-state.ts";
import { mirroredProperties } from "../../demo/mirror-application.ts";
import { isNothing } from "./parts-that-differ.ts";
import { putLinks } from "./put-links.ts";

/** One property or link of the tenant as the demo itself holds it, whoever reads it. */
export interface TenantPart {
  /** Object that it belongs to. */
  readonly id: string;
  readonly type: string;
  /** Property, link, or "is there". */
  readonly name: string;
  readonly value: JsonValue;
}

/** Whom a rule takes into a group, by what the same member is by itself; the real service works that out, and nobody puts it back. */
export function ruleKey({ id, name }: TenantPart): string {
  return `rule ${id} ${name}`;
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

export type Put = (type: string, id: string, name: string, value: JsonValue) => void;

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

/** A value with what was made again by the ids that it had. */
export function withOwnIds<Value>(value: Value, renamed: ReadonlyMap<string, string>): Value {
  if (renamed.size === 0) return value;
  let text = JSON.stringify(value);
  for (const [id, former] of renamed) text = text.replaceAll(id, former);
  return JSON.parse(text) as Value;
}
