import { namedPath } from "../../preload/contract/attribute-path.ts";
import type { Attribution, AttributionEvent } from "../../preload/contract/change.ts";
import type { LinkTarget } from "../../preload/contract/directory-object.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import type { ObjectNames } from "../../preload/contract/views.ts";

/** A value as people read it. Never blank: absent, null and empty each say so. Known ids stand behind their names. */
export function valueText(value: JsonValue | undefined, names?: ObjectNames): string {
  if (value === undefined) return "not set";
  if (value === null) return "empty";
  if (value === "") return "empty text";
  if (!Array.isArray(value)) return elementText(value, names);
  return value.length === 0 ? "empty list" : value.map((element) => elementText(element, names)).join("\n");
}

function elementText(value: JsonValue, names: ObjectNames | undefined): string {
  if (typeof value === "string" && value !== "") return named(value, names);
  const strength = strengthIn(value, names);
  if (strength !== undefined) return named(strength, names);
  try {
    return JSON.stringify(value, (_key, inner: JsonValue) => (typeof inner === "string" ? named(inner, names) : inner));
  } catch {
    return "nested too deeply to show";
  }
}

/** An authentication strength stands in a policy with all that it holds: only which one it is counts. */
function strengthIn(value: JsonValue, names: ObjectNames | undefined): string | undefined {
  const id = isJsonObject(value) ? value.id : undefined;
  if (typeof id !== "string" || names === undefined || !Object.hasOwn(names, id)) return undefined;
  return names[id]?.type === "authenticationStrengthPolicy" ? id : undefined;
}

/** A link's target: its name and id where the name is known, else the id, else the record. */
export function targetText(target: LinkTarget, names: ObjectNames | undefined): string {
  if (typeof target === "string") return named(target, names);
  const { principalId, resourceId, name, scope, appRoleId, clientId, directoryScopeId } = target;
  const over = directoryScopeId === "/" ? "the whole tenant" : directoryScopeId;
  const parts = [name, principalId ?? clientId, resourceId, appRoleId, scope, over].filter(
    (part) => typeof part === "string",
  );
  return parts.length === 0 ? elementText(target, names) : parts.map((part) => named(part.trim(), names)).join(" · ");
}

function named(id: string, names: ObjectNames | undefined): string {
  const found = names !== undefined && Object.hasOwn(names, id) ? names[id] : undefined;
  return found === undefined ? id : `${found.name} (${id})`;
}

/** One sentence for each event, or the reason why there is none. */
export function attributionLines({ events, reason }: Attribution, names?: ObjectNames): readonly string[] {
  const lines = events.map((event) => eventText(event, names));
  return reason === undefined ? lines : [...lines, reason];
}

function eventText(event: AttributionEvent, names: ObjectNames | undefined): string {
  const { actor, at, activity, address, through, paths } = event;
  const from = address === undefined ? "" : ` from ${address}`;
  const what = paths.length === 0 ? "" : `: ${paths.map((path) => namedPath(path, names)).join(", ")}`;
  const service = through === undefined ? "" : ` through ${through}`;
  return `${actor}${service}${from}, ${at}, ${activity}${what}`;
}
