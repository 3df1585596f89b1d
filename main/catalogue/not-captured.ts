import type { ObjectType } from "../../preload/contract/directory-object.ts";

/** A part of a type that Graph has and no capture reads: whoever relies on a snapshot has to be told. */
export interface NotCaptured {
  /** In words, as people are told. */
  readonly what: string;
  /** Graph's names of its properties and links. */
  readonly names: readonly string[];
  readonly because: string;
}

const notYet = "Reinstate does not read them yet";
const elsewhere = "they are kept outside the directory";
const anObjectEach = "Graph gives them for one object at a time only";

/** By type; what is not named is captured, or held at the other end of its link. */
export const notCaptured: Readonly<Partial<Record<ObjectType, readonly NotCaptured[]>>> = {
  user: [
    {
      what: "sign-in methods and the MFA state of each person",
      names: ["authentication"],
      because: "Graph gives them for one person at a time, and no method can be put back",
    },
    {
      what: "mail, calendars, profile pages, files, chats and tasks",
      names: [
        ...["aboutMe", "birthday", "hireDate", "interests", "mySite", "pastProjects", "preferredName"],
        ...["responsibilities", "schools", "skills", "mailboxSettings", "activities", "adhocCalls", "calendar"],
        ...["calendarGroups", "calendars", "calendarView", "chats", "cloudClipboard", "contactFolders", "contacts"],
        ...["drive", "drives", "employeeExperience", "events", "followedSites", "inferenceClassification", "insights"],
        ...["joinedTeams", "mailFolders", "messages", "onenote", "onlineMeetings", "outlook", "people", "planner"],
        ...["presence", "print", "settings", "solutions", "teamwork", "todo", "dataSecurityAndGovernance"],
      ],
      because: elsewhere,
    },
    {
      what: "devices",
      names: [
        ...["ownedDevices", "registeredDevices", "managedDevices", "managedAppRegistrations", "cloudPCs"],
        ...["deviceManagementTroubleshootingEvents", "deviceEnrollmentLimit"],
      ],
      because: "they are no type of Reinstate's",
    },
    {
      what: "open extensions and photos",
      names: ["extensions", "photo", "photos"],
      because: anObjectEach,
    },
    {
      what: "roles over administrative units, consents in chats, the source of synchronisation",
      names: ["scopedRoleMemberOf", "permissionGrants", "onPremisesSyncBehavior", "identityParentId"],
      because: notYet,
    },
    {
      what: "last sign-ins, provisioned service plans, terms of use accepted, objects made",
      names: [
        ...["signInActivity", "assignedPlans", "provisionedPlans", "serviceProvisioningErrors", "licenseDetails"],
        ...["agreementAcceptances", "createdObjects"],
      ],
      because: "they follow from what people and services do, and nobody sets them",
    },
  ],
  group: [
    {
      what: "the mail settings allowExternalSenders, autoSubscribeNewMembers, hideFromAddressLists, hideFromOutlookClients, isSubscribedByMail",
      names: [
        ...["allowExternalSenders", "autoSubscribeNewMembers", "hideFromAddressLists", "hideFromOutlookClients"],
        "isSubscribedByMail",
      ],
      because: anObjectEach,
    },
    {
      what: "group settings, expiration policies, consents for teams, the source of synchronisation",
      names: ["settings", "groupLifecyclePolicies", "permissionGrants", "onPremisesSyncBehavior", "organizationId"],
      because: notYet,
    },
    {
      what: "conversations, calendars, files, teams and who may send mail",
      names: [
        ...["accessType", "isFavorite", "unseenConversationsCount", "unseenCount", "unseenMessagesCount"],
        ...["welcomeMessageEnabled", "acceptedSenders", "rejectedSenders", "calendar", "calendarView", "conversations"],
        ...["drive", "drives", "events", "onenote", "planner", "sites", "team", "threads", "infoCatalogs"],
      ],
      because: elsewhere,
    },
    {
      what: "open extensions, photos, extension attributes from the premises",
      names: ["extensions", "photo", "photos", "onPremisesExtensionAttributes"],
      because: anObjectEach,
    },
    {
      what: "errors of licences and provisioning, and who made the group",
      names: [
        ...["hasMembersWithLicenseErrors", "membersWithLicenseErrors", "serviceProvisioningErrors"],
        "createdOnBehalfOf",
      ],
      because: "nobody sets them",
    },
  ],
  application: [
    {
      what: "token, home realm discovery and app management policies",
      names: [
        ...["tokenIssuancePolicies", "tokenLifetimePolicies", "homeRealmDiscoveryPolicies", "appManagementPolicies"],
      ],
      because: notYet,
    },
    {
      what: "directory extensions that the application registers, and values of those on applications",
      names: ["extensionProperties"],
      because: "Reinstate reads values of directory extensions on users and groups only",
    },
    {
      what: "provisioning jobs, applications that manage this one, who made it, the logo",
      names: ["synchronization", "managerApplications", "createdOnBehalfOf", "logo"],
      because: notYet,
    },
  ],
  servicePrincipal: [
    {
      what: "claims mapping, token, home realm discovery and app management policies",
      names: [
        ...["claimsMappingPolicies", "tokenIssuancePolicies", "tokenLifetimePolicies", "homeRealmDiscoveryPolicies"],
        "appManagementPolicies",
      ],
      because: notYet,
    },
    {
      what: "permission classifications, federated credentials of its own, remote desktop settings, provisioning jobs",
      names: [
        ...["delegatedPermissionClassifications", "federatedIdentityCredentials"],
        ...["remoteDesktopSecurityConfiguration", "synchronization"],
      ],
      because: notYet,
    },
    {
      what: "endpoints, objects made",
      names: ["endpoints", "createdObjects"],
      because: "nobody sets them",
    },
  ],
  organization: [
    {
      what: "branding, certificate authorities, open extensions, values of directory extensions",
      names: ["branding", "certificateBasedAuthConfiguration", "extensions"],
      because: notYet,
    },
  ],
};

/** What no capture reads of the type, with why, as one line; undefined where that is nothing. */
export function notCapturedLine(type: ObjectType): string | undefined {
  const parts = notCaptured[type]?.map(({ what, because }) => `${what} (${because})`);
  return parts && `Never captured: ${parts.join("; ")}.`;
}
