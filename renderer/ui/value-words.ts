import { parsePath } from "../../preload/contract/attribute-path.ts";

const everything = {
  All: "All",
  None: "None",
  GuestsOrExternalUsers: "Guests or external users",
  Office365: "Office 365",
  MicrosoftAdminPortals: "Microsoft admin portals",
  AllTrusted: "All trusted locations",
};

/** By the attribute's last name: what Graph writes, and what the Entra admin centre says for it. */
const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  state: { enabled: "On", disabled: "Off", enabledForReportingButNotEnforced: "Report-only" },
  clientAppTypes: {
    all: "All client apps",
    browser: "Browser",
    mobileAppsAndDesktopClients: "Mobile apps and desktop clients",
    exchangeActiveSync: "Exchange ActiveSync clients",
    other: "Other clients (legacy authentication)",
  },
  builtInControls: {
    block: "Block access",
    mfa: "Require multifactor authentication",
    compliantDevice: "Require a compliant device",
    domainJoinedDevice: "Require a hybrid joined device",
    approvedApplication: "Require an approved client app",
    compliantApplication: "Require an app protection policy",
    passwordChange: "Require a password change",
    riskRemediation: "Require risk remediation",
  },
  operator: { AND: "All of it", OR: "One of it is enough" },
  includeUsers: everything,
  excludeUsers: everything,
  includeApplications: everything,
  excludeApplications: everything,
  includeLocations: everything,
  excludeLocations: everything,
  allowInvitesFrom: {
    none: "Nobody",
    adminsAndGuestInviters: "Administrators and guest inviters",
    adminsGuestInvitersAndAllMembers: "Administrators, guest inviters and all members",
    everyone: "Everybody, guests included",
  },
};

/** What the Entra admin centre says for a word of Graph in this attribute; undefined where it has no other. */
export function valueWord(path: string, value: string): string | undefined {
  const known = words[lastName(path)];
  return known !== undefined && Object.hasOwn(known, value) ? known[value] : undefined;
}

function lastName(path: string): string {
  try {
    return parsePath(path).at(-1) ?? "";
  } catch {
    return "";
  }
}
