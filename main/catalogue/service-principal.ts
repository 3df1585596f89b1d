import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { jsonText } from "../../preload/contract/json-value.ts";
import { roleAssignmentRequests } from "./app-role-assignments.ts";
import { keyCredentials, passwordCredentials, secretRemovals } from "./certificate-rules.ts";
import { appRoles, oauth2PermissionScopes } from "./entitlement-rules.ts";
import type { ObjectTypeDefinition, Obstacle, WriteRequest, WriteRoute } from "./object-type-definition.ts";
import { patchTogether } from "./patch-requests.ts";
import { grantRequests } from "./permission-grants.ts";
import {
  deletedDateTime,
  each,
  fact,
  factWord,
  keyed,
  never,
  type Rules,
  set,
  structure,
  text,
  value,
  word,
  words,
} from "./property-rules.ts";
import { addThenRemove, deleteAt, restoreFromDirectory } from "./reference-links.ts";
import { customSecurityAttributes, securityAttributeRequests } from "./security-attributes.ts";
import { createBody, namesByRoute } from "./write-body.ts";

const fromApplication = never(
  "This mirrors the application's registration.",
  "Where this plan puts the registration back, it follows by itself; else change the registration, or ask the publisher of another organisation.",
);
const atCreation: WriteRoute = {
  route: "create-only",
  reason: "The client id is fixed when an enterprise application is made.",
  manual: "Make the enterprise application again from the right registration.",
};

const properties: Rules = {
  ...each(["description", "loginUrl", "logoutUrl", "notes", "displayName"], text()),
  ...each(["preferredSingleSignOnMode", "preferredTokenSigningKeyThumbprint", "tokenEncryptionKeyId"], word()),
  ...each(["accountEnabled", "appRoleAssignmentRequired"], value()),
  alternativeNames: set(),
  notificationEmailAddresses: words(),
  tags: set(),
  samlSingleSignOnSettings: structure({ relayState: text() }),
  keyCredentials,
  passwordCredentials,
  customSecurityAttributes,
  appId: factWord(atCreation),
  appRoles: { ...appRoles, write: fromApplication },
  oauth2PermissionScopes: { ...oauth2PermissionScopes, write: fromApplication },
  resourceSpecificApplicationPermissions: keyed("id", {}, { write: fromApplication }),
  addIns: keyed("id", { type: text() }, { write: fromApplication }),
  info: structure({ logoUrl: { ...fact(), volatile: true } }, { write: fromApplication }),
  replyUrls: set({ write: fromApplication }),
  servicePrincipalNames: set({ write: fromApplication }),
  ...each(["appDisplayName", "appDescription", "homepage", "verifiedPublisher"], fact(fromApplication)),
  ...each(["signInAudience", "appOwnerOrganizationId", "applicationTemplateId"], factWord(fromApplication)),
  ...each(["createdByAppId", "servicePrincipalType"], factWord()),
  ...each(["disabledByMicrosoftStatus", "isDisabled"], fact()),
  deletedDateTime,
};

/** Enterprise applications, managed identities and Microsoft's own services. */
export const servicePrincipalDefinition: ObjectTypeDefinition = {
  type: "servicePrincipal",
  singular: "enterprise application",
  plural: "enterprise applications",
  auditNoun: "service principal",
  list: {
    path: "/servicePrincipals",
    top: 999,
    countable: true,
    delta: "/servicePrincipals/delta",
    deletedItems: "/directory/deletedItems/microsoft.graph.servicePrincipal",
    selectable: true,
    limit: "directory",
  },
  // The list of grants needs Directory.Read.All; the rest is content with Application.Read.All.
  readPermissions: ["Application.Read.All", "Directory.Read.All"],
  readRole: "Directory Readers or Global Reader",
  writePermissions: ["Application.ReadWrite.All"],
  properties,
  links: {
    owners: {
      shape: "reference",
      refersTo: ["user", "servicePrincipal", "directoryObject"],
      read: { from: "each", path: "/servicePrincipals/{id}/owners", select: ["id"] },
      write: { route: "action" },
      permissions: ["Application.ReadWrite.All"],
    },
    // Who holds roles of this resource. Read at every resource this covers each assignment of the tenant exactly once.
    appRoleAssignedTo: {
      shape: "record",
      key: ["principalId", "appRoleId"],
      refersTo: ["user", "group", "servicePrincipal"],
      read: { from: "each", path: "/servicePrincipals/{id}/appRoleAssignedTo" },
      write: { route: "action" },
      permissions: ["AppRoleAssignment.ReadWrite.All", "Application.Read.All"],
    },
    // What this client may do on behalf of people: of everybody (AllPrincipals) or of one (Principal).
    oauth2PermissionGrants: {
      shape: "record",
      key: ["consentType", "principalId", "resourceId"],
      refersTo: ["user", "servicePrincipal"],
      read: { from: "tenant-list", path: "/oauth2PermissionGrants", ownerKey: "clientId" },
      write: { route: "action" },
      permissions: ["DelegatedPermissionGrant.ReadWrite.All"],
    },
  },
  canCreate: true,
  canDelete: true,
  lostOnRecreate: [
    "client secrets and signing certificates",
    "provisioning jobs and stored passwords",
    "claims mapping, token and home realm policies",
  ],
  blocked,
  linkBlocked: (object, link) => (link === "appRoleAssignedTo" ? undefined : blocked(object)),
  updateRequests,
  linkRequests,
  createRequest,
  restoreRequest: restoreFromDirectory,
  deleteRequests: ({ id }) => [deleteAt(`/servicePrincipals/${id}`)],
};

function blocked({ properties: { servicePrincipalType } }: DirectoryObject): Obstacle | undefined {
  if (jsonText(servicePrincipalType).toLowerCase() !== "managedidentity") return undefined;
  return {
    reason: "Azure makes, changes and removes managed identities together with their resource.",
    manual: "Change the managed identity at its Azure resource.",
  };
}

function updateRequests(id: string, promised: JsonObject, expected: JsonObject): readonly WriteRequest[] {
  const path = `/servicePrincipals/${id}`;
  return [
    ...secretRemovals(path, promised, expected),
    ...patchTogether(properties, path, promised, expected),
    ...securityAttributeRequests(path, promised, expected),
  ];
}

function linkRequests(
  id: string,
  link: string,
  add: readonly unknown[],
  remove: readonly unknown[],
): readonly WriteRequest[] {
  const path = `/servicePrincipals/${id}/${link}`;
  if (link === "owners") return addThenRemove(path, add, remove);
  if (link === "appRoleAssignedTo") return roleAssignmentRequests(id, add, remove);
  return link === "oauth2PermissionGrants" ? grantRequests(id, add, remove) : [];
}

/** Made from the client id; name and roles come from the registration, certificates would need their private part. */
function createRequest(object: DirectoryObject): WriteRequest | undefined {
  if (blocked(object) !== undefined || typeof object.properties.appId !== "string") return undefined;
  const left = ["displayName", "keyCredentials", "tokenEncryptionKeyId", "preferredTokenSigningKeyThumbprint"];
  const names = namesByRoute(properties, ["patch", "create-only"]).filter((name) => !left.includes(name));
  const body = createBody(properties, names, object.properties);
  return { method: "POST", path: "/servicePrincipals", body, yields: "objectId" };
}
