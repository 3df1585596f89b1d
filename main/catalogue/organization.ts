import type { ObjectTypeDefinition } from "./object-type-definition.ts";
import {
  each,
  fact,
  factWord,
  keyed,
  moving,
  never,
  type Rules,
  set,
  structure,
  text,
  words,
} from "./property-rules.ts";
import { readOnly } from "./read-only.ts";

const byPeople = {
  reason: "The organization is read to explain the rest; its name, contacts and domains are set by people alone.",
  manual: "Change it in the Entra admin centre under Overview, Properties, or under Custom domain names.",
};
const write = never(byPeople.reason, byPeople.manual);

const properties: Rules = {
  ...each(["displayName", "city", "state", "street", "postalCode", "country"], text({ write })),
  ...each(["countryLetterCode", "defaultUsageLocation", "preferredLanguage"], factWord(write)),
  ...each(["tenantType", "partnerTenantType", "mobileDeviceManagementAuthority"], factWord(write)),
  ...each(["businessPhones", "securityComplianceNotificationPhones"], set({ write })),
  ...each(["marketingNotificationEmails", "securityComplianceNotificationMails"], words({ write })),
  technicalNotificationMails: words({ write }),
  privacyProfile: structure(each(["contactEmail", "statementUrl"], text()), { write }),
  verifiedDomains: keyed(
    "name",
    { ...each(["isDefault", "isInitial"], fact(write)), ...each(["capabilities", "type"], factWord(write)) },
    { write },
  ),
  assignedPlans: keyed(
    "servicePlanId",
    { ...each(["service", "capabilityStatus"], factWord(write)), assignedDateTime: moving() },
    { write },
  ),
  provisionedPlans: moving(),
  onPremisesSyncEnabled: fact(write),
  onPremisesLastSyncDateTime: moving(),
  createdDateTime: fact(),
  deletedDateTime: moving(),
};

/** The tenant itself: its name, verified domains and whom Microsoft writes to. */
export const organizationDefinition: ObjectTypeDefinition = {
  type: "organization",
  singular: "organization",
  plural: "organization",
  // A list of one; nothing is asked for by name, since Graph gives all that the page of the type lists.
  list: { path: "/organization", countable: false, selectable: false, limit: "directory" },
  readPermissions: ["Organization.Read.All"],
  readRole: "Directory Readers or Global Reader",
  properties,
  links: {},
  ...readOnly(byPeople),
};
