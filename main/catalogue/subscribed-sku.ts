import type { ObjectTypeDefinition } from "./object-type-definition.ts";
import { each, fact, factWord, keyed, moving, never, type Rules, structure, words } from "./property-rules.ts";
import { readOnly } from "./read-only.ts";

const bought = {
  reason: "Licences are bought and cancelled with Microsoft; no write brings them back.",
  manual: "Buy or renew the subscription in the Microsoft 365 admin centre under Billing.",
};
const write = never(bought.reason, bought.manual);

const properties: Rules = {
  ...each(["skuId", "skuPartNumber", "appliesTo", "capabilityStatus", "accountId", "accountName"], factWord(write)),
  subscriptionIds: words({ write }),
  prepaidUnits: structure(each(["enabled", "suspended", "warning", "lockedOut"], fact(write)), { write }),
  servicePlans: keyed("servicePlanId", each(["servicePlanName", "provisioningStatus", "appliesTo"], factWord(write)), {
    write,
  }),
  // Moves with every licence that is given or taken, which the users themselves tell.
  consumedUnits: moving(),
};

/** What the tenant has bought: how many units of each product, and how many are in use. */
export const subscribedSkuDefinition: ObjectTypeDefinition = {
  type: "subscribedSku",
  singular: "subscribed licence",
  plural: "subscribed licences",
  alias: "skuId",
  list: { path: "/subscribedSkus", countable: false, selectable: false, limit: "directory" },
  // Covers the organization too; LicenseAssignment.Read.All alone would be one permission more to consent to.
  readPermissions: ["Organization.Read.All"],
  readRole: "Directory Readers or Global Reader",
  properties,
  links: {},
  ...readOnly(bought),
};
