import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject, jsonText } from "../../preload/contract/json-value.ts";
import { type Answer, allOf, anyOf } from "./tri-state.ts";

/**
 * Whether a person is among the guests and external users that a policy names by kind (`includeGuestsOrExternalUsers`).
 * From which tenant somebody comes no snapshot holds: a list of tenants leaves it open. See Graph's
 * conditionalAccessGuestsOrExternalUsers.
 */
export function isNamedGuest(block: JsonValue | undefined, user: DirectoryObject | undefined): Answer {
  if (!isJsonObject(block)) return "no";
  const kinds = jsonText(block.guestOrExternalUserTypes ?? "none")
    .toLowerCase()
    .split(",")
    .map((kind) => kind.trim());
  if (user === undefined) return kinds.every((kind) => kind === "none") ? "no" : "unsure";
  const isOfKind = anyOf(kinds.map((kind) => guestKinds[kind]?.(user) ?? (kind === "none" ? "no" : "unsure")));
  return allOf([isOfKind, namesAllTenants(block) || !isExternal(user) ? "yes" : "unsure"]);
}

const yesIf = (holds: boolean): Answer => (holds ? "yes" : "no");

const guestKinds: Readonly<Record<string, (user: DirectoryObject) => Answer>> = {
  internalguest: (user) => yesIf(isGuest(user) && !isExternal(user)),
  b2bcollaborationguest: (user) => yesIf(isGuest(user) && isExternal(user)),
  b2bcollaborationmember: (user) => yesIf(!isGuest(user) && isExternal(user)),
  // They sign in without an account in this tenant.
  b2bdirectconnectuser: () => "no",
  serviceprovider: () => "no",
  otherexternaluser: (user) => (isExternal(user) ? "unsure" : "no"),
};

function isGuest({ properties }: DirectoryObject): boolean {
  return properties.userType === "Guest";
}

/** Invited accounts sign in elsewhere; Entra marks them in these ways. */
export function isExternal({
  properties: { userPrincipalName, creationType, externalUserState },
}: DirectoryObject): boolean {
  return (
    creationType === "Invitation" ||
    typeof externalUserState === "string" ||
    (typeof userPrincipalName === "string" && userPrincipalName.toUpperCase().includes("#EXT#"))
  );
}

function namesAllTenants({ externalTenants }: JsonObject): boolean {
  return !isJsonObject(externalTenants) || jsonText(externalTenants.membershipKind ?? "all").toLowerCase() === "all";
}
