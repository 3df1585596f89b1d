import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { applicationDefinition } from "./application.ts";

const update = (promised: JsonObject, expected: JsonObject) =>
  applicationDefinition.updateRequests("a1", promised, expected);
const role = (id: string, more: JsonObject = {}): JsonObject => ({
  id,
  value: id,
  description: "a",
  displayName: "A",
  allowedMemberTypes: ["User"],
  isEnabled: true,
  origin: "Application",
  ...more,
});
const scope = (id: string, more: JsonObject = {}): JsonObject => ({
  id,
  value: id,
  type: "Admin",
  adminConsentDescription: "a",
  adminConsentDisplayName: "A",
  isEnabled: true,
  ...more,
});
const withoutOrigin = ({ origin, ...rest }: JsonObject): JsonObject => rest;

describe("writing applications", () => {
  it("switches off what changes or goes, waits, then sends the final list with the old ids (fault C19)", () => {
    const promised = { appRoles: [role("r1"), role("r3")] };
    const expected = { appRoles: [role("r1", { description: "b" }), role("r2"), role("r3")] };
    const [off, final, ...rest] = update(promised, expected);
    expect(off).toEqual({
      method: "PATCH",
      path: "/applications/a1",
      awaitVisible: true,
      body: {
        appRoles: [
          withoutOrigin(role("r1", { description: "b", isEnabled: false })),
          withoutOrigin(role("r2", { isEnabled: false })),
          withoutOrigin(role("r3")),
        ],
      },
    });
    expect(final?.body).toEqual({ appRoles: [withoutOrigin(role("r1")), withoutOrigin(role("r3"))] });
    expect(rest).toEqual([]);
  });

  it("needs one request where a role is only added or switched, or is off already", () => {
    expect(update({ appRoles: [role("r1"), role("r2")] }, { appRoles: [role("r1")] })).toHaveLength(1);
    const switched = { appRoles: [role("r1", { isEnabled: false })] };
    expect(update(switched, { appRoles: [role("r1")] })).toHaveLength(1);
    expect(update({ appRoles: [] }, switched)).toHaveLength(1);
  });

  it("lets pre-authorised clients go before their scope is switched off and removed", () => {
    const client = (ids: readonly string[]) => ({ appId: "c1", delegatedPermissionIds: ids });
    const promised = { api: { oauth2PermissionScopes: [scope("s1")], preAuthorizedApplications: [client(["s1"])] } };
    const both = [client(["s1", "s2"]), { appId: "c2", delegatedPermissionIds: ["s2"] }];
    const expected = { api: { oauth2PermissionScopes: [scope("s1"), scope("s2")], preAuthorizedApplications: both } };
    const requests = update(promised, expected);
    expect(requests.map(({ body, awaitVisible }) => [body, awaitVisible])).toEqual([
      [{ api: { preAuthorizedApplications: [client(["s1"])] } }, true],
      [{ api: { oauth2PermissionScopes: [scope("s1"), scope("s2", { isEnabled: false })] } }, true],
      [promised, undefined],
    ]);
  });

  it("changes a role and a scope of one value together, with one text (fault C20)", () => {
    const shared = { value: "Data.Read" };
    const appRoles = [role("r1", { ...shared, description: "role text", displayName: "Role" })];
    const expected = { appRoles, api: { oauth2PermissionScopes: [scope("s1", shared)] } };
    const promised = { appRoles, api: { oauth2PermissionScopes: [] } };
    const [off, final] = update(promised, expected);
    expect(off?.body).toEqual({
      appRoles: appRoles.map((entry) => withoutOrigin({ ...entry, isEnabled: false })),
      api: {
        oauth2PermissionScopes: [
          scope("s1", {
            ...shared,
            adminConsentDescription: "role text",
            adminConsentDisplayName: "Role",
            isEnabled: false,
          }),
        ],
      },
    });
    // The role was only switched off for company: the final body switches it on again.
    expect(final?.body).toEqual({
      appRoles: appRoles.map(withoutOrigin),
      api: { oauth2PermissionScopes: [] },
    });
  });

  it("replaces collections as a whole and keeps the logo's address and Entra's numbering out", () => {
    const promised = {
      web: { redirectUris: ["https://a"], redirectUriSettings: [{ uri: "https://a", index: 0 }], logoutUrl: null },
      info: { logoUrl: "https://cdn", supportUrl: "https://s" },
      requiredResourceAccess: [],
      passwordCredentials: [{ keyId: "k", hint: "abc" }],
      appId: "old",
      publisherDomain: "contoso.com",
    };
    const [request] = update(promised, { requiredResourceAccess: [{ resourceAppId: "x", resourceAccess: [] }] });
    expect(request?.body).toEqual({
      web: { redirectUris: ["https://a"], logoutUrl: null },
      info: { supportUrl: "https://s" },
      requiredResourceAccess: [],
    });
  });

  it("changes a federated credential where it is, makes and removes the others", () => {
    const credential = { name: "ci", issuer: "https://i", subject: "s", audiences: ["api://x"], description: null };
    const add = [
      { ...credential, id: "old-1" },
      { ...credential, name: "new", id: "old-2" },
    ];
    const remove = [
      { ...credential, subject: "other", id: "f1" },
      { ...credential, name: "gone", id: "f3" },
    ];
    const { name, ...settings } = credential;
    expect(applicationDefinition.linkRequests("a1", "federatedIdentityCredentials", add, remove)).toEqual([
      { method: "DELETE", path: "/applications/a1/federatedIdentityCredentials/f3", alsoFine: [{ status: 404 }] },
      { method: "PATCH", path: "/applications/a1/federatedIdentityCredentials/f1", body: settings },
      {
        method: "POST",
        path: "/applications/a1/federatedIdentityCredentials",
        body: { ...settings, name: "new" },
      },
    ]);
  });

  it("makes a registration again without its old client id and without certificates it cannot put back", () => {
    const appId = "5f1c0d8e-0001-4000-8000-00000000000a";
    const properties = {
      displayName: "Portal",
      appId,
      identifierUris: [`api://${appId}`, "https://contoso.com/portal"],
      keyCredentials: [
        { keyId: "k1", key: "MIIC", type: "AsymmetricX509Cert", usage: "Verify" },
        { keyId: "k2", key: null, type: "AsymmetricX509Cert", usage: "Verify" },
      ],
      appRoles: [role("r1")],
      signInAudience: "AzureADMyOrg",
      createdDateTime: "2026-01-01T00:00:00Z",
    };
    const request = applicationDefinition.createRequest({ type: "application", id: "a1", properties, links: {} });
    expect(request?.body).toEqual({
      displayName: "Portal",
      signInAudience: "AzureADMyOrg",
      identifierUris: ["https://contoso.com/portal"],
      appRoles: [withoutOrigin(role("r1"))],
      keyCredentials: [{ keyId: "k1", key: "MIIC", type: "AsymmetricX509Cert", usage: "Verify" }],
    });
  });
});

it("takes away a client secret that came since, and never claims to bring one back", () => {
  const secret = (keyId: string) => ({ keyId, displayName: null });
  const requests = applicationDefinition.updateRequests(
    "a1",
    { passwordCredentials: [secret("old"), secret("lost")] },
    { passwordCredentials: [secret("old"), secret("planted")] },
  );
  expect(requests).toMatchObject([
    { method: "POST", path: "/applications/a1/removePassword", body: { keyId: "planted" } },
  ]);
});
