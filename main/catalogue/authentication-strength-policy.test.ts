import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { compareValues } from "../compare/compare-values.ts";
import { authenticationStrengthPolicyDefinition as definition } from "./authentication-strength-policy.ts";

const path = "/policies/authenticationStrengthPolicies/s1";
const configurations = "/identity/conditionalAccess/authenticationStrength/policies/s1/combinationConfigurations";
const keys = (allowedAAGUIDs: readonly string[], id = "c1") => ({
  "@odata.type": "#microsoft.graph.fido2CombinationConfiguration",
  id,
  appliesToCombinations: ["fido2"],
  allowedAAGUIDs,
});
const strength = (properties: JsonObject) =>
  ({ type: "authenticationStrengthPolicy", id: "s1", properties, links: {} }) as const;

describe("an authentication strength", () => {
  it("is written by three addresses: name, combinations, what narrows a combination", () => {
    const then = {
      displayName: "Keys",
      allowedCombinations: ["fido2"],
      combinationConfigurations: [keys(["a"])],
    };
    const now = { displayName: "Any", allowedCombinations: ["password,sms"], combinationConfigurations: [] };
    expect(definition.updateRequests("s1", then, now)).toEqual([
      { method: "PATCH", path, body: { displayName: "Keys" } },
      { method: "POST", path: `${path}/updateAllowedCombinations`, body: { allowedCombinations: ["fido2"] } },
      {
        method: "POST",
        path: configurations,
        body: {
          "@odata.type": "#microsoft.graph.fido2CombinationConfiguration",
          appliesToCombinations: ["fido2"],
          allowedAAGUIDs: ["a"],
        },
      },
    ]);
  });

  it("takes a configuration away before the combination that it is for", () => {
    const then = { allowedCombinations: ["password,sms"], combinationConfigurations: [] };
    const now = { allowedCombinations: ["fido2"], combinationConfigurations: [keys(["a"])] };
    expect(definition.updateRequests("s1", then, now).map(({ method, path: to }) => [method, to])).toEqual([
      ["DELETE", `${configurations}/c1`],
      ["POST", `${path}/updateAllowedCombinations`],
    ]);
  });

  it("changes a configuration at the id that it has now", () => {
    const [request, ...rest] = definition.updateRequests(
      "s1",
      { combinationConfigurations: [keys(["a", "b"])] },
      { combinationConfigurations: [keys(["a"], "c2")] },
    );
    expect(rest).toEqual([]);
    expect(request).toMatchObject({ method: "PATCH", path: `${configurations}/c2` });
    expect(request?.body?.allowedAAGUIDs).toEqual(["a", "b"]);
  });

  it("is the same with a configuration that was made again, whose id is another", () => {
    const rule = definition.properties.combinationConfigurations;
    const changes: { path: string }[] = [];
    compareValues([keys(["a"], "c1")], [keys(["A"], "c2")], rule, "combinationConfigurations", changes);
    expect(changes).toEqual([]);
    compareValues([keys(["a"])], [keys(["b"])], rule, "combinationConfigurations", changes);
    expect(changes.map((change) => change.path)).toEqual(["combinationConfigurations[fido2].allowedAAGUIDs"]);
  });

  it("is made with its name and combinations alone; Microsoft's own is neither made nor changed", () => {
    const properties = {
      displayName: "Keys",
      description: null,
      policyType: "custom",
      requirementsSatisfied: "mfa",
      allowedCombinations: ["fido2"],
      combinationConfigurations: [keys(["a"])],
    };
    expect(definition.createRequest(strength(properties))).toMatchObject({
      method: "POST",
      body: { displayName: "Keys", allowedCombinations: ["fido2"] },
    });
    const builtIn = strength({ ...properties, policyType: "builtIn" });
    expect(definition.createRequest(builtIn)).toBeUndefined();
    expect(definition.blocked(builtIn)?.reason).toContain("Microsoft");
    expect(definition.blocked(strength(properties))).toBeUndefined();
  });
});
