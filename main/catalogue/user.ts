import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { jsonText } from "../../preload/contract/json-value.ts";
import { licenceRequests } from "./assign-licences.ts";
import { withExtensionRules } from "./directory-extensions.ts";
import type { ObjectTypeDefinition, WriteRequest, WriteRoute } from "./object-type-definition.ts";
import { patchRequests } from "./patch-requests.ts";
import { directoryObjectLink, passwordPlaceholder } from "./placeholders.ts";
import {
  deletedDateTime,
  each,
  fact,
  factWord,
  flags,
  keyed,
  moving,
  never,
  type Rules,
  set,
  setByEntra,
  structure,
  text,
  value,
  word,
  words,
} from "./property-rules.ts";
import { addThenRemove, alreadyGone, deleteAt, idsAmong, restoreFromDirectory } from "./reference-links.ts";
import { customSecurityAttributes, securityAttributeRequests } from "./security-attributes.ts";
import { formerlySyncedObstacle, isSynced, onPremises, syncedObstacle } from "./synced-objects.ts";
import { createBody, namesByRoute } from "./write-body.ts";

/** Never asked for: where it was consented to, the days on which people leave are read too. */
export const leaveDatePermission = "User-LifeCycleInfo.Read.All";

/** On users with a directory role these need a higher role than the rest, and one refusal fails the whole PATCH (C28). */
const alone: WriteRoute = { route: "patch-alone" };
const license: WriteRoute = { route: "action", permissions: ["LicenseAssignment.ReadWrite.All"] };
const password = never(
  "Passwords can never be read, so they cannot be put back.",
  "Reset the password, or let the person do it.",
);
const byExchange = never(
  "Exchange holds this; Graph does not write it reliably.",
  "Set it in the Exchange admin centre.",
);
/** When somebody leaves sets off leaver workflows: Graph gates it more than the rest of a person. */
const employeeLeaveDateTime = value({
  write: { route: "patch-alone", permissions: ["User-LifeCycleInfo.ReadWrite.All"] },
  apart: { permission: leaveDatePermission, role: "Global Reader or Lifecycle Workflows Administrator" },
});
const extensionAttributes = Array.from({ length: 15 }, (_, index) => `extensionAttribute${index + 1}`);

const properties: Rules = {
  ...each(["city", "companyName", "country", "department", "employeeId", "employeeType", "faxNumber"], text()),
  ...each(["givenName", "jobTitle", "officeLocation", "postalCode", "state", "streetAddress", "surname"], text()),
  ...each(["ageGroup", "consentProvidedForMinor", "mail", "preferredDataLocation", "preferredLanguage"], word()),
  displayName: text({ notClearable: true }),
  mailNickname: text({ notClearable: true }),
  usageLocation: word({ notClearable: true }),
  userType: word({ notClearable: true }),
  employeeHireDate: value(),
  employeeLeaveDateTime,
  employeeOrgData: structure(each(["costCenter", "division"], text())),
  passwordPolicies: flags(),
  onPremisesImmutableId: text(),
  onPremisesExtensionAttributes: structure(each(extensionAttributes, text())),
  accountEnabled: value({ write: alone, notClearable: true }),
  userPrincipalName: word({ write: alone, notClearable: true }),
  mobilePhone: text({ write: alone }),
  businessPhones: set({ write: alone }),
  otherMails: words({ write: alone }),
  authorizationInfo: structure({ certificateUserIds: set() }, { write: alone }),
  identities: keyed("issuerAssignedId", each(["issuer", "signInType"], word()), {
    key: ["signInType", "issuer", "issuerAssignedId"],
    mirrored: { name: "signInType", value: "userPrincipalName" },
    write: { route: "patch-alone", permissions: ["User.ManageIdentities.All"] },
  }),
  assignedLicenses: keyed("skuId", { disabledPlans: words() }, { write: license, needs: ["licenseAssignmentStates"] }),
  licenseAssignmentStates: moving(),
  customSecurityAttributes,
  showInAddressList: fact(byExchange),
  proxyAddresses: set({
    write: never("Graph cannot write this: it follows from mail and user principal name.", "Set it in Exchange."),
  }),
  passwordProfile: { ...fact(password), secret: true },
  ...onPremises,
  ...each(["createdDateTime", "creationType", "isManagementRestricted", "isResourceAccount"], fact()),
  ...each(["externalUserState", "legalAgeGroupClassification", "securityIdentifier"], factWord()),
  imAddresses: words({ write: setByEntra }),
  ...each(
    ["externalUserStateChangeDateTime", "lastPasswordChangeDateTime", "signInSessionsValidFromDateTime"],
    moving(),
  ),
  deletedDateTime,
};

/** People and guests. What Graph refuses on a list (aboutMe, skills ...) is left out. */
export const userDefinition: ObjectTypeDefinition = {
  type: "user",
  singular: "user",
  plural: "users",
  auditNoun: "(external )?user",
  list: {
    path: "/users",
    top: 999,
    countable: true,
    delta: "/users/delta",
    deletedItems: "/directory/deletedItems/microsoft.graph.user",
    selectable: true,
    limit: "directory",
  },
  readPermissions: ["User.Read.All"],
  readRole: "Directory Readers or Global Reader",
  writePermissions: ["User.ReadWrite.All"],
  properties,
  links: {
    // `$expand` on the list excludes advanced queries; the delta round brings every manager with no call a user.
    manager: {
      shape: "reference",
      single: true,
      refersTo: ["user", "directoryObject"],
      read: { from: "delta", path: "/users/{id}/manager", heldBy: { user: "/users/{id}/directReports" } },
      write: { route: "action" },
      permissions: ["User.ReadWrite.All"],
    },
    // Sponsors answer for guests; asking every employee would double the reading for nothing.
    sponsors: {
      shape: "reference",
      refersTo: ["user", "group", "directoryObject"],
      read: { from: "each", path: "/users/{id}/sponsors", select: ["id"] },
      write: { route: "action" },
      permissions: ["User.ReadWrite.All"],
      appliesTo: isGuest,
    },
  },
  canCreate: true,
  canDelete: true,
  lostOnRecreate: [
    "the password",
    "sign-in methods (Authenticator, passkeys, phone)",
    "the mailbox with its addresses and its place in the address list, OneDrive and Teams data",
    "directory roles",
  ],
  blocked: syncedObstacle,
  attributeBlocked: (user, property) =>
    property === "onPremisesExtensionAttributes" ? formerlySyncedObstacle(user) : undefined,
  linkBlocked: syncedObstacle,
  createBlocked,
  updateRequests,
  linkRequests,
  createRequest,
  restoreRequest: restoreFromDirectory,
  deleteRequests: (user) => [deleteAt(`/users/${user.id}`)],
};

const notAtCreation = ["identities", "authorizationInfo", "employeeLeaveDateTime"];

function isGuest({ properties: user }: DirectoryObject): boolean {
  return user.userType === "Guest" || isInvited(user);
}

function isInvited(user: JsonObject): boolean {
  return jsonText(user.userPrincipalName ?? "").includes("#EXT#");
}

function createBlocked(user: DirectoryObject): ReturnType<ObjectTypeDefinition["blocked"]> {
  if (isSynced(user)) return syncedObstacle(user);
  if (!isInvited(user.properties)) return undefined;
  return {
    reason: "A guest gets an account by accepting an invitation; it cannot be made by writing it.",
    manual: "Invite the guest again, then add groups and sponsors from the report.",
  };
}

/**
 * Ordinary properties together, each sensitive one and each directory extension alone, licences last: they need the usage
 * location to be there.
 */
function updateRequests(id: string, promised: JsonObject, expected: JsonObject): readonly WriteRequest[] {
  const path = `/users/${id}`;
  return [
    ...patchRequests(withExtensionRules(properties, promised, expected), path, promised, expected),
    ...securityAttributeRequests(path, promised, expected),
    ...licenceRequests(path, promised, expected),
  ];
}

function linkRequests(
  id: string,
  link: string,
  add: readonly unknown[],
  remove: readonly unknown[],
): readonly WriteRequest[] {
  const path = `/users/${id}/${link}`;
  if (link === "sponsors") return addThenRemove(path, add, remove);
  if (link !== "manager") return [];
  const manager = idsAmong(add)[0];
  if (manager !== undefined)
    return [{ method: "PUT", path: `${path}/$ref`, body: { "@odata.id": directoryObjectLink(manager) } }];
  return idsAmong(remove).length > 0 ? [{ method: "DELETE", path: `${path}/$ref`, alsoFine: alreadyGone }] : [];
}

/**
 * A new account with the old facts. Identities, certificate user ids and the leave date want permissions of their own, and
 * one refusal would fail it all: like licences they are written afterwards.
 */
function createRequest(user: DirectoryObject): WriteRequest | undefined {
  if (createBlocked(user) !== undefined) return undefined;
  const names = namesByRoute(properties, ["patch", "patch-alone"]).filter((name) => !notAtCreation.includes(name));
  const body = {
    ...createBody(properties, names, user.properties),
    passwordProfile: { password: passwordPlaceholder, forceChangePasswordNextSignIn: true },
  };
  return { method: "POST", path: "/users", body, yields: "objectId" };
}
