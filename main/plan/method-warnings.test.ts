import { expect, it } from "vitest";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { planBetween, testId, testObject } from "./testing/two-states.ts";

const [anna, strengthId] = [testId("u", 1), testId("st", 1)];
const person = testObject("user", anna, { displayName: "Anna", accountEnabled: true });
const warned = (then: readonly ReturnType<typeof testObject>[], now: readonly ReturnType<typeof testObject>[]) =>
  planBetween([person, ...then], [person, ...now], { signedInObjectId: anna }).warnings.map(({ code }) => code);

it("cautions where a sign-in method is taken away, from everybody or from some", () => {
  const methods = (more: JsonObject) =>
    testObject("authenticationMethodsPolicy", "authenticationMethodsPolicy", {
      displayName: "Methods",
      authenticationMethodConfigurations: [
        {
          "@odata.type": "#microsoft.graph.fido2AuthenticationMethodConfiguration",
          id: "Fido2",
          state: "enabled",
          includeTargets: [{ id: "all_users", targetType: "group" }],
          ...more,
        },
      ],
    });
  const [all, some, none] = [
    methods({}),
    methods({ includeTargets: [{ id: testId("g", 1), targetType: "group" }] }),
    methods({ state: "disabled" }),
  ];
  expect(warned([none], [all])).toContain("methods-withdrawn");
  expect(warned([some], [all])).toContain("methods-withdrawn");
  expect(warned([all], [some])).not.toContain("methods-withdrawn");
  expect(warned([all], [none])).not.toContain("methods-withdrawn");
});

it("cautions where fewer ways satisfy a strength that a policy demands of the person at the screen", () => {
  const strength = (...allowedCombinations: string[]) =>
    testObject("authenticationStrengthPolicy", strengthId, {
      displayName: "Strong",
      policyType: "custom",
      allowedCombinations,
    });
  const policy = (state: string) =>
    testObject("conditionalAccessPolicy", testId("p", 1), {
      displayName: "Demands",
      state,
      conditions: { users: { includeUsers: ["All"] }, applications: { includeApplications: ["All"] } },
      grantControls: { operator: "OR", authenticationStrength: { id: strengthId } },
    });
  const [narrow, wide] = [strength("fido2"), strength("fido2", "password,sms")];
  expect(warned([policy("enabled"), narrow], [policy("enabled"), wide])).toContain("demands-of-you");
  expect(warned([policy("enabled"), wide], [policy("enabled"), narrow])).not.toContain("demands-of-you");
  expect(warned([policy("disabled"), narrow], [policy("disabled"), wide])).not.toContain("demands-of-you");
});
