import type { JsonObject } from "../../../preload/contract/json-value.ts";
import { graphTime } from "../demo-state.ts";
import { licences } from "../generate/organisation-lists.ts";
import type { Answer } from "./answer.ts";
import { ok } from "./answer.ts";
import type { Call } from "./call.ts";
import { context } from "./call.ts";

const partNumbers: Readonly<Record<string, string>> = {
  [licences.e5]: "SPE_E5",
  [licences.e3]: "SPE_E3",
  [licences.f3]: "SPE_F1",
  [licences.entraP2]: "AAD_PREMIUM_P2",
};

/** Products that the tenant has bought. */
export const subscribedSkuIds: readonly string[] = Object.keys(partNumbers);

/** GET /subscribedSkus. */
export function listSubscribedSkus(call: Call): Answer {
  const seats = call.state.objects.user.size + 100;
  const value = subscribedSkuIds.map(
    (skuId): JsonObject => ({
      id: `${call.state.tenantId}_${skuId}`,
      accountName: call.state.tenantName,
      accountId: call.state.tenantId,
      appliesTo: "User",
      capabilityStatus: "Enabled",
      consumedUnits: 0,
      skuId,
      skuPartNumber: partNumbers[skuId] ?? "",
      subscriptionIds: [],
      prepaidUnits: { enabled: seats, suspended: 0, warning: 0, lockedOut: 0 },
      servicePlans: [],
    }),
  );
  return ok({ ...context(call, "subscribedSkus"), value });
}

/** GET /organization. */
export function listOrganization(call: Call): Answer {
  const { tenantId, tenantName, domain } = call.state;
  const organization: JsonObject = {
    id: tenantId,
    deletedDateTime: null,
    businessPhones: [],
    city: null,
    country: null,
    countryLetterCode: "NO",
    createdDateTime: graphTime(Date.UTC(2017, 2, 14, 9)),
    defaultUsageLocation: null,
    displayName: tenantName,
    marketingNotificationEmails: [],
    onPremisesLastSyncDateTime: null,
    onPremisesSyncEnabled: true,
    postalCode: null,
    preferredLanguage: "en",
    securityComplianceNotificationMails: [],
    securityComplianceNotificationPhones: [],
    state: null,
    street: null,
    technicalNotificationMails: [`identity@${domain}`],
    tenantType: "AAD",
    assignedPlans: [
      {
        assignedDateTime: graphTime(Date.UTC(2021, 0, 5, 8)),
        capabilityStatus: "Enabled",
        service: "AADPremiumService",
        servicePlanId: "eec0eb4f-6444-4f95-aba0-50c24d67f998",
      },
    ],
    provisionedPlans: [],
    verifiedDomains: [
      {
        capabilities: "Email, OfficeCommunicationsOnline",
        isDefault: true,
        isInitial: true,
        name: domain,
        type: "Managed",
      },
    ],
  };
  return ok({ ...context(call, "organization"), value: [organization] });
}
