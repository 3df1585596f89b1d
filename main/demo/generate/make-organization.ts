import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { authenticationStrengths } from "../authentication-strengths.ts";
import type { DemoState } from "../demo-state.ts";
import { graphTime, newId } from "../demo-state.ts";
import { licences } from "./organisation-lists.ts";

const plans = {
  entraP1: ["41781fb2-bc02-4b7c-bd55-b576c07bb09d", "AAD_PREMIUM"],
  entraP2: ["eec0eb4f-6444-4f95-aba0-50c24d67f998", "AAD_PREMIUM_P2"],
  exchange: ["efb87545-963c-4e0d-99df-69c6916d9eb0", "EXCHANGE_S_ENTERPRISE"],
  exchangeKiosk: ["4a82b400-a79f-41a4-b4e2-e94f5787b113", "EXCHANGE_S_DESKLESS"],
  sharePoint: ["5dbe027f-2339-4123-9542-606e4d348a72", "SHAREPOINTENTERPRISE"],
  sharePointKiosk: ["902b47e5-dcb2-4fdc-858b-c63a90a2bdb9", "SHAREPOINTDESKLESS"],
  teams: ["57ff2da0-773e-42df-b2af-ffb7a2317929", "TEAMS1"],
  intune: ["c1ec4a95-1f05-45b3-a911-aa3fa01094f5", "INTUNE_A"],
} as const;

/** Microsoft's part numbers and what is in each product. */
const products: readonly (readonly [skuId: string, partNumber: string, plans: readonly (keyof typeof plans)[]])[] = [
  [licences.e5, "SPE_E5", ["entraP1", "entraP2", "exchange", "sharePoint", "teams", "intune"]],
  [licences.e3, "SPE_E3", ["entraP1", "exchange", "sharePoint", "teams", "intune"]],
  [licences.f3, "SPE_F1", ["entraP1", "exchangeKiosk", "sharePointKiosk", "teams", "intune"]],
  [licences.entraP2, "AAD_PREMIUM_P2", ["entraP1", "entraP2"]],
];

/** How many users hold each product. */
export function consumedUnits(users: Iterable<JsonObject>): ReadonlyMap<string, number> {
  const used = new Map<string, number>();
  for (const { assignedLicenses } of users) {
    for (const { skuId } of listIn(assignedLicenses)) used.set(String(skuId), (used.get(String(skuId)) ?? 0) + 1);
  }
  return used;
}

function listIn(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly JsonObject[]) : [];
}

/** The products that the tenant has bought: as many units as it needs, and some in reserve. */
export function makeSubscribedSkus(state: DemoState): void {
  const used = consumedUnits(state.objects.user.values());
  for (const [skuId, skuPartNumber, content] of products) {
    const id = `${state.tenantId}_${skuId}`;
    state.objects.subscribedSku.set(id, {
      id,
      accountName: state.tenantName,
      accountId: state.tenantId,
      appliesTo: "User",
      capabilityStatus: "Enabled",
      skuId,
      skuPartNumber,
      subscriptionIds: [newId({ random: Number.parseInt(skuId.slice(0, 8), 16) })],
      prepaidUnits: { enabled: Math.ceil((used.get(skuId) ?? 0) * 1.05) + 25, suspended: 0, warning: 0, lockedOut: 0 },
      servicePlans: content.map((name) => {
        const [servicePlanId, servicePlanName] = plans[name];
        return { servicePlanId, servicePlanName, provisioningStatus: "Success", appliesTo: "User" };
      }),
    });
  }
}

/** The tenant's own entry, as a logistics company on a west coast has it. */
export function makeOrganization(state: DemoState): void {
  const { tenantId, tenantName, domain } = state;
  state.objects.organization.set(tenantId, {
    id: tenantId,
    deletedDateTime: null,
    businessPhones: ["+47 55 01 00 00"],
    city: "Bergen",
    country: null,
    countryLetterCode: "NO",
    createdDateTime: graphTime(Date.UTC(2017, 2, 14, 9)),
    defaultUsageLocation: null,
    displayName: tenantName,
    marketingNotificationEmails: [],
    onPremisesLastSyncDateTime: graphTime(state.clockMs - 1_140_000),
    onPremisesSyncEnabled: true,
    partnerTenantType: null,
    postalCode: "5013",
    preferredLanguage: "en",
    privacyProfile: { contactEmail: `privacy@${domain}`, statementUrl: `https://www.${domain}/privacy` },
    securityComplianceNotificationMails: [`security@${domain}`],
    securityComplianceNotificationPhones: [],
    state: null,
    street: "Strandgaten 18",
    technicalNotificationMails: [`identity@${domain}`],
    tenantType: "AAD",
    assignedPlans: [plan("AADPremiumService", plans.entraP2[0]), plan("exchange", plans.exchange[0])],
    provisionedPlans: [{ capabilityStatus: "Enabled", provisioningStatus: "Success", service: "exchange" }],
    verifiedDomains: [
      {
        capabilities: "Email, OfficeCommunicationsOnline",
        isDefault: true,
        isInitial: true,
        name: domain,
        type: "Managed",
      },
    ],
  });
}

function plan(service: string, servicePlanId: string): JsonObject {
  return { assignedDateTime: graphTime(Date.UTC(2021, 0, 5, 8)), capabilityStatus: "Enabled", service, servicePlanId };
}

/** Microsoft's three, and one of the tenant's own that takes two models of keys alone. */
export function makeStrengths(state: DemoState): void {
  const strengths = state.objects.authenticationStrengthPolicy;
  for (const strength of authenticationStrengths) strengths.set(String(strength.id), { ...strength });
  const seeded = { random: Number.parseInt(state.tenantId.slice(-8), 16) };
  const id = newId(seeded);
  strengths.set(id, {
    id,
    createdDateTime: graphTime(Date.UTC(2024, 4, 6, 11)),
    modifiedDateTime: graphTime(Date.UTC(2025, 1, 17, 8)),
    displayName: "Nordwind - Company keys",
    description: "Keys that the company hands out, or a certificate of its own",
    policyType: "custom",
    requirementsSatisfied: "mfa",
    allowedCombinations: ["fido2", "x509CertificateMultiFactor"],
    combinationConfigurations: [
      {
        "@odata.type": "#microsoft.graph.fido2CombinationConfiguration",
        id: newId(seeded),
        appliesToCombinations: ["fido2"],
        allowedAAGUIDs: ["90a3ccdf-635c-4729-a248-9b709135078f", "de1e552d-db1d-4423-a619-566b625cdc84"],
      },
    ],
  });
}
