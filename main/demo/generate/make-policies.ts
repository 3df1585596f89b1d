import type { DemoState } from "../demo-state.ts";
import type { PolicyIds, PolicyWishes } from "./policy-parts.ts";
import { addPolicy, conditionsOf, grantOf, policyIds, roles, sessionOf, strengthOf } from "./policy-parts.ts";

/** Names of the policies that the scenarios touch. */
export const policyNames = {
  everyoneMfa: "CA100 - Everyone - Require MFA",
  blockLegacy: "CA101 - Everyone - Block legacy authentication",
  adminsStrong: "CA001 - Admins - Require phishing-resistant MFA",
  blockCountries: "CA103 - Everyone - Block countries nobody signs in from",
} as const;

const legacy = ["exchangeActiveSync", "other"];
const mfa = grantOf(["mfa"]);
const block = grantOf(["block"]);

/** The tenant's Conditional Access, numbered by audience: admins, everyone, apps, guests, workloads. */
export function makePolicies(state: DemoState): void {
  const ids = policyIds(state);
  for (const wishes of [...forAdmins(ids), ...forEveryone(ids), ...forApps(ids), ...forOthers(ids)]) {
    addPolicy(state, wishes);
  }
}

function forAdmins({ emergency, offices }: PolicyIds): readonly PolicyWishes[] {
  const admins = { includeRoles: Object.values(roles), excludeGroups: [emergency] };
  const everyTime = {
    value: null,
    type: null,
    authenticationType: "primaryAndSecondaryAuthentication",
    frequencyInterval: "everyTime",
    isEnabled: true,
  };
  return [
    {
      displayName: policyNames.adminsStrong,
      conditions: conditionsOf(admins),
      grant: strengthOf("00000000-0000-0000-0000-000000000004"),
    },
    {
      displayName: "CA002 - Admins - No persistent browser",
      conditions: conditionsOf(admins),
      session: sessionOf({ persistentBrowser: { mode: "never", isEnabled: true } }),
    },
    {
      displayName: "CA003 - Admins - Sign in every time for admin portals",
      conditions: conditionsOf(admins, { includeApplications: ["MicrosoftAdminPortals"] }),
      grant: mfa,
      session: sessionOf({ signInFrequency: everyTime }),
    },
    {
      displayName: "CA004 - Admins - Compliant device outside the offices",
      conditions: conditionsOf(admins, {}, { locations: { includeLocations: ["All"], excludeLocations: [offices] } }),
      grant: grantOf(["compliantDevice", "domainJoinedDevice"]),
    },
    {
      displayName: "CA005 - Admins - Protected actions need a step up",
      conditions: conditionsOf(admins, {
        includeApplications: [],
        includeAuthenticationContextClassReferences: ["c1"],
      }),
      grant: strengthOf("00000000-0000-0000-0000-000000000004"),
      state: "enabledForReportingButNotEnforced",
    },
  ];
}

function forEveryone({
  emergency,
  travel,
  services,
  kestrel,
  offices,
  business,
  blocked,
  agreement,
}: PolicyIds): readonly PolicyWishes[] {
  const everyone = { includeUsers: ["All"], excludeGroups: [emergency] };
  const people = { includeUsers: ["All"], excludeGroups: [emergency, services] };
  const at = (includeLocations: readonly string[], excludeLocations: readonly string[] = []) => ({
    locations: { includeLocations, excludeLocations },
  });
  const hourly = {
    value: 12,
    type: "hours",
    authenticationType: "primaryAndSecondaryAuthentication",
    frequencyInterval: "timeBased",
    isEnabled: true,
  };
  return [
    { displayName: policyNames.everyoneMfa, conditions: conditionsOf(people), grant: mfa },
    {
      displayName: policyNames.blockLegacy,
      conditions: conditionsOf(everyone, {}, { clientAppTypes: legacy }),
      grant: block,
    },
    {
      displayName: "CA102 - Everyone - Block where we do not work",
      conditions: conditionsOf(
        { includeUsers: ["All"], excludeGroups: [emergency, travel] },
        {},
        at(["All"], [business, "AllTrusted"]),
      ),
      grant: block,
    },
    {
      displayName: policyNames.blockCountries,
      conditions: conditionsOf({ ...everyone, excludeUsers: [kestrel] }, {}, at([blocked])),
      grant: block,
    },
    {
      displayName: "CA104 - Everyone - MFA at medium sign-in risk",
      conditions: conditionsOf(everyone, {}, { signInRiskLevels: ["high", "medium"] }),
      grant: mfa,
    },
    {
      displayName: "CA105 - Everyone - New password at high user risk",
      conditions: conditionsOf(everyone, {}, { userRiskLevels: ["high"] }),
      grant: grantOf(["mfa", "passwordChange"], { operator: "AND" }),
    },
    {
      displayName: "CA106 - Everyone - Register security info in the office",
      conditions: conditionsOf(
        people,
        { includeApplications: [], includeUserActions: ["urn:user:registersecurityinfo"] },
        at(["All"], [offices, "00000000-0000-0000-0000-000000000000"]),
      ),
      grant: mfa,
    },
    {
      displayName: "CA107 - Everyone - Block device code and transfer",
      conditions: conditionsOf(
        everyone,
        {},
        { authenticationFlows: { transferMethods: "deviceCodeFlow,authenticationTransfer" } },
      ),
      grant: block,
    },
    {
      displayName: "CA108 - Everyone - Twelve hours on shared computers",
      conditions: conditionsOf(
        people,
        {},
        { devices: { deviceFilter: { mode: "include", rule: 'device.extensionAttribute1 -eq "Shared"' } } },
      ),
      session: sessionOf({ signInFrequency: hourly }),
    },
    {
      displayName: "CA109 - Everyone - Terms of use",
      conditions: conditionsOf(people),
      grant: grantOf([], { termsOfUse: [agreement] }),
      state: "disabled",
    },
    {
      displayName: "CA110 - Everyone - Block unknown platforms",
      conditions: conditionsOf(
        everyone,
        {},
        { platforms: { includePlatforms: ["all"], excludePlatforms: ["android", "iOS", "windows", "macOS", "linux"] } },
      ),
      grant: block,
    },
  ];
}

function forApps({ emergency, services, pricing, passkeys }: PolicyIds): readonly PolicyWishes[] {
  const people = { includeUsers: ["All"], excludeGroups: [emergency, services] };
  const office = { includeApplications: ["Office365"] };
  const mobile = {
    platforms: { includePlatforms: ["android", "iOS"], excludePlatforms: [] },
    clientAppTypes: ["mobileAppsAndDesktopClients"],
  };
  return [
    {
      displayName: "CA200 - Office - Managed device or managed app",
      conditions: conditionsOf(people, office, mobile),
      grant: grantOf(["approvedApplication", "compliantApplication"]),
    },
    {
      displayName: "CA201 - Office - Limited access in browsers",
      conditions: conditionsOf(people, office, { clientAppTypes: ["browser"] }),
      session: sessionOf({ applicationEnforcedRestrictions: { isEnabled: true } }),
    },
    {
      displayName: "CA202 - Office - Watch downloads",
      conditions: conditionsOf(people, office),
      session: sessionOf({ cloudAppSecurity: { cloudAppSecurityType: "monitorOnly", isEnabled: true } }),
      state: "enabledForReportingButNotEnforced",
    },
    {
      displayName: "CA203 - Freight pricing - Compliant device and MFA",
      conditions: conditionsOf(people, { includeApplications: [pricing] }),
      grant: grantOf(["mfa", "compliantDevice"], { operator: "AND" }),
    },
    {
      displayName: "CA204 - Passkey rollout - Passwordless",
      conditions: conditionsOf({ includeGroups: [passkeys], excludeGroups: [emergency] }, office),
      grant: strengthOf("00000000-0000-0000-0000-000000000003"),
      state: "enabledForReportingButNotEnforced",
    },
  ];
}

function forOthers({ emergency, pricingPrincipal, offices }: PolicyIds): readonly PolicyWishes[] {
  const tenants = { "@odata.type": "#microsoft.graph.conditionalAccessAllExternalTenants", membershipKind: "all" };
  const guests = (guestOrExternalUserTypes: string) => ({
    includeGuestsOrExternalUsers: { guestOrExternalUserTypes, externalTenants: tenants },
    excludeGroups: [emergency],
  });
  const workload = {
    clientApplications: {
      includeServicePrincipals: [pricingPrincipal],
      excludeServicePrincipals: [],
      servicePrincipalFilter: null,
    },
    locations: { includeLocations: ["All"], excludeLocations: [offices] },
  };
  return [
    {
      displayName: "CA300 - Guests - Require MFA",
      conditions: conditionsOf(guests("internalGuest,b2bCollaborationGuest,b2bCollaborationMember")),
      grant: mfa,
    },
    {
      displayName: "CA301 - Guests - Only Office",
      conditions: conditionsOf(guests("b2bCollaborationGuest,otherExternalUser"), {
        excludeApplications: ["Office365"],
      }),
      grant: block,
    },
    {
      displayName: "CA302 - Guests - Old word",
      conditions: conditionsOf(
        { includeUsers: ["GuestsOrExternalUsers"] },
        { includeApplications: ["MicrosoftAdminPortals"] },
      ),
      grant: block,
    },
    {
      displayName: "CA400 - Workloads - Pricing only from our addresses",
      conditions: conditionsOf({ includeUsers: ["None"] }, {}, workload),
      grant: block,
      state: "disabled",
    },
  ];
}
