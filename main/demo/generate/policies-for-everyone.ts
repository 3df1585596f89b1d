import { policyNames } from "./policy-names.ts";
import type { PolicyIds, PolicyWishes } from "./policy-parts.ts";
import { conditionsOf, grantOf, sessionOf } from "./policy-parts.ts";

const legacy = ["exchangeActiveSync", "other"];
const mfa = grantOf(["mfa"]);
const block = grantOf(["block"]);

/** CA100 and on. */
export function forEveryone({
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
