import type { JsonObject } from "../../../preload/contract/json-value.ts";

/** Said by the row itself, or by nobody who reads it. */
const unsaid = new Set([
  "id",
  "clientId",
  "principalId",
  "principalDisplayName",
  "principalType",
  "resourceId",
  "resourceDisplayName",
  "deletedDateTime",
]);

/** A link's own data in one line: "scope: User.Read · consentType: AllPrincipals". */
export function detailsOf(record: JsonObject): string {
  return Object.entries(record)
    .filter(([key, value]) => !unsaid.has(key) && !key.startsWith("@") && value !== null && value !== "")
    .map(([key, value]) => `${key}: ${typeof value === "object" ? JSON.stringify(value) : String(value)}`)
    .join(" · ");
}
