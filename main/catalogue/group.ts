import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { licenceRequests } from "./assign-licences.ts";
import { withExtensionRules } from "./directory-extensions.ts";
import type { LinkRule, ObjectTypeDefinition, Obstacle, WriteRequest, WriteRoute } from "./object-type-definition.ts";
import { patchRequests } from "./patch-requests.ts";
import {
  deletedDateTime,
  each,
  fact,
  factWord,
  keyed,
  moving,
  never,
  type Rules,
  set,
  setByEntra,
  text,
  value,
  word,
  words,
} from "./property-rules.ts";
import { addInBlocks, deleteAt, idsAmong, removeOneByOne, restoreFromDirectory } from "./reference-links.ts";
import { onPremisesOfGroup, syncedObstacle } from "./synced-objects.ts";
import { createBody, namesByRoute } from "./write-body.ts";

const atCreation: WriteRoute = {
  route: "create-only",
  reason: "This is fixed when a group is made.",
  manual: "Make a new group with this setting and move its members over.",
};
const labels = never(
  "Sensitivity labels cannot be written unattended and change what the group may do.",
  "Set the label in the admin centre.",
);

const properties: Rules = {
  ...each(["description", "membershipRule", "classification", "theme"], text()),
  ...each(["membershipRuleProcessingState", "preferredDataLocation", "preferredLanguage", "visibility"], word()),
  displayName: text({ notClearable: true }),
  mailNickname: text({ notClearable: true }),
  securityEnabled: value({ notClearable: true }),
  // A dynamic group without a rule is refused, and one that becomes static loses its rule.
  groupTypes: words({ carries: ["membershipRule", "membershipRuleProcessingState"] }),
  // Exchange answers for these, with a person signed in, for one group at a time, and only in a PATCH of their own (C26).
  ...each(
    ["allowExternalSenders", "autoSubscribeNewMembers", "hideFromAddressLists", "hideFromOutlookClients"],
    value({ write: { route: "patch-alone" }, notOnList: true }),
  ),
  isSubscribedByMail: value({ write: { route: "patch-alone" }, notOnList: true }),
  ...each(["mailEnabled", "isAssignableToRole"], value({ write: atCreation })),
  resourceBehaviorOptions: words({ write: atCreation }),
  resourceProvisioningOptions: words({
    write: never("Teams and other services set this.", "Add the team in the Teams admin centre."),
  }),
  assignedLicenses: keyed(
    "skuId",
    { disabledPlans: words() },
    { write: { route: "action", permissions: ["LicenseAssignment.ReadWrite.All"] } },
  ),
  assignedLabels: keyed("labelId", { displayName: fact(labels) }, { write: labels }),
  isArchived: fact(never("Teams sets this.", "Archive or restore the team in the Teams admin centre.")),
  ...onPremisesOfGroup,
  ...each(["createdDateTime", "isManagementRestricted"], fact()),
  ...each(["mail", "securityIdentifier", "uniqueName"], factWord()),
  proxyAddresses: set({ write: setByEntra }),
  ...each(["expirationDateTime", "renewedDateTime", "licenseProcessingState"], moving()),
  deletedDateTime,
};

const member: Omit<LinkRule, "read"> = {
  shape: "reference",
  refersTo: ["directoryObject"],
  write: { route: "action" },
  permissions: ["Group.ReadWrite.All"],
};

/** Security and Microsoft 365 groups; distribution and mail-enabled security groups are read only. */
export const groupDefinition: ObjectTypeDefinition = {
  type: "group",
  singular: "group",
  plural: "groups",
  list: {
    path: "/groups",
    top: 999,
    countable: true,
    delta: "/groups/delta",
    deletedItems: "/directory/deletedItems/microsoft.graph.group",
    selectable: true,
    limit: "directory",
  },
  readPermissions: ["Group.Read.All", "GroupMember.Read.All"],
  readRole: "Directory Readers or Global Reader",
  writePermissions: ["Group.ReadWrite.All"],
  properties,
  links: {
    // A dynamic group's members follow from its rule: the rule is compared, the members are not (fault A4).
    members: {
      ...member,
      read: {
        from: "delta",
        path: "/groups/{id}/members",
        heldBy: {
          user: "/users/{id}/memberOf",
          group: "/groups/{id}/memberOf",
          servicePrincipal: "/servicePrincipals/{id}/memberOf",
        },
      },
      appliesTo: (group) => !isDynamic(group),
      decidedBy: "groupTypes",
    },
    owners: {
      ...member,
      read: {
        from: "delta",
        path: "/groups/{id}/owners",
        heldBy: { user: "/users/{id}/ownedObjects", servicePrincipal: "/servicePrincipals/{id}/ownedObjects" },
      },
    },
  },
  canCreate: true,
  canDelete: true,
  lostOnRecreate: [
    "the mailbox, team and site of a Microsoft 365 group",
    "directory roles that were assigned to the group",
    "the visibility of a security group, which Graph takes for Microsoft 365 groups only",
    "owners of a Microsoft 365 group without whoever makes it again: Graph adds that person",
  ],
  blocked,
  linkBlocked,
  permissionsFor: (group) =>
    group.properties.isAssignableToRole === true ? ["RoleManagement.ReadWrite.Directory"] : [],
  updateRequests,
  linkRequests,
  createRequest,
  restoreRequest: restoreFromDirectory,
  deleteRequests: (group) => [deleteAt(`/groups/${group.id}`)],
};

function hasType({ properties: { groupTypes } }: DirectoryObject, name: string): boolean {
  return Array.isArray(groupTypes) && groupTypes.some((type: JsonValue) => type === name);
}

function isDynamic(group: DirectoryObject): boolean {
  return hasType(group, "DynamicMembership");
}

function blocked(group: DirectoryObject): Obstacle | undefined {
  const synced = syncedObstacle(group);
  if (synced !== undefined) return synced;
  if (group.properties.mailEnabled !== true || hasType(group, "Unified")) return undefined;
  return {
    reason: "Exchange holds distribution groups and mail-enabled security groups; Graph only reads them.",
    manual: "Change the group in the Exchange admin centre.",
  };
}

function linkBlocked(group: DirectoryObject, link: string): Obstacle | undefined {
  if (link !== "members" || !isDynamic(group)) return blocked(group);
  return {
    reason: "The members of a dynamic group follow from its rule.",
    manual: "Put the membership rule back; Microsoft Entra then works out the members.",
  };
}

function updateRequests(id: string, promised: JsonObject, expected: JsonObject): readonly WriteRequest[] {
  const path = `/groups/${id}`;
  const rules = withExtensionRules(properties, promised, expected);
  return [...patchRequests(rules, path, promised, expected), ...licenceRequests(path, promised, expected)];
}

/** Adds before it removes: the last owner of a group cannot be taken away. */
function linkRequests(
  id: string,
  link: string,
  add: readonly unknown[],
  remove: readonly unknown[],
): readonly WriteRequest[] {
  if (link !== "members" && link !== "owners") return [];
  const path = `/groups/${id}`;
  return [...addInBlocks(path, link, idsAmong(add)), ...removeOneByOne(`${path}/${link}`, idsAmong(remove))];
}

/**
 * Graph wants mailEnabled, securityEnabled and mailNickname in any case, and visibility for Microsoft 365 groups only. A
 * group without a nickname gets one of the form that the admin centre gives. Owners and members are put back as links.
 */
function createRequest(group: DirectoryObject): WriteRequest | undefined {
  if (blocked(group) !== undefined) return undefined;
  const ofMicrosoft365 = hasType(group, "Unified");
  const names = namesByRoute(properties, ["patch", "create-only"]).filter(
    (name) => ofMicrosoft365 || name !== "visibility",
  );
  const body = {
    mailEnabled: false,
    mailNickname: group.id.slice(0, 10),
    securityEnabled: true,
    ...createBody(properties, names, group.properties),
  };
  return { method: "POST", path: "/groups", body, yields: "objectId" };
}
