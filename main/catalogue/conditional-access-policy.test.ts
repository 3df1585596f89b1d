import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { conditionalAccessPolicyDefinition } from "./conditional-access-policy.ts";

const body = (promised: JsonObject, expected: JsonObject = {}): JsonObject => {
  const [request, ...rest] = conditionalAccessPolicyDefinition.updateRequests("p1", promised, expected);
  expect(request).toMatchObject({ method: "PATCH", path: "/identity/conditionalAccess/policies/p1" });
  expect(rest).toEqual([]);
  return request?.body ?? {};
};
const users = (promised: JsonObject, expected: JsonObject = {}) =>
  (body({ conditions: { users: promised } }, { conditions: { users: expected } }).conditions as JsonObject).users;
const created = (properties: JsonObject) =>
  conditionalAccessPolicyDefinition.createRequest({ type: "conditionalAccessPolicy", id: "p1", properties, links: {} })
    ?.body;

describe("writing Conditional Access policies", () => {
  it("sends the empty list that removes the last exclusion (fault C1)", () => {
    expect(users({ excludeUsers: [] }, { excludeUsers: ["u1"] })).toEqual({ excludeUsers: [] });
    expect(users({ excludeUsers: null }, { excludeUsers: ["u1"] })).toEqual({ excludeUsers: [] });
    expect(users({}, { excludeUsers: ["u1"] })).toEqual({ excludeUsers: [] });
  });

  it("names guests in one way: the form that is put back wins (fault C4)", () => {
    const block = { guestOrExternalUserTypes: "internalGuest", externalTenants: null };
    const back = { includeUsers: ["GuestsOrExternalUsers"] };
    expect(users(back, { includeUsers: [], includeGuestsOrExternalUsers: block })).toEqual({
      includeUsers: ["GuestsOrExternalUsers"],
      includeGuestsOrExternalUsers: null,
    });
    // Only the list was chosen; the block of now came along.
    const chosen = { ...back, includeGuestsOrExternalUsers: block };
    expect(users(chosen, { includeUsers: [], includeGuestsOrExternalUsers: block })).toMatchObject({
      includeGuestsOrExternalUsers: null,
    });
    const other = { excludeUsers: ["u1", "GuestsOrExternalUsers"], excludeGuestsOrExternalUsers: block };
    expect(users(other, { excludeUsers: ["u1", "GuestsOrExternalUsers"] })).toEqual({
      excludeUsers: ["u1"],
      excludeGuestsOrExternalUsers: block,
    });
  });

  it.each([
    [
      { membershipKind: "enumerated", members: ["t1"] },
      {
        "@odata.type": "#microsoft.graph.conditionalAccessEnumeratedExternalTenants",
        membershipKind: "enumerated",
        members: ["t1"],
      },
    ],
    [
      { membershipKind: "all", members: [] },
      { "@odata.type": "#microsoft.graph.conditionalAccessAllExternalTenants", membershipKind: "all" },
    ],
    [null, null],
  ])("says what kind of tenants %j is, and joins the kinds of guests (fault C5)", (externalTenants, sent) => {
    const types = ["b2bCollaborationGuest", "internalGuest"];
    expect(users({ includeGuestsOrExternalUsers: { guestOrExternalUserTypes: types, externalTenants } })).toEqual({
      includeGuestsOrExternalUsers: {
        guestOrExternalUserTypes: "b2bCollaborationGuest,internalGuest",
        externalTenants: sent,
      },
    });
  });

  it("keeps terms of use as the only control (fault C7)", () => {
    const grantControls = { operator: "OR", builtInControls: [], customAuthenticationFactors: [], termsOfUse: ["t1"] };
    expect(body({ grantControls })).toEqual({ grantControls });
  });

  it("loses no part that it does not know (fault C7)", () => {
    const conditions = { clientAppTypes: ["all"], agents: { include: ["x"] }, times: null };
    expect(body({ conditions })).toEqual({ conditions: { clientAppTypes: ["all"], agents: { include: ["x"] } } });
  });

  it.each([
    { isEnabled: true, frequencyInterval: "everyTime", value: null, type: null },
    { isEnabled: true, frequencyInterval: "everyTime", value: 1, type: "hours" },
  ])("sends 'every time' without number and without the flags it excludes (fault C10)", (signInFrequency) => {
    const session = {
      signInFrequency: { ...signInFrequency, authenticationType: "primaryAndSecondaryAuthentication" },
      disableResilienceDefaults: false,
      applicationEnforcedRestrictions: null,
      persistentBrowser: { isEnabled: true, mode: "never" },
    };
    expect(body({ sessionControls: session }).sessionControls).toEqual({
      signInFrequency: {
        isEnabled: true,
        frequencyInterval: "everyTime",
        authenticationType: "primaryAndSecondaryAuthentication",
      },
      persistentBrowser: { isEnabled: true, mode: "never" },
    });
  });

  it("keeps the number of an ordinary frequency", () => {
    const sessionControls = {
      signInFrequency: { isEnabled: true, value: 4, type: "hours", frequencyInterval: "timeBased" },
    };
    expect(body({ sessionControls })).toEqual({ sessionControls });
  });

  it.each([
    [{ signInFrequency: { isEnabled: false, value: 4 }, disableResilienceDefaults: false }],
    [{ persistentBrowser: null, signInFrequency: null }],
    [null],
  ])("clears session controls of which none is on: %j", (sessionControls) => {
    expect(body({ sessionControls }, { sessionControls: { persistentBrowser: { isEnabled: true } } })).toEqual({
      sessionControls: null,
    });
  });

  it("writes a policy with session controls only (fault C11)", () => {
    const sessionControls = { persistentBrowser: { isEnabled: true, mode: "never" } };
    const expected = { grantControls: { operator: "OR", builtInControls: ["mfa"] }, sessionControls: null };
    expect(body({ grantControls: null, sessionControls }, expected)).toEqual({ grantControls: null, sessionControls });
    expect(created({ displayName: "P", state: "disabled", grantControls: null, sessionControls })).toEqual({
      displayName: "P",
      state: "disabled",
      sessionControls,
    });
  });

  it("sends an authentication strength by its id alone, and no annotation", () => {
    const strength = {
      id: "s1",
      displayName: "Strong",
      allowedCombinations: ["fido2"],
      "combinations@odata.context": "c",
    };
    const controls = { operator: "AND", builtInControls: [], "authenticationStrength@odata.context": "c" };
    expect(body({ grantControls: { ...controls, authenticationStrength: strength } })).toEqual({
      grantControls: { operator: "AND", builtInControls: [], authenticationStrength: { id: "s1" } },
    });
  });

  it("sends blocks without content as null and clears those that were not set", () => {
    const conditions = {
      clientAppTypes: [],
      platforms: { includePlatforms: [], excludePlatforms: [] },
      devices: null,
      applications: { includeApplications: ["All"], excludeApplications: [] },
      authenticationFlows: { transferMethods: ["deviceCodeFlow", "authenticationTransfer"] },
    };
    expect(body({ conditions }, { conditions: { locations: { includeLocations: ["All"] } } }).conditions).toEqual({
      clientAppTypes: ["all"],
      platforms: null,
      devices: null,
      locations: null,
      applications: { includeApplications: ["All"], excludeApplications: [] },
      authenticationFlows: { transferMethods: "deviceCodeFlow,authenticationTransfer" },
    });
  });

  it("lets 'all' client types stand alone", () => {
    expect(body({ conditions: { clientAppTypes: ["All", "browser"] } }).conditions).toEqual({
      clientAppTypes: ["all"],
    });
  });

  it.each([
    ["enabled", "enabledForReportingButNotEnforced"],
    ["disabled", "disabled"],
    ["enabledForReportingButNotEnforced", "enabledForReportingButNotEnforced"],
  ])("makes a policy that was %s again as %s, without nulls", (state, again) => {
    const users = { includeUsers: ["All"], excludeUsers: [], includeGuestsOrExternalUsers: null };
    const properties = { displayName: "P", state, templateId: "t", createdDateTime: "c", conditions: { users } };
    expect(created(properties)).toEqual({
      displayName: "P",
      state: again,
      conditions: { users: { includeUsers: ["All"], excludeUsers: [] }, clientAppTypes: ["all"] },
    });
  });

  it("keeps the state of a policy that is updated", () => {
    expect(body({ state: "enabled" }, { state: "disabled" })).toEqual({ state: "enabled" });
  });

  it("asks for all three permissions (fault C41) and restores from the policies' own bin", () => {
    expect(conditionalAccessPolicyDefinition.writePermissions).toHaveLength(3);
    expect(conditionalAccessPolicyDefinition.restoreRequest("p1")).toEqual({
      method: "POST",
      path: "/identity/conditionalAccess/deletedItems/policies/p1/restore",
    });
  });
});
