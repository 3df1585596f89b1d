import { policyNames } from "./policy-names.ts";
import type { PolicyIds, PolicyWishes } from "./policy-parts.ts";
import { conditionsOf, grantOf, roles, sessionOf, strengthOf } from "./policy-parts.ts";

/** CA001 and on. */
export function forAdmins({ emergency, offices }: PolicyIds): readonly PolicyWishes[] {
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
      grant: grantOf(["mfa"]),
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
