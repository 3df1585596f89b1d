import type { LinkChange } from "../../preload/contract/change.ts";
import type { LinkTarget } from "../../preload/contract/directory-object.ts";
import { jsonText } from "../../preload/contract/json-value.ts";

const mostNamed = 10;

/** What a person has to do who puts a link right that no recovery writes: to whom, over what. */
export function byHand({ removed, added }: LinkChange, nameOf: (id: string) => string): string {
  return [sentence("Give it back to", removed, nameOf), sentence("Take it from", added, nameOf)].join("");
}

function sentence(verb: string, targets: readonly LinkTarget[], nameOf: (id: string) => string): string {
  if (targets.length === 0) return "";
  const named = targets.slice(0, mostNamed).map((target) => holderText(target, nameOf));
  const more = targets.length > named.length ? `; and ${targets.length - named.length} more` : "";
  return ` ${verb} ${named.join("; ")}${more}.`;
}

function holderText(target: LinkTarget, nameOf: (id: string) => string): string {
  if (typeof target === "string") return called(target, nameOf);
  const { principalId, directoryScopeId, endDateTime } = target;
  const until = typeof endDateTime === "string" ? `, until ${endDateTime}` : "";
  return `${called(jsonText(principalId), nameOf)}${scopeText(directoryScopeId, nameOf)}${until}`;
}

const unit = /^\/administrativeUnits\//iu;

/** Administrative units are not captured: their id says which. */
function scopeText(scope: unknown, nameOf: (id: string) => string): string {
  if (typeof scope !== "string") return "";
  if (scope === "/") return " in the whole tenant";
  if (unit.test(scope)) return ` in the administrative unit ${scope.replace(unit, "")}`;
  return ` over ${called(scope.replace(/^\//u, ""), nameOf)}`;
}

function called(id: string, nameOf: (id: string) => string): string {
  const name = nameOf(id);
  return name === id ? id : `${name} (${id})`;
}
