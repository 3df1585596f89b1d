import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import { NotInGraph } from "./known-properties.ts";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Words that may stand among the ids of each list. */
const words: Readonly<Record<string, readonly string[]>> = {
  users: ["all", "none", "guestsorexternalusers"],
  groups: [],
  roles: [],
  applications: ["all", "none", "office365", "microsoftadminportals"],
  locations: ["all", "alltrusted"],
  serviceprincipals: ["serviceprincipalsinmytenant"],
};

/** Refuses names and placeholders where a policy has to name ids. Whether something has the id does not matter. */
export function checkReferences(policy: JsonObject): void {
  if (!isJsonObject(policy.conditions)) return;
  for (const [place, block] of Object.entries(policy.conditions)) {
    if (!isJsonObject(block)) continue;
    for (const [name, list] of Object.entries(block)) checkList(`conditions.${place}.${name}`, name, list);
  }
}

function checkList(path: string, name: string, list: JsonValue): void {
  const allowed = words[name.replace(/^(include|exclude)/, "").toLowerCase()];
  if (allowed === undefined || !Array.isArray(list)) return;
  const wrong = list.find((entry: JsonValue) => !isReference(entry, allowed));
  if (wrong !== undefined) throw new NotInGraph(`"${String(wrong).slice(0, 100)}" in ${path} is no object id.`);
}

function isReference(entry: JsonValue, allowed: readonly string[]): boolean {
  return typeof entry === "string" && (guid.test(entry) || allowed.includes(entry.toLowerCase()));
}
