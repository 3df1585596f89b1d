import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { authenticationMethodsPolicyDefinition } from "./authentication-methods-policy.ts";

const fido2: JsonObject = {
  "@odata.type": "#microsoft.graph.fido2AuthenticationMethodConfiguration",
  id: "Fido2",
  state: "enabled",
  isAttestationEnforced: true,
  "includeTargets@odata.context": "noise",
  includeTargets: [{ id: "all_users", targetType: "group", isRegistrationRequired: false, allowedPasskeyProfiles: [] }],
};
const sms: JsonObject = {
  "@odata.type": "#microsoft.graph.smsAuthenticationMethodConfiguration",
  id: "Sms",
  state: "disabled",
  includeTargets: [],
};
const external: JsonObject = {
  "@odata.type": "#microsoft.graph.externalAuthenticationMethodConfiguration",
  id: "e1",
  state: "enabled",
  displayName: "Partner",
  appId: "a1",
};
const update = (promised: readonly JsonObject[], expected: readonly JsonObject[], more: JsonObject = {}) =>
  authenticationMethodsPolicyDefinition.updateRequests(
    "authenticationMethodsPolicy",
    { authenticationMethodConfigurations: promised, ...more },
    { authenticationMethodConfigurations: expected },
  );
const address = "/policies/authenticationMethodsPolicy";

describe("writing the authentication methods policy", () => {
  it("sends one PATCH a method that differs, with its type and only what differs", () => {
    const now = { ...fido2, state: "disabled", includeTargets: [{ id: "g1", targetType: "group" }] };
    expect(update([sms, fido2], [now, sms])).toEqual([
      {
        method: "PATCH",
        path: `${address}/authenticationMethodConfigurations/Fido2`,
        body: {
          "@odata.type": fido2["@odata.type"],
          state: "enabled",
          includeTargets: fido2.includeTargets,
        },
      },
    ]);
  });

  it("writes the tenant's own settings at the policy's address", () => {
    const [request] = update([], [], { policyMigrationState: "preMigration", policyVersion: "1.4", displayName: "x" });
    expect(request).toEqual({ method: "PATCH", path: address, body: { policyMigrationState: "preMigration" } });
  });

  it("neither makes nor deletes the fixed methods, but external ones", () => {
    expect(update([fido2], [sms])).toEqual([]);
    const made = update([external], []);
    expect(made).toMatchObject([{ method: "POST", path: `${address}/authenticationMethodConfigurations` }]);
    expect(made[0]?.body).toEqual({
      "@odata.type": external["@odata.type"],
      state: "enabled",
      displayName: "Partner",
      appId: "a1",
    });
    expect(update([], [external])).toMatchObject([
      { method: "DELETE", path: `${address}/authenticationMethodConfigurations/e1` },
    ]);
  });

  it("can be neither made nor deleted", () => {
    const object = { type: "authenticationMethodsPolicy", id: "x", properties: {}, links: {} } as const;
    expect(authenticationMethodsPolicyDefinition.createRequest(object)).toBeUndefined();
    expect(authenticationMethodsPolicyDefinition.deleteRequests(object)).toEqual([]);
    expect(authenticationMethodsPolicyDefinition.restoreRequest("x")).toBeUndefined();
  });
});
