import { expect, it } from "vitest";
import { authorizationPolicyDefinition } from "./authorization-policy.ts";

it("switches user consent off with an empty list, and keeps the other permissions of the block", () => {
  const policies = ["ManagePermissionGrantsForSelf.microsoft-user-default-legacy"];
  const promised = { defaultUserRolePermissions: { allowedToCreateApps: true, permissionGrantPoliciesAssigned: [] } };
  const expected = {
    defaultUserRolePermissions: { allowedToCreateApps: true, permissionGrantPoliciesAssigned: policies },
    allowInvitesFrom: "everyone",
  };
  const requests = authorizationPolicyDefinition.updateRequests(
    "authorizationPolicy",
    { ...promised, allowInvitesFrom: "adminsAndGuestInviters", deletedDateTime: null },
    expected,
  );
  expect(requests).toEqual([
    {
      method: "PATCH",
      path: "/policies/authorizationPolicy",
      body: { ...promised, allowInvitesFrom: "adminsAndGuestInviters" },
    },
  ]);
});
