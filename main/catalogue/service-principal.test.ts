import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { servicePrincipalDefinition } from "./service-principal.ts";

const { linkRequests } = servicePrincipalDefinition;
const grant = (more: JsonObject): JsonObject => ({
  id: "g1",
  clientId: "sp1",
  consentType: "AllPrincipals",
  principalId: null,
  resourceId: "graph",
  scope: "User.Read",
  ...more,
});
const servicePrincipal = (properties: JsonObject) =>
  ({ type: "servicePrincipal", id: "sp1", properties, links: {} }) as const;

describe("writing service principals", () => {
  it("gives an existing grant its scopes back instead of making a second one (fault C31)", () => {
    const add = [grant({ id: "old", scope: " User.Read  Mail.Read" })];
    expect(linkRequests("sp1", "oauth2PermissionGrants", add, [grant({ id: "live" })])).toEqual([
      { method: "PATCH", path: "/oauth2PermissionGrants/live", body: { scope: "User.Read Mail.Read" } },
    ]);
  });

  it("touches only the row that was chosen (fault C32)", () => {
    const user = { consentType: "Principal", principalId: "u1", id: "g2" };
    const requests = linkRequests("sp1", "oauth2PermissionGrants", [], [grant({})]);
    expect(requests).toEqual([{ method: "DELETE", path: "/oauth2PermissionGrants/g1", alsoFine: [{ status: 404 }] }]);
    const both = linkRequests("sp1", "oauth2PermissionGrants", [grant({ scope: "A" })], [grant({}), grant(user)]);
    expect(both.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "PATCH /oauth2PermissionGrants/g1",
      "DELETE /oauth2PermissionGrants/g2",
    ]);
  });

  it("makes a grant again with the client as it is now, and names a person only in that person's grant", () => {
    const add = [grant({ clientId: "before-recreation" }), grant({ consentType: "Principal", principalId: "u1" })];
    expect(linkRequests("sp2", "oauth2PermissionGrants", add, []).map(({ body }) => body)).toEqual([
      { clientId: "sp2", consentType: "AllPrincipals", resourceId: "graph", scope: "User.Read" },
      { clientId: "sp2", consentType: "Principal", principalId: "u1", resourceId: "graph", scope: "User.Read" },
    ]);
  });

  it("deletes the row when no scope is left", () => {
    const requests = linkRequests("sp1", "oauth2PermissionGrants", [grant({ scope: " " })], [grant({ id: "live" })]);
    expect(requests).toMatchObject([{ method: "DELETE", path: "/oauth2PermissionGrants/live" }]);
  });

  it("makes and removes role assignments at the resource, the new ones first", () => {
    const add = [{ id: "x", principalId: "u1", appRoleId: "r1", resourceId: "sp1", principalDisplayName: "A" }];
    const remove = [{ id: "y", principalId: "u2", appRoleId: "r1", resourceId: "sp1" }];
    expect(linkRequests("sp1", "appRoleAssignedTo", add, remove)).toMatchObject([
      {
        method: "POST",
        path: "/servicePrincipals/sp1/appRoleAssignedTo",
        body: { principalId: "u1", resourceId: "sp1", appRoleId: "r1" },
      },
      { method: "DELETE", path: "/servicePrincipals/sp1/appRoleAssignedTo/y" },
    ]);
  });

  it("does not touch an assignment that is there already under another id", () => {
    const [add, remove] = [
      [{ id: "x", principalId: "U1", appRoleId: "r1" }],
      [{ id: "y", principalId: "u1", appRoleId: "R1" }],
    ];
    expect(linkRequests("sp1", "appRoleAssignedTo", add, remove)).toEqual([]);
  });

  it("writes what an administrator sets, not what mirrors the registration", () => {
    const promised = {
      accountEnabled: true,
      notes: "n",
      appRoles: [],
      replyUrls: [],
      homepage: "h",
      signInAudience: "x",
    };
    const [request] = servicePrincipalDefinition.updateRequests("sp1", promised, { accountEnabled: false });
    expect(request?.body).toEqual({ accountEnabled: true, notes: "n" });
  });

  it("is made again from the client id", () => {
    const properties = { appId: "app-1", displayName: "Portal", accountEnabled: false, tags: ["x"], appRoles: [] };
    expect(servicePrincipalDefinition.createRequest(servicePrincipal(properties))).toEqual({
      method: "POST",
      path: "/servicePrincipals",
      yields: "objectId",
      body: { accountEnabled: false, tags: ["x"], appId: "app-1" },
    });
  });

  it("leaves managed identities to Azure, but not who may use them", () => {
    const identity = servicePrincipal({ appId: "app-1", servicePrincipalType: "ManagedIdentity" });
    expect(servicePrincipalDefinition.blocked(identity)?.manual).toMatch(/Azure/);
    expect(servicePrincipalDefinition.createRequest(identity)).toBeUndefined();
    expect(servicePrincipalDefinition.linkBlocked(identity, "owners")).toBeDefined();
    expect(servicePrincipalDefinition.linkBlocked(identity, "appRoleAssignedTo")).toBeUndefined();
  });
});
