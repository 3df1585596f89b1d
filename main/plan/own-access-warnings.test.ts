import { expect, it } from "vitest";
import type { LinkTarget } from "../../preload/contract/directory-object.ts";
import { planBetween, testId, testObject } from "./testing/two-states.ts";

const [own, other, graph, clientId] = [testId("s", 1), testId("s", 2), testId("s", 3), testId("c", 1)];
const principal = (id: string, appId: string, oauth2PermissionGrants: readonly LinkTarget[] = []) =>
  testObject("servicePrincipal", id, { displayName: id, appId }, { oauth2PermissionGrants, appRoleAssignedTo: [] });
const grant = (clientOf: string, scope: string) => ({
  id: "row",
  clientId: clientOf,
  consentType: "AllPrincipals",
  principalId: null,
  resourceId: graph,
  scope,
});
const codes = (before: ReturnType<typeof principal>[], after: ReturnType<typeof principal>[]) =>
  planBetween(before, after, { ownClientId: clientId.toUpperCase(), removeAdded: true }).warnings.map(
    ({ code, severity }) => `${severity} ${code}`,
  );

it("stops where a plan takes back the consent that Reinstate itself was given since, and nobody else's", () => {
  const resource = principal(graph, testId("c", 3));
  const consented = (id: string, appId: string) =>
    codes(
      [principal(id, appId, [grant(id, "User.Read.All")]), resource],
      [principal(id, appId, [grant(id, "User.Read.All User.ReadWrite.All")]), resource],
    );
  expect(consented(own, clientId)).toContain("stop own-access");
  expect(consented(other, testId("c", 2))).not.toContain("stop own-access");
});

it("stops where a plan deletes it, or takes a role from it that it holds by itself", () => {
  expect(codes([], [principal(own, clientId)])).toContain("stop own-access");
  const held = (...appRoleAssignedTo: LinkTarget[]) =>
    testObject("servicePrincipal", graph, { displayName: "Graph", appId: testId("c", 3) }, { appRoleAssignedTo });
  const role = { id: "a1", principalId: own, appRoleId: testId("r", 1), resourceId: graph };
  expect(codes([principal(own, clientId), held()], [principal(own, clientId), held(role)])).toContain(
    "stop own-access",
  );
});
