import { describe, expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { foundState } from "./planned-state.ts";
import { blocksSignIn, exemptPeople, exemptsSomebody, reaches } from "./policy-reach.ts";
import { inputBetween, planBetween, testId, testObject } from "./testing/two-states.ts";
import type { Answer } from "./tri-state.ts";

/** The people of the table, in its columns. */
const [admin, nested, invited, partner, local, away, deleted] = [1, 2, 3, 4, 5, 6, 7].map((number) =>
  testId("u", number),
) as [string, string, string, string, string, string, string];
const [outer, inner, hidden, loop, empty, nowhere, binned] = [1, 2, 3, 4, 5, 6, 7].map((number) =>
  testId("g", number),
) as [string, string, string, string, string, string, string];
const [role, office] = ["62e90394-69f5-4237-9190-012177145e10", testId("l", 1)];

const person = (id: string, more: JsonObject = {}) =>
  testObject("user", id, {
    displayName: id,
    userPrincipalName: "someone@contoso.example",
    userType: "Member",
    accountEnabled: true,
    ...more,
  });
const group = (id: string, members?: readonly string[]) =>
  testObject("group", id, { displayName: id }, members === undefined ? {} : { members });

const there: readonly DirectoryObject[] = [
  person(admin),
  person(nested),
  person(invited, {
    userType: "Guest",
    creationType: "Invitation",
    userPrincipalName: "x_fabrikam.com#EXT#@contoso.example",
  }),
  person(partner, { creationType: "Invitation", userPrincipalName: "y_fabrikam.com#EXT#@contoso.example" }),
  person(local, { userType: "Guest" }),
  person(away, { accountEnabled: false }),
  group(outer, [inner]),
  group(inner, [nested, outer]),
  group(hidden),
  group(loop, [loop]),
  group(empty, []),
  // In the recycle bin an account is not switched off, and a group may still show whom it had.
  person(deleted, { deletedDateTime: "2026-11-01T10:00:00Z" }),
  testObject("group", binned, { displayName: binned, deletedDateTime: "2026-11-01T10:00:00Z" }, { members: [admin] }),
];
const state = foundState(inputBetween([], there));

function access(users: JsonObject, conditions: JsonObject = {}, grants: JsonObject = {}): DirectoryObject {
  return testObject("conditionalAccessPolicy", testId("p", 1), {
    displayName: "policy",
    state: "enabled",
    conditions: { users, applications: { includeApplications: ["All"] }, clientAppTypes: ["all"], ...conditions },
    grantControls: { operator: "OR", builtInControls: ["block"], ...grants },
  });
}

const guests = (types: string, externalTenants: JsonObject = { membershipKind: "all" }): JsonObject => ({
  guestOrExternalUserTypes: types,
  externalTenants,
});

const everybody = { includeUsers: ["All"] };
const [y, n, u]: readonly Answer[] = ["yes", "no", "unsure"];

type Row = readonly [what: string, users: JsonObject, ...answers: readonly (Answer | undefined)[]];

describe("whom a policy reaches", () => {
  const rows: readonly Row[] = [
    // what, users,                                                              admin nested invited partner local
    ["everybody", everybody, y, y, y, y, y],
    ["nobody", { includeUsers: ["None"] }, n, n, n, n, n],
    ["one person, whatever the letter case", { includeUsers: [admin.toUpperCase()] }, y, n, n, n, n],
    ["a group in a group", { includeGroups: [outer] }, n, y, n, n, n],
    ["a group that holds itself", { includeGroups: [loop] }, n, n, n, n, n],
    ["a group that is gone", { includeGroups: [nowhere] }, n, n, n, n, n],
    ["a group in the recycle bin", { includeGroups: [binned] }, n, n, n, n, n],
    ["everybody but such a group", { ...everybody, excludeGroups: [binned] }, y, y, y, y, y],
    ["a group whose members nobody knows", { includeGroups: [hidden] }, u, u, u, u, u],
    ["a role that nobody knows the holders of", { includeRoles: [role] }, u, u, u, u, u],
    ["a person and such a role", { includeUsers: [admin], includeRoles: [role] }, y, u, u, u, u],
    ["guests by the old word", { includeUsers: ["GuestsOrExternalUsers"] }, n, n, y, u, y],
    ["guests who were invited", { includeGuestsOrExternalUsers: guests("b2bCollaborationGuest") }, n, n, y, n, n],
    ["members who were invited", { includeGuestsOrExternalUsers: guests("b2bCollaborationMember") }, n, n, n, y, n],
    ["guests of the tenant's own", { includeGuestsOrExternalUsers: guests("internalGuest") }, n, n, n, n, y],
    ["other external users", { includeGuestsOrExternalUsers: guests("otherExternalUser") }, n, n, u, u, n],
    [
      "people without an account here",
      { includeGuestsOrExternalUsers: guests("b2bDirectConnectUser,serviceProvider") },
      n,
      n,
      n,
      n,
      n,
    ],
    ["a kind of guest that is new to us", { includeGuestsOrExternalUsers: guests("visitorFromMars") }, u, u, u, u, u],
    [
      "invited guests of one other tenant",
      {
        includeGuestsOrExternalUsers: guests("b2bCollaborationGuest,internalGuest", {
          membershipKind: "enumerated",
          members: ["t"],
        }),
      },
      n,
      n,
      u,
      n,
      y,
    ],
    ["everybody but one", { ...everybody, excludeUsers: [admin] }, n, y, y, y, y],
    ["everybody but a group in a group", { ...everybody, excludeGroups: [outer] }, y, n, y, y, y],
    ["everybody but an unknown group", { ...everybody, excludeGroups: [hidden] }, u, u, u, u, u],
    ["everybody but a role", { ...everybody, excludeRoles: [role] }, u, u, u, u, u],
    [
      "everybody but guests",
      {
        ...everybody,
        excludeGuestsOrExternalUsers: guests("b2bCollaborationGuest,b2bCollaborationMember,internalGuest"),
      },
      y,
      y,
      n,
      n,
      n,
    ],
    ["an exclusion wins over an inclusion", { includeUsers: [admin], excludeUsers: [admin] }, n, n, n, n, n],
  ];
  it.each(rows.map(([what, users, ...answers]) => ({ what, users, answers })))("$what", ({ users, answers }) => {
    const people = [admin, nested, invited, partner, local];
    expect(people.map((id) => reaches(access(users), id, state))).toEqual(answers);
  });

  it("says of somebody who was not captured that it does not know", () => {
    expect(reaches(access({ includeUsers: ["GuestsOrExternalUsers"] }), nowhere, state)).toBe("unsure");
    expect(reaches(access({ includeGuestsOrExternalUsers: guests("internalGuest") }), nowhere, state)).toBe("unsure");
  });
});

describe("whether a sign-in is blocked wherever it comes from", () => {
  const rows: readonly (readonly [string, Answer, JsonObject, JsonObject?])[] = [
    ["no condition", "yes", {}],
    [
      "all locations and platforms",
      "yes",
      { locations: { includeLocations: ["All"], excludeLocations: [] }, platforms: { includePlatforms: ["all"] } },
    ],
    [
      "all locations but the office",
      "unsure",
      { locations: { includeLocations: ["All"], excludeLocations: [office] } },
    ],
    ["one location", "unsure", { locations: { includeLocations: [office] } }],
    ["some platforms", "unsure", { platforms: { includePlatforms: ["android"] } }],
    ["all platforms but one", "unsure", { platforms: { includePlatforms: ["all"], excludePlatforms: ["windows"] } }],
    [
      "a device filter",
      "unsure",
      { devices: { deviceFilter: { mode: "exclude", rule: "device.isCompliant -eq True" } } },
    ],
    ["risky sign-ins", "unsure", { signInRiskLevels: ["high"] }],
    ["risky users", "unsure", { userRiskLevels: ["high"] }],
    ["device code flow", "unsure", { authenticationFlows: { transferMethods: "deviceCodeFlow" } }],
    ["old protocols only", "no", { clientAppTypes: ["exchangeActiveSync", "other"] }],
    ["browsers only", "unsure", { clientAppTypes: ["browser"] }],
    ["browsers and apps", "yes", { clientAppTypes: ["browser", "mobileAppsAndDesktopClients"] }],
    ["one application", "unsure", { applications: { includeApplications: [testId("a", 1)] } }],
    ["the admin portals", "unsure", { applications: { includeApplications: ["MicrosoftAdminPortals"] } }],
    [
      "all applications but one",
      "unsure",
      { applications: { includeApplications: ["All"], excludeApplications: [testId("a", 1)] } },
    ],
    [
      "an action, not an application",
      "no",
      { applications: { includeUserActions: ["urn:user:registersecurityinfo"] } },
    ],
    [
      "services, not people",
      "no",
      { clientApplications: { includeServicePrincipals: ["ServicePrincipalsInMyTenant"] } },
    ],
    ["multifactor authentication instead", "no", {}, { builtInControls: ["mfa"] }],
  ];
  it.each(rows.map(([what, answer, conditions, grants]) => ({ what, answer, conditions, grants })))(
    "$what: $answer",
    ({ answer, conditions, grants }) => {
      expect(blocksSignIn(access(everybody, conditions, grants))).toBe(answer);
    },
  );

  it("report-only and switched off policies stop nobody", () => {
    for (const value of ["enabledForReportingButNotEnforced", "disabled"]) {
      const policy = access(everybody);
      expect(blocksSignIn({ ...policy, properties: { ...policy.properties, state: value } })).toBe("no");
    }
  });
});

describe("who is left out", () => {
  it.each([
    ["nobody", {}, "no"],
    ["somebody", { excludeUsers: [admin] }, "yes"],
    ["somebody whose account is off", { excludeUsers: [away] }, "no"],
    ["somebody who is gone", { excludeUsers: [nowhere] }, "no"],
    ["somebody in the recycle bin", { excludeUsers: [deleted] }, "no"],
    ["a group in the recycle bin", { excludeGroups: [binned] }, "no"],
    ["an empty group", { excludeGroups: [empty] }, "no"],
    ["a group in a group", { excludeGroups: [outer] }, "yes"],
    ["a group whose members nobody knows", { excludeGroups: [hidden] }, "unsure"],
    ["holders of a role that nobody knows", { excludeRoles: [role] }, "unsure"],
  ] as const)("%s", (_, users, answer) => {
    expect(exemptsSomebody(access({ ...everybody, ...users }), state)).toBe(answer);
  });

  it("by name, through groups in groups", () => {
    expect(
      [...exemptPeople(access({ excludeUsers: [admin, nowhere], excludeGroups: [outer, loop] }), state)].sort(),
    ).toEqual([admin, nested]);
  });
});

describe("what the person at the screen may not be able to give", () => {
  const demand = (grants: JsonObject, users: JsonObject = everybody) => {
    const off = access(users, {}, { builtInControls: [], ...grants });
    const on = { ...off, properties: { ...off.properties, state: "disabled" } };
    const plan = planBetween([...there, off], [...there, on], { signedInObjectId: admin });
    return plan.warnings.filter(({ code }) => code === "demands-of-you").map(({ message }) => message);
  };

  it("is said, and that it is in doubt", () => {
    expect(demand({ builtInControls: ["compliantDevice"] })).toEqual([expect.stringContaining("a compliant device")]);
    const strength = { authenticationStrength: { id: testId("s", 1), displayName: "Phishing-resistant MFA" } };
    expect(demand(strength)).toEqual([expect.stringContaining('strength "Phishing-resistant MFA"')]);
    expect(demand({ termsOfUse: [testId("t", 1)] }, { includeRoles: [role] })).toHaveLength(1);
  });

  it("is not said of what everybody has, nor where the policy does not reach", () => {
    expect(demand({ builtInControls: ["mfa"] })).toEqual([]);
    expect(demand({ builtInControls: ["compliantDevice"] }, { includeUsers: [nested] })).toEqual([]);
  });
});
