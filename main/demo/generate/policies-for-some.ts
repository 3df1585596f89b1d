import type { PolicyIds, PolicyWishes } from "./policy-parts.ts";
import { conditionsOf, grantOf, sessionOf, strengthOf } from "./policy-parts.ts";

const mfa = grantOf(["mfa"]);
const block = grantOf(["block"]);

/** CA200 and on: some applications. */
export function forApps({ emergency, services, pricing, passkeys }: PolicyIds): readonly PolicyWishes[] {
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

/** CA300 and on: guests and workloads. */
export function forOthers({ emergency, pricingPrincipal, offices }: PolicyIds): readonly PolicyWishes[] {
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
