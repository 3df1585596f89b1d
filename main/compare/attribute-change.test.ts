import { describe, expect, test } from "vitest";
import type { AuditModifiedProperty, AuditRecord, AuditTarget } from "../../preload/contract/audit-record.ts";
import { attribute, indexAuditRecords } from "./attribute-change.ts";
import { auditRecord } from "./audit-record-for-tests.ts";
import type { ObjectDifference } from "./compare-objects.ts";

const window = { since: "2026-01-01T00:00:00Z", until: "2026-01-03T00:00:00Z" };

function record(at: string, activity: string, actor: string, targets: readonly Partial<AuditTarget>[]): AuditRecord {
  const by = { kind: "user", id: "i", name: actor, address: "192.0.2.1" } as const;
  return { ...auditRecord(at, activity, by, targets), correlationId: "c1" };
}

function edit(displayName: string, oldValue: unknown, newValue: unknown): AuditModifiedProperty {
  return { displayName, oldValue: JSON.stringify(oldValue), newValue: JSON.stringify(newValue) };
}

function updateUser(at: string, actor: string, ...modifiedProperties: readonly AuditModifiedProperty[]): AuditRecord {
  return record(at, "Update user", actor, [{ id: "U1", type: "User", modifiedProperties }]);
}

const moved: ObjectDifference = {
  type: "user",
  id: "u1",
  name: "Ada",
  kind: "modified",
  attributes: [{ path: "officeLocation", before: "A", after: "C" }],
  links: [],
};

const attributionOf = (difference: ObjectDifference, ...records: readonly AuditRecord[]) =>
  attribute(difference, indexAuditRecords(records), window);

describe("attributes", () => {
  test("a record that names the attribute, in the directory's words, explains it", () => {
    const found = attributionOf(
      moved,
      updateUser("2026-01-02T00:00:00Z", "eve", edit("PhysicalDeliveryOfficeName", ["A"], ["C"])),
    );
    expect(found).toEqual({
      status: "known",
      events: [
        {
          actor: "eve",
          at: "2026-01-02T00:00:00Z",
          activity: "Update user",
          address: "192.0.2.1",
          correlationId: "c1",
          paths: ["officeLocation"],
        },
      ],
    });
  });

  test("a recovery right after the second snapshot did not do the harm", () => {
    const harm = updateUser("2026-01-02T00:00:00Z", "eve", edit("PhysicalDeliveryOfficeName", ["A"], ["C"]));
    const recovery = updateUser("2026-01-02T23:50:00Z", "ann", edit("PhysicalDeliveryOfficeName", ["C"], ["A"]));
    const backAgain = updateUser("2026-01-02T23:55:00Z", "ann", edit("PhysicalDeliveryOfficeName", ["A"], ["C"]));
    expect(attributionOf(moved, harm, recovery, backAgain).events.map(({ actor }) => actor)).toEqual(["eve"]);
    expect(attributionOf(moved, backAgain).events.map(({ actor }) => actor)).toEqual(["ann"]);
  });

  test("several edits are listed latest first; one actor of them all is known", () => {
    const first = updateUser("2026-01-01T10:00:00Z", "ann", edit("PhysicalDeliveryOfficeName", ["A"], ["B"]));
    const second = updateUser("2026-01-02T10:00:00Z", "eve", edit("PhysicalDeliveryOfficeName", ["B"], ["C"]));
    const found = attributionOf(moved, second, first);
    expect([found.status, found.events.map(({ actor }) => actor)]).toEqual(["several", ["eve", "ann"]]);
    expect(attributionOf(moved, second, second).status).toBe("known");
  });

  test("what was written before the first snapshot is in it already", () => {
    const early = (before: string, after: string) =>
      updateUser("2026-01-01T00:05:00Z", "ann", edit("PhysicalDeliveryOfficeName", [before], [after]));
    expect(attributionOf(moved, early("Z", "A")).status).toBe("unknown");
    expect(attributionOf(moved, early("A", "C")).status).toBe("known");
  });

  test("failures, other objects, other attributes and other times explain nothing", () => {
    const name = edit("PhysicalDeliveryOfficeName", ["A"], ["C"]);
    const fine = updateUser("2026-01-02T00:00:00Z", "eve", name);
    expect(attributionOf(moved, { ...fine, result: "failure" }).status).toBe("unknown");
    expect(attributionOf({ ...moved, id: "u2" }, fine).reason).toMatch(/about this object/);
    expect(attributionOf(moved, updateUser("2026-01-03T00:00:01Z", "eve", name)).status).toBe("unknown");
    const other = attributionOf(moved, updateUser("2026-01-02T00:00:00Z", "eve", edit("Department", ["x"], ["y"])));
    expect(other).toEqual({ status: "unknown", events: [], reason: expect.stringContaining("probably it was eve") });
    expect(attributionOf(moved).reason).toMatch(/7 days/);
  });

  test("what no record names is said", () => {
    const both = { ...moved, attributes: [...moved.attributes, { path: "city", before: "x", after: "y" }] };
    const name = edit("PhysicalDeliveryOfficeName", ["A"], ["C"]);
    expect(attributionOf(both, updateUser("2026-01-02T00:00:00Z", "eve", name)).reason).toBe("No record names city.");
  });
});

test("a policy's record holds it complete, before and after", () => {
  const policy = (excludeUsers: readonly string[], state: string) =>
    JSON.stringify({ state, conditions: { users: { excludeUsers } } });
  const changed = record("2026-01-02T00:00:00Z", "Update conditional access policy", "eve", [
    {
      id: "p1",
      modifiedProperties: [
        { displayName: "ConditionalAccessPolicy", oldValue: policy(["a"], "enabled"), newValue: policy([], "enabled") },
      ],
    },
  ]);
  const difference: ObjectDifference = {
    type: "conditionalAccessPolicy",
    id: "p1",
    name: "P",
    kind: "modified",
    attributes: [
      { path: "conditions.users.excludeUsers", before: ["a"], after: [] },
      { path: "state", before: "enabled", after: "disabled" },
    ],
    links: [],
  };
  expect(attributionOf(difference, changed).events[0]?.paths).toEqual(["conditions.users.excludeUsers"]);
});

test.each([
  ["authorizationPolicy", "Update authorization policy", "allowInvitesFrom", "AllowInvitesFrom"],
  [
    "authenticationMethodsPolicy",
    "Authentication Methods Policy Update",
    "policyMigrationState",
    "PolicyMigrationState",
  ],
] as const)(
  "what there is once in a tenant is known by the activity, whatever id the record gives it: %s",
  (type, activity, path, name) => {
    const policy: ObjectDifference = { ...moved, type, id: type, attributes: [{ path, before: "a", after: "b" }] };
    const target = { id: "0f6c8c2e-0000-4000-8000-000000000009", modifiedProperties: [edit(name, "a", "b")] };
    expect(attributionOf(policy, record("2026-01-02T00:00:00Z", activity, "eve", [target])).status).toBe("known");
  },
);

describe("one audit name for several properties", () => {
  const application: ObjectDifference = { ...moved, type: "application", id: "u1", attributes: [] };
  const [old, fresh] = ["91c6c5e1-83ec-4b80-8acd-c32ccf5c8a0c", "5b8e2c1f-7a4d-4e96-b03c-d1f9a6e8c274"];
  const key = (id: string, kind: string) => `[KeyIdentifier=${id},KeyType=${kind},KeyUsage=Verify,DisplayName=x]`;
  const address = (uri: string) => ({ AddressType: 0, Address: uri, ReplyAddressClientType: 1 });
  const edited = (actor: string, ...properties: readonly AuditModifiedProperty[]) =>
    updateUser("2026-01-02T00:00:00Z", actor, ...properties);
  const actorsOf = (difference: ObjectDifference, ...records: readonly AuditRecord[]) =>
    attributionOf(difference, ...records).events.map(({ actor }) => actor);

  test("who renewed a certificate did not plant the secret", () => {
    const attributes = [{ path: `passwordCredentials[${fresh}]`, after: { keyId: fresh } }];
    const certificate = key(old, "AsymmetricX509Cert");
    const renewed = edited("ann", edit("KeyDescription", [], [certificate]));
    const planted = edited("eve", edit("KeyDescription", [certificate], [certificate, key(fresh, "Password")]));
    expect(actorsOf({ ...application, attributes }, renewed, planted)).toEqual(["eve"]);
    const nameless = edited("eve", { displayName: "KeyDescription", oldValue: null, newValue: null });
    expect(actorsOf({ ...application, attributes }, nameless)).toEqual(["eve"]);
  });

  test("who gave one licence did not give another", () => {
    const licence = (id: string) => `[SkuName=X, AccountId=${old}, SkuId=${id}, DisabledPlans=[]]`;
    const [first, second] = ["f245ecc8-75af-4f8e-b61f-27d8114de5f3", "c42b9cae-ea4f-4ab7-9717-81576235ccac"];
    const ann = edited("ann", edit("AssignedLicense", [], [licence(first)]));
    const eve = edited("eve", edit("AssignedLicense", [licence(first)], [licence(first), licence(second)]));
    const attributes = [{ path: `assignedLicenses[${second}]`, after: { skuId: second } }];
    expect(actorsOf({ ...moved, attributes }, ann, eve)).toEqual(["eve"]);
    const nameless = edited("bob", edit("AssignedLicense", [], []));
    expect(actorsOf({ ...moved, attributes }, nameless)).toEqual(["bob"]);
  });

  test("who added one redirect address did not add another, and did not allow implicit grants", () => {
    const web = edited("ann", edit("AppAddress", [], [address("https://a.example/x")]));
    const both = [address("https://a.example/x"), address("https://a.example")];
    const spa = edited("eve", edit("AppAddress", [address("https://a.example/x")], both));
    const redirects = { path: "spa.redirectUris", before: [], after: ["https://a.example"] };
    expect(actorsOf({ ...application, attributes: [redirects] }, web, spa)).toEqual(["eve"]);
    const implicit = { path: "web.implicitGrantSettings.enableIdTokenIssuance", before: false, after: true };
    expect(actorsOf({ ...application, attributes: [implicit] }, web, spa)).toEqual([]);
  });
});

describe("links", () => {
  const group: ObjectDifference = {
    type: "group",
    id: "g1",
    name: "G",
    kind: "modified",
    attributes: [],
    links: [{ link: "members", added: ["u1"], removed: ["u2"] }],
  };
  const member = (activity: string, id: string, property: AuditModifiedProperty) =>
    record("2026-01-02T00:00:00Z", activity, "eve", [{ id, type: "User", modifiedProperties: [property] }]);

  test("a membership has the member as its target and the group in its properties", () => {
    const added = member("Add member to group", "u1", edit("Group.ObjectID", null, "g1"));
    const removed = member("Remove member from group", "u2", edit("Group.ObjectID", "g1", null));
    expect(attributionOf(group, added, removed).events.map(({ paths }) => paths)).toEqual([["members"], ["members"]]);
    expect(attributionOf({ ...group, id: "g2" }, added).status).toBe("unknown");
    expect(attributionOf(group, member("Add member to group", "u9", edit("Group.ObjectID", null, "g1"))).status).toBe(
      "unknown",
    );
  });

  test("an assignment is known by its principal, a grant by its resource", () => {
    const service = { ...group, type: "servicePrincipal", id: "s1" } as const;
    const assigned = { link: "appRoleAssignedTo", added: [{ principalId: "u1", resourceId: "s1" }], removed: [] };
    const grant = (principal: string) =>
      record("2026-01-02T00:00:00Z", "Add app role assignment grant to user", "eve", [{ id: "s1" }, { id: principal }]);
    expect(attributionOf({ ...service, links: [assigned] }, grant("u1")).status).toBe("known");
    expect(attributionOf({ ...service, links: [assigned] }, grant("u2")).status).toBe("unknown");
    const consented = { clientId: "s1", resourceId: "r1", principalId: "u1", consentType: "Principal" };
    const links = [{ link: "oauth2PermissionGrants", added: [consented], removed: [] }];
    const consent = record("2026-01-02T00:00:00Z", "Add delegated permission grant", "eve", [
      { id: "r1", modifiedProperties: [edit("ServicePrincipal.ObjectID", null, "s1")] },
    ]);
    expect(attributionOf({ ...service, links }, consent).events[0]?.paths).toEqual(["oauth2PermissionGrants"]);
    const itself = [{ link: "oauth2PermissionGrants", added: [{ ...consented, resourceId: "s1" }], removed: [] }];
    const own = record("2026-01-02T00:00:00Z", "Add delegated permission grant", "eve", [
      { id: "s1", modifiedProperties: [edit("ServicePrincipal.ObjectID", null, "s1")] },
    ]);
    expect(attributionOf({ ...service, links: itself }, own).status).toBe("known");
  });

  test("a federated credential is known by its name in the record, not by any other update of the application", () => {
    const planted = { name: "ci", issuer: "https://idp.example", subject: "s", audiences: [] };
    const links = [{ link: "federatedIdentityCredentials", added: [planted], removed: [] }];
    const application = { ...group, type: "application", id: "a1", links } as const;
    const update = (actor: string, property: AuditModifiedProperty) =>
      record("2026-01-02T00:00:00Z", "Update application", actor, [{ id: "a1", modifiedProperties: [property] }]);
    const renamed = update("ann", edit("DisplayName", ["A"], ["B"]));
    expect(attributionOf(application, renamed).status).toBe("unknown");
    const backdoor = update("eve", edit("FederatedIdentityCredentials", [], [{ Name: "ci" }]));
    expect(attributionOf(application, renamed, backdoor).events.map(({ actor }) => actor)).toEqual(["eve"]);
  });

  test("a role of the tenant's own is given by an assignment to its definition", () => {
    const links = [{ link: "members", added: [{ principalId: "u1", directoryScopeId: "/" }], removed: [] }];
    const role = { ...group, type: "directoryRole", id: "r1", links } as const;
    const given = record("2026-01-02T00:00:00Z", "Add role assignment to role definition", "eve", [
      { id: "r1", type: "Role" },
      { id: "u1", type: "User" },
    ]);
    expect(attributionOf(role, given).status).toBe("known");
  });

  test("fifty thousand new members are attributed at once, and not all listed", () => {
    const added = Array.from({ length: 50_000 }, (_, index) => `m${index}`);
    const add = (id: string) => member("Add member to group", id, edit("Group.ObjectID", null, "g1"));
    const first = { ...add("m0"), activityDateTime: "2026-01-01T12:00:00Z" };
    const early = { ...first, initiatedBy: { ...first.initiatedBy, name: "ann" } };
    const records = [early, ...added.map(add)];
    const found = attributionOf({ ...group, links: [{ link: "members", added, removed: [] }] }, ...records);
    expect(found.events.length).toBe(201);
    expect([found.status, found.events.at(-1)?.actor, found.reason]).toEqual([
      "several",
      "ann",
      "49800 earlier records are not listed.",
    ]);
  });

  test("it explains nothing of the member itself", () => {
    const added = member("Add member to group", "u1", edit("Group.ObjectID", null, "g1"));
    expect(attributionOf(moved, added).status).toBe("unknown");
    expect(attributionOf({ ...moved, kind: "added", attributes: [] }, added).status).toBe("unknown");
  });
});

test.each([
  ["added", "user", "Add user"],
  ["removed", "user", "Hard Delete user"],
  ["soft-deleted", "user", "Delete user"],
  ["restored", "group", "Restore Group"],
  ["added", "servicePrincipal", "Add service principal"],
  ["soft-deleted", "application", "Delete application"],
  ["removed", "conditionalAccessPolicy", "Delete conditional access policy"],
  ["added", "namedLocation", "Add named location"],
  ["added", "directoryRole", "Add role definition"],
  ["added", "authenticationStrengthPolicy", "Authentication Strength Policy Create"],
  ["removed", "authenticationStrengthPolicy", "Authentication Strength Policy Delete"],
] as const)("a %s %s is explained by its own activity", (kind, type, activity) => {
  const whole: ObjectDifference = { type, id: "x", name: "X", kind, attributes: [], links: [] };
  const found = attributionOf(whole, record("2026-01-02T00:00:00Z", activity, "eve", [{ id: "x" }]));
  expect([found.status, found.events[0]?.paths]).toEqual(["known", []]);
  expect(attributionOf(whole, record("2026-01-02T00:00:00Z", "Update user", "eve", [{ id: "x" }])).status).toBe(
    "unknown",
  );
});

describe("where somebody came from", () => {
  const from = (at: string, address: string, place: string): AuditRecord => ({
    ...record(at, "Sign-in", "eve", [{ id: "i", type: "User" }]),
    category: "SignInLogs",
    initiatedBy: { kind: "user", id: "I", name: "eve", address },
    signIn: { application: "Azure Portal", device: null, place },
  });
  const explained = updateUser("2026-01-02T09:00:00Z", "eve", edit("PhysicalDeliveryOfficeName", ["A"], ["C"]));

  test("is the last sign-in from the same address before the change", () => {
    const { events } = attributionOf(
      moved,
      from("2026-01-02T07:00:00Z", "192.0.2.1", "Bergen, NO"),
      from("2026-01-02T08:00:00Z", "192.0.2.1", "Hamburg, DE"),
      from("2026-01-02T08:30:00Z", "203.0.113.9", "Reykjavik, IS"),
      explained,
      from("2026-01-02T10:00:00Z", "192.0.2.1", "Oslo, NO"),
    );
    expect(events.map(({ signIn }) => signIn)).toEqual([
      { at: "2026-01-02T08:00:00Z", application: "Azure Portal", device: null, place: "Hamburg, DE" },
    ]);
  });

  test("is unknown without such a sign-in, and a sign-in explains no change of the account", () => {
    const { events } = attributionOf(moved, from("2026-01-02T08:30:00Z", "203.0.113.9", "Reykjavik, IS"), explained);
    expect(events.map((event) => "signIn" in event)).toEqual([false]);
    const own = {
      ...from("2026-01-02T08:00:00Z", "192.0.2.1", "Bergen, NO"),
      targetResources: explained.targetResources,
    };
    expect(attributionOf(moved, own)).toMatchObject({ status: "unknown", events: [] });
    expect(indexAuditRecords([own]).size).toBe(0);
  });

  test.each([
    [{ correlationId: null }, { correlationId: undefined }],
    [{ initiatedBy: { ...explained.initiatedBy, address: null } }, { address: undefined }],
    [{ client: "Outlook" }, { client: "Outlook" }],
    [{ initiatedBy: { ...explained.initiatedBy, through: "MS-PIM" } }, { through: "MS-PIM" }],
  ])("an event says what its record says, and no more: %j", (differing, told) => {
    const [whole] = attributionOf(moved, explained).events;
    const [event] = attributionOf(moved, explained, { ...explained, ...differing }).events;
    expect(event).toEqual({ ...whole, ...told });
    expect(Object.values(event ?? {})).not.toContain(undefined);
  });

  test("the program is told where the record names it", () => {
    const { events } = attributionOf(moved, { ...explained, client: "Microsoft Graph PowerShell" });
    expect(events[0]?.client).toBe("Microsoft Graph PowerShell");
  });
});
