import { expect, test } from "vitest";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { planBetween, testId, testObject } from "./testing/two-states.ts";

const [anna, policy, app, appId, principal] = [
  testId("u", 1),
  testId("p", 1),
  testId("a", 1),
  testId("aid", 1),
  testId("s", 1),
];

const made = (...objects: Parameters<typeof planBetween>[0]) =>
  planBetween(objects, [])
    .steps.filter(({ action }) => action === "create")
    .map(({ attributes }) => Object.fromEntries(attributes.map(({ path, after }) => [path, after])));

test("a policy that was on says that it comes back as report-only, and nothing of what Graph gives by itself", () => {
  const properties: JsonObject = {
    displayName: "Block legacy",
    state: "enabled",
    createdDateTime: "2026-01-01T00:00:00Z",
    conditions: { users: { includeUsers: ["All"], excludeUsers: [] }, clientAppTypes: ["other"] },
    grantControls: { operator: "OR", builtInControls: ["block"] },
  };
  expect(made(testObject("conditionalAccessPolicy", policy, properties))).toEqual([
    {
      displayName: "Block legacy",
      state: "enabledForReportingButNotEnforced",
      "conditions.users.includeUsers": ["All"],
      "conditions.clientAppTypes": ["other"],
      "grantControls.operator": "OR",
      "grantControls.builtInControls": ["block"],
    },
  ]);
});

test("an application says that it gets a new client id, its enterprise application that it goes by that, and neither speaks of lost secrets", () => {
  const secret = { keyId: testId("k", 1), displayName: "old", endDateTime: "2027-01-01T00:00:00Z" };
  const registration = {
    displayName: "app",
    appId,
    publisherDomain: "contoso.example",
    passwordCredentials: [secret],
  };
  const newId = `{new client id of ${appId}}`;
  expect(
    made(
      testObject("application", app, registration),
      testObject("servicePrincipal", principal, { displayName: "app", appId, notes: "ours" }),
    ),
  ).toEqual([
    { displayName: "app", appId: newId },
    { appId: newId, notes: "ours" },
  ]);
});

test("an account says that its password is new", () => {
  const properties = {
    displayName: "Anna",
    userPrincipalName: "anna@contoso.example",
    mailNickname: "anna",
    accountEnabled: true,
    securityIdentifier: "S-1-12-1-1",
    lastPasswordChangeDateTime: "2026-01-01T00:00:00Z",
  };
  const { securityIdentifier: _, lastPasswordChangeDateTime: __, ...written } = properties;
  expect(made(testObject("user", anna, properties))).toEqual([
    {
      ...written,
      "passwordProfile.password": "{a new one that nobody knows}",
      "passwordProfile.forceChangePasswordNextSignIn": true,
    },
  ]);
});
