import { namedPath } from "../../preload/contract/attribute-path.ts";
import type { Attribution, AttributionEvent, EventSignIn } from "../../preload/contract/change.ts";
import type { LinkTarget } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject, jsonText } from "../../preload/contract/json-value.ts";
import { wordsOf } from "../../preload/contract/part-words.ts";
import type { ObjectNames } from "../../preload/contract/views.ts";
import { certificateText } from "./certificate-text.ts";

/** A value as people read it. Never blank: absent, null and empty each say so. Known ids stand behind their names. */
export function valueText(value: JsonValue | undefined, names?: ObjectNames): string {
  if (value === undefined) return "not set";
  if (value === null) return "empty";
  if (value === "") return "empty text";
  if (!Array.isArray(value)) return elementText(value, names);
  return value.length === 0 ? "empty list" : value.map((element) => elementText(element, names)).join("\n");
}

function elementText(value: JsonValue, names: ObjectNames | undefined): string {
  const strength = strengthIn(value, names);
  if (strength !== undefined) return named(strength, names);
  try {
    return innerText(value, names);
  } catch {
    return "nested too deeply to show";
  }
}

/** What is inside a value, without what says nothing: "display name: Deploy; ends: 2027-01-01". */
function innerText(value: JsonValue, names: ObjectNames | undefined): string {
  if (typeof value === "string") return value === "" ? "empty text" : (certificateText(value) ?? named(value, names));
  if (Array.isArray(value)) return `[${value.map((each: JsonValue) => innerText(each, names)).join(", ")}]`;
  if (!isJsonObject(value)) return jsonText(value);
  const said = Object.entries(value).filter(([name, inner]) => !name.includes("@odata.") && !saysNothing(inner));
  const [[, only] = []] = said;
  if (said.length === 1 && typeof only === "string") return named(only, names);
  if (said.length === 0) return "nothing in it";
  return `{${said.map(([name, inner]) => `${wordsOf(name)}: ${innerText(inner, names)}`).join("; ")}}`;
}

function saysNothing(value: JsonValue): boolean {
  return value === null || value === "" || (Array.isArray(value) && value.length === 0);
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
  const { principalId, resourceId, name, scope, appRoleId, consentType, directoryScopeId, endDateTime } = target;
  const { issuer, subject } = target;
  if (typeof consentType === "string") return grantText(target, names);
  if (typeof subject === "string") return `${jsonText(name)} (issuer ${jsonText(issuer)}, subject ${subject})`;
  const over = directoryScopeId === "/" ? "the whole tenant" : directoryScopeId;
  const parts = [
    name,
    principalId,
    resourceId,
    appRoleId === noRole ? "default access" : appRoleId,
    scope,
    over,
    typeof endDateTime === "string" ? `until ${endDateTime}` : undefined,
  ].filter((part) => typeof part === "string");
  return parts.length === 0 ? elementText(target, names) : parts.map((part) => named(part.trim(), names)).join(" · ");
}

/** Of an assignment to an application that has no roles, or to none of them. */
const noRole = "00000000-0000-0000-0000-000000000000";

/** "User.Read, Mail.Read of Microsoft Graph, for everybody": who may be acted for matters most. */
function grantText(
  { consentType, principalId, resourceId, scope }: JsonObject,
  names: ObjectNames | undefined,
): string {
  const scopes = jsonText(scope ?? "")
    .split(" ")
    .filter((word) => word !== "");
  const whom = consentType === "AllPrincipals" ? "everybody" : named(jsonText(principalId), names);
  return `${scopes.join(", ") || "nothing"} of ${named(jsonText(resourceId), names)}, for ${whom}`;
}

/** Words of Graph that nobody can guess. */
const known: Readonly<Record<string, string>> = {
  enabledForReportingButNotEnforced: "report-only",
};

function named(id: string, names: ObjectNames | undefined): string {
  const found = names !== undefined && Object.hasOwn(names, id) ? names[id] : undefined;
  const name = found?.name ?? (Object.hasOwn(known, id) ? known[id] : undefined);
  return name === undefined ? id : `${name} (${id})`;
}

/** One sentence for each event, or the reason why there is none. */
export function attributionLines({ events, reason }: Attribution, names?: ObjectNames): readonly string[] {
  const lines = events.map((event) => eventText(event, names));
  return reason === undefined ? lines : [...lines, namedPath(reason, names)];
}

function eventText(event: AttributionEvent, names: ObjectNames | undefined): string {
  const { actor, at, activity, address, client, through, signIn, correlationId, paths } = event;
  const from = address === undefined ? "" : ` from ${address}`;
  const what = paths.length === 0 ? "" : `: ${paths.map((path) => namedPath(path, names)).join(", ")}`;
  const service = through === undefined ? "" : ` through ${through}`;
  const details = [
    ...(client === undefined ? [] : [`with ${client}`]),
    ...(signIn === undefined ? [] : [signInText(signIn)]),
    ...(correlationId === undefined ? [] : [`correlation id ${correlationId}`]),
  ];
  const more = details.length === 0 ? "" : ` (${details.join("; ")})`;
  return `${actor}${service}${from}, ${toTheSecond(at)}, ${activity}${what}${more}`;
}

/** Audit records are timed to a ten-millionth of a second, which nobody reads. */
export function toTheSecond(iso: string): string {
  return iso.replace(/\.\d+Z$/u, "Z");
}

/** "signed in 2026-01-01T08:00:00Z to Azure Portal, Edge 138.0 on Windows 11, Bergen, NO", as far as it is known. */
export function signInText({ at, application, device, place }: EventSignIn): string {
  const rest = [device, place].flatMap((part) => (part === null ? [] : [`, ${part}`]));
  return `signed in ${toTheSecond(at)}${application === null ? "" : ` to ${application}`}${rest.join("")}`;
}
