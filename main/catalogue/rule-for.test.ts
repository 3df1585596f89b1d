import { describe, expect, it } from "vitest";
import { catalogue } from "./catalogue.ts";
import { ruleFor } from "./rule-for.ts";

const { conditionalAccessPolicy, application, user, authenticationMethodsPolicy } = catalogue;

describe("ruleFor", () => {
  it("walks into blocks", () => {
    const rule = ruleFor(conditionalAccessPolicy, ["conditions", "users", "excludeGroups"]);
    expect(rule).toMatchObject({ comparison: "words", refersTo: ["group"], write: { route: "patch" } });
    const strength = ruleFor(conditionalAccessPolicy, ["grantControls", "authenticationStrength"]);
    expect(strength.comparison).toBe("reference");
  });

  it("takes the segment after a keyed array for an element's key", () => {
    expect(ruleFor(application, ["appRoles", "an-id", "isEnabled"]).comparison).toBe("value");
    expect(ruleFor(application, ["appRoles", "an-id", "origin"]).write.route).toBe("never");
    const scope = ruleFor(application, ["api", "oauth2PermissionScopes", "an-id", "type"]);
    expect(scope.comparison).toBe("word");
    const target = ["authenticationMethodConfigurations", "Fido2", "includeTargets", "a-group", "targetType"];
    expect(ruleFor(authenticationMethodsPolicy, target)).toMatchObject({
      comparison: "word",
      write: { route: "action" },
    });
  });

  it("writes no part of what is not written", () => {
    expect(ruleFor(application, ["verifiedPublisher", "displayName"]).write.route).toBe("never");
    expect(ruleFor(catalogue.servicePrincipal, ["appRoles", "an-id", "description"]).write.route).toBe("never");
    expect(ruleFor(application, ["passwordCredentials", "an-id", "secretText"]).secret).toBe(true);
  });

  it("sends an unknown part of a known property along", () => {
    const rule = ruleFor(conditionalAccessPolicy, ["conditions", "somethingNew"], ["a", "b"]);
    expect(rule).toEqual({ comparison: "set", write: { route: "patch" } });
  });

  it.each([
    [["a"], "set", undefined],
    [[], "set", undefined],
    [[{ id: "1" }, { id: "2" }], "keyed", ["id"]],
    [[{ keyId: "1" }], "keyed", ["keyId"]],
    [[{ id: "1" }, { name: "2" }], "set", undefined],
    [{ a: 1 }, "value", undefined],
    ["text", "value", undefined],
  ])("does not write an unknown property: %j is compared as %s", (value, comparison, key) => {
    const rule = ruleFor(user, ["extension_0123_costCentre"], value);
    expect(rule).toMatchObject({ comparison, write: { route: "never" } });
    expect(rule.key).toEqual(key);
  });

  it("does not take an inherited name for a property", () => {
    expect(ruleFor(user, ["constructor"]).write.route).toBe("never");
    expect(ruleFor(conditionalAccessPolicy, ["GrantControls"]).write.route).toBe("never");
  });
});
