import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { answerExceptions, notExcepted } from "../graph/testing/exceptions.ts";
import { faultsOfValue } from "../graph/testing/judge-values.ts";
import { hasPublishedModel, publishedModel } from "../graph/testing/published-model.ts";
import { generateTenant } from "./generate-tenant.ts";

if (!hasPublishedModel) process.stdout.write("left out: the published description of Graph is not on this machine\n");

function faults(type: string, object: JsonObject): readonly string[] {
  return notExcepted("GET /servicePrincipals", faultsOfValue(type, object, publishedModel()), answerExceptions);
}

describe.skipIf(!hasPublishedModel)("the generated tenant against Graph's published description", () => {
  const state = generateTenant({ users: 200, seedNumber: 11, now: "2026-11-25T08:00:00Z" });

  it.each([
    "user",
    "group",
    "application",
    "servicePrincipal",
    "conditionalAccessPolicy",
    "namedLocation",
    "authenticationStrengthPolicy",
    "authenticationMethodsPolicy",
    "authorizationPolicy",
    "organization",
  ] as const)("%s", (type) => {
    for (const object of state.objects[type].values()) expect(faults(type, object)).toEqual([]);
  });

  it("authentication methods, each by its own type", () => {
    for (const policy of state.objects.authenticationMethodsPolicy.values()) {
      const methods = policy.authenticationMethodConfigurations as readonly JsonObject[];
      expect(methods.length).toBeGreaterThan(5);
      for (const method of methods) expect(faults("authenticationMethodConfiguration", method)).toEqual([]);
    }
  });

  it("grants, assignments and federated credentials", () => {
    const { grants, appRoleAssignments, federatedCredentials } = state.links;
    for (const grant of grants.values()) expect(faults("oAuth2PermissionGrant", grant)).toEqual([]);
    for (const given of appRoleAssignments.values()) expect(faults("appRoleAssignment", given)).toEqual([]);
    for (const credential of [...federatedCredentials.values()].flat())
      expect(faults("federatedIdentityCredential", credential)).toEqual([]);
  });
});
