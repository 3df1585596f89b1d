import { beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../preload/contract/json-value.ts";
import { licences } from "../generate/organisation-lists.ts";
import { createServiceForTests, everything, type ServiceForTests } from "./service-for-tests.ts";

let demo: ServiceForTests;
let cloudUser: JsonObject;

beforeEach(() => {
  demo = createServiceForTests();
  cloudUser = demo.find(
    "user",
    ({ onPremisesSyncEnabled, id }) => onPremisesSyncEnabled !== true && id !== demo.administrator.id,
  );
});

function newUser(name: string): JsonObject {
  return {
    accountEnabled: true,
    displayName: name,
    mailNickname: name,
    userPrincipalName: `${name}@${demo.state.domain}`,
    passwordProfile: { password: "Correct-Horse-9", forceChangePasswordNextSignIn: true },
  };
}

describe("users", () => {
  it("are made with an id of their own, an audit record and a place in the next delta round", async () => {
    const { deltaLink } = await demo.all("/users/delta?$select=id,displayName");
    const made = await demo.ask("POST", "/users", newUser("nils"));
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      displayName: "nils",
      businessPhones: [],
    });
    expect(made.body.passwordProfile).toBeUndefined();
    const whole = await demo.ask(
      "GET",
      `/users/${made.body.id}?$select=identities,userType,createdDateTime,passwordProfile`,
    );
    expect(whole.body).toMatchObject({
      userType: "Member",
      identities: [{ signInType: "userPrincipalName" }],
      passwordProfile: null,
    });
    expect((await demo.all(deltaLink)).items).toEqual([{ id: made.body.id, displayName: "nils" }]);
    const audits = await demo.ask(
      "GET",
      `/auditLogs/directoryAudits?$filter=targetResources/any(t:t/id eq '${made.body.id}')`,
    );
    expect(audits.value[0]).toMatchObject({
      activityDisplayName: "Add user",
      initiatedBy: { user: { id: demo.administrator.id, userPrincipalName: demo.administrator.userPrincipalName } },
    });
  });

  it.each(["accountEnabled", "displayName", "mailNickname", "userPrincipalName", "passwordProfile"])(
    "are not made without %s",
    async (name) => {
      const { [name]: _left, ...body } = newUser("nils");
      const { status, error } = await demo.ask("POST", "/users", body);
      expect([status, error]).toEqual([400, expect.stringContaining(`'${name}'`)]);
    },
  );

  it.each<[JsonObject, string]>([
    [{ userPrincipalName: "nils@somewhere.example" }, "domain"],
    [{ userPrincipalName: "TAKEN" }, "already exists"],
    [{ city: "" }, "'city'"],
  ])("are not made with %o", async (more, words) => {
    const body =
      more.userPrincipalName === "TAKEN" ? { userPrincipalName: demo.administrator.userPrincipalName ?? "" } : more;
    const { status, error } = await demo.ask("POST", "/users", { ...newUser("nils"), ...body });
    expect([status, error]).toEqual([400, expect.stringContaining(words)]);
  });

  it.each<[string, JsonObject]>([
    ["id", { id: "1" }],
    ["createdDateTime", { createdDateTime: "2026-01-01T00:00:00Z" }],
    ["proxyAddresses", { proxyAddresses: [] }],
    ["assignedLicenses", { assignedLicenses: [] }],
    ["onPremisesSyncEnabled", { onPremisesSyncEnabled: false }],
    ["shoeSize", { shoeSize: 42 }],
    ["displayName", { displayName: null }],
    ["usageLocation", { usageLocation: null }],
    ["mailNickname", { mailNickname: "" }],
    ["jobTitle", { jobTitle: "" }],
    ["accountEnabled", { accountEnabled: "yes" }],
    ["businessPhones", { businessPhones: ["1", "2"] }],
    ["otherMails", { otherMails: null }],
  ])("a PATCH with %s is refused whole and names it", async (name, body) => {
    const { status, error } = await demo.ask("PATCH", `/users/${cloudUser.id}`, { ...body, city: "Nowhere" });
    expect([status, error]).toEqual([400, expect.stringContaining(`'${name}'`)]);
    expect((await demo.ask("GET", `/users/${cloudUser.id}?$select=city`)).body.city).toBe(cloudUser.city);
  });

  it("a PATCH clears with null, answers 204 and shows in the next read", async () => {
    const patched = await demo.ask("PATCH", `/users/${cloudUser.id}`, {
      jobTitle: null,
      department: "Archive",
      businessPhones: [],
    });
    expect([patched.status, patched.body]).toEqual([204, { text: "" }]);
    const { body } = await demo.ask("GET", `/users/${cloudUser.id}?$select=jobTitle,department,businessPhones`);
    expect(body).toMatchObject({ jobTitle: null, department: "Archive", businessPhones: [] });
  });

  it("the leave date wants a permission of its own", async () => {
    const leave = (permissions: readonly string[]) =>
      demo.ask("PATCH", `/users/${cloudUser.id}`, { employeeLeaveDateTime: "2027-01-31T00:00:00Z" }, { permissions });
    expect((await leave(everything)).status).toBe(403);
    expect((await leave([...everything, "User-LifeCycleInfo.ReadWrite.All"])).status).toBe(204);
  });

  it("a new user principal name takes its identity along", async () => {
    const userPrincipalName = `renamed@${demo.state.domain}`;
    await demo.ask("PATCH", `/users/${cloudUser.id}`, { userPrincipalName });
    const { body } = await demo.ask("GET", `/users/${cloudUser.id}?$select=identities`);
    expect(body.identities).toContainEqual({
      signInType: "userPrincipalName",
      issuer: demo.state.domain,
      issuerAssignedId: userPrincipalName,
    });
  });

  it("the identity of a user principal name follows it, whatever is written there", async () => {
    const person = demo.find("user", ({ id, userType }) => id !== cloudUser.id && userType === "Member");
    const identities = [{ signInType: "userPrincipalName", issuer: demo.state.domain, issuerAssignedId: "else@x" }];
    const permissions = ["User.ManageIdentities.All"];
    expect((await demo.ask("PATCH", `/users/${person.id}`, { identities }, { permissions })).status).toBe(204);
    const { body } = await demo.ask("GET", `/users/${person.id}?$select=identities`);
    expect(body.identities).toMatchObject([{ issuerAssignedId: person.userPrincipalName }]);
  });

  it("synchronised ones refuse all but where licences are used", async () => {
    const synced = demo.find("user", ({ onPremisesSyncEnabled }) => onPremisesSyncEnabled === true);
    const refused = await demo.ask("PATCH", `/users/${synced.id}`, { jobTitle: "x" });
    expect([refused.status, refused.error]).toEqual([
      400,
      expect.stringContaining("on-premises mastered Directory Sync"),
    ]);
    expect((await demo.ask("PATCH", `/users/${synced.id}`, { usageLocation: "NO" })).status).toBe(204);
  });

  it("formerly synchronised ones refuse the extension attributes, and what goes with them", async () => {
    const person = demo.find("user", ({ id, userType }) => id !== cloudUser.id && userType === "Member");
    const live = demo.state.objects.user.get(String(person.id));
    Object.assign(live ?? {}, { onPremisesSyncEnabled: false, onPremisesLastSyncDateTime: "2024-01-01T00:00:00Z" });
    const both = { jobTitle: "x", onPremisesExtensionAttributes: { extensionAttribute1: "E" } };
    expect((await demo.ask("PATCH", `/users/${person.id}`, both)).status).toBe(400);
    expect((await demo.ask("PATCH", `/users/${person.id}`, { jobTitle: "x" })).status).toBe(204);
  });

  it("identities need a permission of their own, phones are content with a narrow one", async () => {
    const identities = [{ signInType: "federated", issuer: "idp.example", issuerAssignedId: "7" }];
    const patch = (body: JsonObject, permissions: readonly string[]) =>
      demo.ask("PATCH", `/users/${cloudUser.id}`, body, { permissions });
    expect((await patch({ identities }, ["User.ReadWrite.All"])).status).toBe(403);
    expect((await patch({ identities }, ["User.ReadWrite.All", "User.ManageIdentities.All"])).status).toBe(204);
    expect((await patch({ mobilePhone: "+47 1" }, ["User-Phone.ReadWrite.All"])).status).toBe(204);
    expect((await patch({ jobTitle: "x" }, ["User-Phone.ReadWrite.All"])).status).toBe(403);
  });

  it("licences go by assignLicense, with a usage location, and not against a group", async () => {
    const at = `/users/${cloudUser.id}/assignLicense`;
    const read = async () =>
      (await demo.ask("GET", `/users/${cloudUser.id}?$select=assignedLicenses`)).body.assignedLicenses;
    const p2 = { skuId: licences.entraP2, disabledPlans: [] };
    expect((await demo.ask("POST", at, { addLicenses: [p2], removeLicenses: [] })).status).toBe(200);
    expect(await read()).toContainEqual(p2);
    expect((await demo.ask("POST", at, { addLicenses: [], removeLicenses: [licences.entraP2] })).status).toBe(200);
    expect(await read()).not.toContainEqual(p2);
    const twice = await demo.ask("POST", at, { addLicenses: [], removeLicenses: [licences.entraP2] });
    expect([twice.status, twice.error]).toEqual([
      400,
      expect.stringContaining("does not have a corresponding license"),
    ]);
    const made = await demo.ask("POST", "/users", newUser("nowhere"));
    const homeless = await demo.ask("POST", `/users/${made.body.id}/assignLicense`, {
      addLicenses: [p2],
      removeLicenses: [],
    });
    expect(homeless.error).toContain("usage location");
  });

  it("a manager is put and taken away by reference", async () => {
    const at = `/users/${cloudUser.id}/manager`;
    expect((await demo.ask("PUT", `${at}/$ref`, { "@odata.id": demo.link(demo.administrator.id) })).status).toBe(204);
    expect((await demo.ask("GET", `${at}?$select=id`)).body.id).toBe(demo.administrator.id);
    expect((await demo.ask("DELETE", `${at}/$ref`)).status).toBe(204);
    expect((await demo.ask("GET", at)).status).toBe(404);
    expect(
      (await demo.ask("PUT", `${at}/$ref`, { "@odata.id": demo.link("00000000-0000-4000-8000-000000000000") })).status,
    ).toBe(404);
  });
});

describe("groups", () => {
  const security = (name: string): JsonObject => ({
    displayName: name,
    mailEnabled: false,
    mailNickname: name,
    securityEnabled: true,
  });

  async function newGroup(more: JsonObject = {}): Promise<string> {
    const made = await demo.ask("POST", "/groups", { ...security("ops"), ...more });
    expect(made.error).toBe("");
    return String(made.body.id);
  }

  const userIds = () => [...demo.state.objects.user.keys()];
  const bind = (ids: readonly string[]): JsonObject => ({ "members@odata.bind": ids.map(demo.link) });

  it("take up to twenty members in one PATCH, all or nothing", async () => {
    const id = await newGroup();
    const size = async () => (await demo.all(`/groups/${id}/members?$select=id`)).items.length;
    expect((await demo.ask("PATCH", `/groups/${id}`, bind(userIds().slice(0, 20)))).status).toBe(204);
    expect(await size()).toBe(20);
    expect((await demo.ask("PATCH", `/groups/${id}`, bind(userIds().slice(20, 41)))).error).toContain("limit of 20");
    const overlapping = await demo.ask("PATCH", `/groups/${id}`, bind(userIds().slice(19, 25)));
    expect([overlapping.status, overlapping.error]).toEqual([400, expect.stringContaining("already exist")]);
    const missing = [...userIds().slice(20, 23), "00000000-0000-4000-8000-000000000000"];
    expect((await demo.ask("PATCH", `/groups/${id}`, bind(missing))).status).toBe(404);
    expect(await size()).toBe(20);
  });

  it("add and remove one member by reference", async () => {
    const id = await newGroup();
    const [user = ""] = userIds();
    const body = { "@odata.id": demo.link(user) };
    expect((await demo.ask("POST", `/groups/${id}/members/$ref`, body)).status).toBe(204);
    const again = await demo.ask("POST", `/groups/${id}/members/$ref`, body);
    expect([again.status, again.error]).toEqual([400, expect.stringContaining("already exist")]);
    expect((await demo.ask("DELETE", `/groups/${id}/members/${user}/$ref`)).status).toBe(204);
    expect((await demo.ask("DELETE", `/groups/${id}/members/${user}/$ref`)).status).toBe(404);
    expect((await demo.ask("GET", `/users/${user}`)).status).toBe(200);
  });

  it("DELETE without /$ref deletes the member itself, if the caller may", async () => {
    const id = await newGroup(bind([String(cloudUser.id)]));
    const remove = (permissions: readonly string[]) =>
      demo.ask("DELETE", `/groups/${id}/members/${cloudUser.id}`, undefined, { permissions });
    expect((await remove(["Group.ReadWrite.All"])).status).toBe(403);
    expect((await remove(["Group.ReadWrite.All", "User.ReadWrite.All"])).status).toBe(204);
    expect((await demo.ask("GET", `/users/${cloudUser.id}`)).status).toBe(404);
  });

  it("dynamic ones refuse member writes, and need a rule", async () => {
    const dynamic = { groupTypes: ["DynamicMembership"], membershipRule: 'user.department -eq "Sales"' };
    const id = await newGroup(dynamic);
    const add = await demo.ask("POST", `/groups/${id}/members/$ref`, { "@odata.id": demo.link(cloudUser.id) });
    expect([add.status, add.error]).toEqual([400, expect.stringContaining("dynamic membership")]);
    expect((await demo.ask("PATCH", `/groups/${id}`, { membershipRule: null })).status).toBe(400);
    expect((await demo.ask("PATCH", `/groups/${id}`, { groupTypes: [] })).status).toBe(204);
    expect((await demo.ask("GET", `/groups/${id}`)).body).toMatchObject({ groupTypes: [], membershipRule: null });
  });

  it("keep their last owner", async () => {
    const [one = "", other = ""] = userIds();
    const id = await newGroup({ "owners@odata.bind": [demo.link(one), demo.link(other)] });
    expect((await demo.ask("DELETE", `/groups/${id}/owners/${one}/$ref`)).status).toBe(204);
    const last = await demo.ask("DELETE", `/groups/${id}/owners/${other}/$ref`);
    expect([last.status, last.error]).toEqual([400, expect.stringContaining("at least one owner")]);
  });

  it.each<[JsonObject, string]>([
    [{ description: "" }, "description"],
    [{ displayName: null }, "displayName"],
    [{ mailEnabled: true }, "mailEnabled"],
    [{ isAssignableToRole: true }, "isAssignableToRole"],
    [{ visibility: "HiddenMembership" }, "visibility"],
    [{ proxyAddresses: [] }, "proxyAddresses"],
    [{ membershipRule: "user.city -eq 1" }, "membershipRule"],
    [{ allowExternalSenders: true, description: "x" }, "allowExternalSenders"],
  ])("refuse the PATCH %o", async (body, name) => {
    const { status, error } = await demo.ask("PATCH", `/groups/${await newGroup()}`, body);
    expect([status, error]).toEqual([400, expect.stringContaining(name)]);
  });

  it("write Exchange's settings alone, with a person, and answer 200 (fault C26)", async () => {
    const team = demo.find("group", ({ groupTypes }) => Array.isArray(groupTypes) && groupTypes.includes("Unified"));
    const patch = (application: boolean) =>
      demo.ask("PATCH", `/groups/${team.id}`, { allowExternalSenders: true }, { application, permissions: everything });
    expect((await patch(true)).status).toBe(403);
    expect((await patch(false)).status).toBe(200);
  });

  it("role-assignable ones need the role permission even for members", async () => {
    const group = demo.find("group", ({ isAssignableToRole }) => isAssignableToRole === true);
    const add = (permissions: readonly string[]) =>
      demo.ask("POST", `/groups/${group.id}/members/$ref`, { "@odata.id": demo.link(made) }, { permissions });
    const made = String((await demo.ask("POST", "/users", newUser("fresh"))).body.id);
    expect((await add(everything)).status).toBe(403);
    expect((await add([...everything, "RoleManagement.ReadWrite.Directory"])).status).toBe(204);
  });
});

describe("applications", () => {
  const role = (more: JsonObject = {}): JsonObject => ({
    id: "5a0f1f8e-1111-4222-8333-000000000001",
    value: "Data.Read",
    displayName: "Read data",
    description: "b",
    isEnabled: true,
    allowedMemberTypes: ["Application"],
    ...more,
  });

  async function newApplication(more: JsonObject = {}): Promise<JsonObject> {
    const made = await demo.ask("POST", "/applications", { displayName: "Cargo", ...more });
    expect(made.error).toBe("");
    return made.body;
  }

  it("get a new id and appId, and no service principal", async () => {
    const { id, appId } = await newApplication();
    expect(id).not.toBe(appId);
    expect((await demo.ask("GET", `/servicePrincipals?$filter=appId eq '${appId}'`)).value).toEqual([]);
    const principal = await demo.ask("POST", "/servicePrincipals", { appId: String(appId) });
    expect([principal.status, principal.body]).toMatchObject([201, { appId, displayName: "Cargo" }]);
    expect((await demo.ask("POST", "/servicePrincipals", { appId: String(appId) })).status).toBe(409);
    expect(
      (await demo.ask("POST", "/servicePrincipals", { appId: "00000000-1111-4222-8333-444444444444" })).error,
    ).toContain("does not reference");
  });

  it("refuse to change or drop an enabled role until it was switched off (fault C19)", async () => {
    const { id } = await newApplication({ appRoles: [role()] });
    const patch = (appRoles: readonly JsonObject[]) => demo.ask("PATCH", `/applications/${id}`, { appRoles });
    expect((await patch([role({ description: "a" })])).error).toContain("CannotDeleteOrUpdateEnabledEntitlement");
    expect((await patch([])).error).toContain("CannotDeleteOrUpdateEnabledEntitlement");
    expect(
      (await patch([role(), role({ id: "5a0f1f8e-1111-4222-8333-000000000002", value: "Data.Write" })])).status,
    ).toBe(204);
    expect((await patch([role({ isEnabled: false })])).error).toContain("CannotDeleteOrUpdateEnabledEntitlement");
    const off = [
      role({ isEnabled: false }),
      role({ id: "5a0f1f8e-1111-4222-8333-000000000002", value: "Data.Write", isEnabled: false }),
    ];
    expect((await patch(off)).status).toBe(204);
    expect((await patch([role({ description: "a" })])).status).toBe(204);
  });

  it("want a role and a scope of one value to say the same (fault C20), and values once", async () => {
    const scope = {
      id: "5a0f1f8e-1111-4222-8333-000000000009",
      value: "Data.Read",
      type: "Admin",
      isEnabled: true,
      adminConsentDescription: "other",
      adminConsentDisplayName: "Read data",
    };
    const { id } = await newApplication({ appRoles: [role()] });
    expect(
      (await demo.ask("PATCH", `/applications/${id}`, { api: { oauth2PermissionScopes: [scope] } })).error,
    ).toContain("matching properties");
    const same = { ...scope, adminConsentDescription: "b" };
    expect((await demo.ask("PATCH", `/applications/${id}`, { api: { oauth2PermissionScopes: [same] } })).status).toBe(
      204,
    );
    const twice = [role(), role({ id: "5a0f1f8e-1111-4222-8333-000000000003" })];
    expect((await demo.ask("PATCH", `/applications/${id}`, { appRoles: twice })).error).toContain("DuplicateValue");
  });

  it("keep identifier URIs unique, soft-deleted applications included (fault C35)", async () => {
    const { id } = await newApplication({ identifierUris: ["api://cargo"] });
    const other = await newApplication();
    const take = () => demo.ask("PATCH", `/applications/${other.id}`, { identifierUris: ["api://cargo"] });
    expect((await take()).error).toContain("same value for property identifierUris");
    await demo.ask("DELETE", `/applications/${id}`);
    expect((await take()).error).toContain("same value for property identifierUris");
    await demo.ask("DELETE", `/directory/deletedItems/${id}`);
    expect((await take()).status).toBe(204);
  });

  it.each(["id", "appId", "publisherDomain", "passwordCredentials", "createdDateTime", "verifiedPublisher"])(
    "never take %s",
    async (name) => {
      const { id } = await newApplication();
      const value = name === "passwordCredentials" ? [] : name === "verifiedPublisher" ? {} : "x";
      expect((await demo.ask("PATCH", `/applications/${id}`, { [name]: value })).error).toContain(
        `'${name}' is read-only`,
      );
    },
  );

  it("keep what a PATCH of a part leaves out, and replace lists", async () => {
    const { id } = await newApplication({
      web: { homePageUrl: "https://cargo.example", redirectUris: ["https://a.example", "https://b.example"] },
    });
    await demo.ask("PATCH", `/applications/${id}`, { web: { redirectUris: ["https://c.example"] } });
    const { body } = await demo.ask("GET", `/applications/${id}`);
    expect(body.web).toMatchObject({
      homePageUrl: "https://cargo.example",
      redirectUris: ["https://c.example"],
      implicitGrantSettings: { enableIdTokenIssuance: false },
    });
  });

  it("show a secret once", async () => {
    const { id } = await newApplication();
    const added = await demo.ask("POST", `/applications/${id}/addPassword`, {
      passwordCredential: { displayName: "one" },
    });
    expect(added.body.secretText).toMatch(/^[\w-]{40}$/);
    const [credential] = (await demo.ask("GET", `/applications/${id}`)).body.passwordCredentials as JsonObject[];
    expect(credential).toMatchObject({
      keyId: added.body.keyId,
      secretText: null,
      hint: String(added.body.secretText).slice(0, 3),
    });
    expect(
      (await demo.ask("POST", `/applications/${id}/removePassword`, { keyId: added.body.keyId ?? "" })).status,
    ).toBe(204);
  });

  it("hold federated credentials by name", async () => {
    const { id } = await newApplication();
    const at = `/applications/${id}/federatedIdentityCredentials`;
    const credential = {
      name: "ci",
      issuer: "https://token.actions.example",
      subject: "repo:x",
      audiences: ["api://AzureADTokenExchange"],
    };
    expect((await demo.ask("POST", at, credential)).status).toBe(201);
    expect((await demo.ask("POST", at, credential)).status).toBe(409);
    expect((await demo.ask("PATCH", `${at}/ci`, { subject: "repo:y" })).status).toBe(204);
    expect((await demo.ask("PATCH", `${at}/ci`, { name: "cd" })).status).toBe(400);
    expect((await demo.all(at)).items).toEqual([expect.objectContaining({ name: "ci", subject: "repo:y" })]);
    expect((await demo.ask("DELETE", `${at}/ci`)).status).toBe(204);
    expect((await demo.ask("DELETE", `${at}/ci`)).status).toBe(404);
  });
});

describe("service principals", () => {
  const graph = () => demo.find("servicePrincipal", ({ displayName }) => displayName === "Microsoft Graph");
  const own = () =>
    demo.find(
      "servicePrincipal",
      ({ appOwnerOrganizationId, servicePrincipalType }) =>
        appOwnerOrganizationId === demo.state.tenantId && servicePrincipalType === "Application",
    );

  it.each(["appRoles", "replyUrls", "servicePrincipalNames", "appId", "oauth2PermissionScopes", "homepage"])(
    "never take %s",
    async (name) => {
      const value = ["appId", "homepage"].includes(name) ? "x" : [];
      expect((await demo.ask("PATCH", `/servicePrincipals/${own().id}`, { [name]: value })).error).toContain(
        `'${name}'`,
      );
    },
  );

  it("take custom security attributes set by set, with the permission for them alone", async () => {
    const at = `/servicePrincipals/${own().id}`;
    const permissions = [...everything, "CustomSecAttributeAssignment.ReadWrite.All"];
    const write = (Protection: JsonObject, held?: readonly string[]) =>
      demo.ask("PATCH", at, { customSecurityAttributes: { Protection } }, held && { permissions: held });
    const found = async () =>
      (await demo.ask("GET", `${at}?$select=id,customSecurityAttributes`, undefined, { permissions })).body
        .customSecurityAttributes;
    expect((await write({ DataClass: "Secret" })).status).toBe(403);
    expect((await write({ DataClass: "Secret", Tier: 1 }, permissions)).status).toBe(204);
    expect((await write({ Tier: null }, permissions)).status).toBe(204);
    expect(await found()).toMatchObject({ Protection: { DataClass: "Secret" } });
    expect(JSON.stringify(await found())).not.toContain("Tier");
    expect((await demo.ask("GET", `${at}?$select=id,customSecurityAttributes`)).status).toBe(403);
  });

  it("managed identities are not written", async () => {
    const identity = demo.find(
      "servicePrincipal",
      ({ servicePrincipalType }) => servicePrincipalType === "ManagedIdentity",
    );
    expect((await demo.ask("PATCH", `/servicePrincipals/${identity.id}`, { notes: "x" })).status).toBe(403);
  });

  it("roles are assigned once, of roles that are there, and removed by the assignment's id", async () => {
    const at = `/servicePrincipals/${graph().id}/appRoleAssignedTo`;
    const { items } = await demo.all(at);
    const [firstRole] = graph().appRoles as JsonObject[];
    const principal = demo.find(
      "servicePrincipal",
      ({ servicePrincipalType }) => servicePrincipalType === "ManagedIdentity",
    );
    const body = { principalId: principal.id ?? "", resourceId: graph().id ?? "", appRoleId: firstRole?.id ?? "" };
    const made = await demo.ask("POST", at, body);
    expect([made.status, made.body]).toMatchObject([201, { ...body, principalDisplayName: principal.displayName }]);
    const again = await demo.ask("POST", at, body);
    expect([again.status, again.error]).toEqual([400, expect.stringContaining("already exists")]);
    expect((await demo.ask("POST", at, { ...body, appRoleId: "5a0f1f8e-1111-4222-8333-000000000001" })).status).toBe(
      400,
    );
    expect((await demo.all(at)).items).toHaveLength(items.length + 1);
    const otherSide = await demo.all(`/servicePrincipals/${principal.id}/appRoleAssignments`);
    expect(otherSide.items.map(({ id }) => id)).toContain(made.body.id);
    expect((await demo.ask("DELETE", `${at}/${made.body.id}`)).status).toBe(204);
    expect((await demo.all(at)).items).toHaveLength(items.length);
  });

  it("grants are one row a key, of which only the scope changes (faults C31, C32)", async () => {
    const body = {
      clientId: own().id ?? "",
      resourceId: graph().id ?? "",
      consentType: "Principal",
      principalId: cloudUser.id ?? "",
      scope: "User.Read",
    };
    const made = await demo.ask("POST", "/oauth2PermissionGrants", body);
    expect(made.status).toBe(201);
    const again = await demo.ask("POST", "/oauth2PermissionGrants", { ...body, scope: "Mail.Read" });
    expect([again.status, again.error]).toEqual([409, expect.stringContaining("already exists")]);
    const at = `/oauth2PermissionGrants/${made.body.id}`;
    expect((await demo.ask("PATCH", at, { consentType: "AllPrincipals" })).status).toBe(400);
    expect((await demo.ask("PATCH", at, { scope: "User.Read Mail.Read" })).status).toBe(204);
    expect((await demo.ask("GET", at)).body.scope).toBe("User.Read Mail.Read");
    expect((await demo.ask("DELETE", at)).status).toBe(204);
    expect((await demo.ask("GET", at)).status).toBe(404);
  });
});
