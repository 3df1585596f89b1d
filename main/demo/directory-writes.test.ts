import { beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import type { DemoActor } from "./audit-entry.ts";
import type { DemoState } from "./demo-state.ts";
import * as writes from "./directory-writes.ts";
import { generateTenant } from "./generate-tenant.ts";
import { toDirectoryAudit } from "./record-audit.ts";
import { castActor, castMember, castNames, named } from "./tenant-cast.ts";

let state: DemoState;
let actor: DemoActor;

beforeEach(() => {
  state = generateTenant({ users: 50, seedNumber: 1, now: "2026-11-25T08:00:00Z" });
  actor = castActor(state, "recoveryAdmin");
  state.clockMs += 60_000;
});

const idOf = (type: "user" | "group" | "application" | "servicePrincipal" | "conditionalAccessPolicy", name: string) =>
  String(named(state, type, name).id);

/** The newest record as Graph sends it. */
function lastRecord(): { readonly [name: string]: unknown; readonly targets: readonly JsonObject[] } {
  const entry = state.audits.at(-1);
  if (entry === undefined) throw new Error("No record");
  const record = toDirectoryAudit(entry);
  return { ...record, targets: record.targetResources as readonly JsonObject[] };
}

const property = (displayName: string, oldValue: string | null, newValue: string | null) =>
  expect.objectContaining({ displayName, oldValue, newValue });

describe("patchObject", () => {
  it("logs old and new as lists of one, under the directory's names, with the names once more", () => {
    const id = String(castMember(state, "helpdeskOne").id);
    writes.patchObject(state, actor, "user", id, { jobTitle: "Lead", mobilePhone: "+47 1" });
    expect(lastRecord()).toMatchObject({
      activityDisplayName: "Update user",
      category: "UserManagement",
      activityDateTime: "2026-11-25T08:01:00.0000000Z",
      initiatedBy: { app: null, user: { userPrincipalName: actor.name } },
      targets: [
        {
          id,
          type: "User",
          userPrincipalName: "amara.okonkwo@nordwind.example",
          modifiedProperties: [
            property("JobTitle", '["Service Desk Analyst"]', '["Lead"]'),
            property("Mobile", "[]", '["+47 1"]'),
            property("Included Updated Properties", null, '"JobTitle, Mobile"'),
          ],
        },
      ],
    });
    expect(state.changes.user.at(-1)).toMatchObject({ id, what: "object", sequence: state.sequence });
  });

  it("leaves no trace where nothing changes", () => {
    const user = castMember(state, "helpdeskOne");
    writes.patchObject(state, actor, "user", String(user.id), { jobTitle: "Service Desk Analyst", businessPhones: [] });
    expect([state.audits.length, state.sequence]).toEqual([0, 0]);
  });

  it("keeps the object that was there for whoever holds it", () => {
    const user = castMember(state, "helpdeskOne");
    writes.patchObject(state, actor, "user", String(user.id), { jobTitle: "Lead" });
    expect(user.jobTitle).toBe("Service Desk Analyst");
    expect(state.changes.user.at(-1)?.before).toBe(user);
  });

  it("moves a policy's modifiedDateTime, even if nothing else moves (C1)", () => {
    const policy = named(state, "conditionalAccessPolicy", "CA100 - Everyone - Require MFA");
    const after = writes.patchObject(state, actor, "conditionalAccessPolicy", String(policy.id), { state: "enabled" });
    expect(after).toEqual({ ...policy, modifiedDateTime: "2026-11-25T08:01:00Z" });
    const [target] = lastRecord().targets;
    expect(target?.modifiedProperties).toEqual([
      property("ConditionalAccessPolicy", JSON.stringify(policy), JSON.stringify(after)),
    ]);
  });

  it("shows an application's change in its service principal", () => {
    const id = idOf("application", castNames.hrApplication);
    writes.patchObject(state, actor, "application", id, { displayName: "Kiruna 2", identifierUris: ["api://kiruna"] });
    const principal = named(state, "servicePrincipal", "Kiruna 2");
    expect(principal.servicePrincipalNames).toEqual(["api://kiruna", principal.appId]);
    expect(state.changes.servicePrincipal.at(-1)).toMatchObject({ id: principal.id, what: "object" });
    expect(state.audits.length).toBe(1);
  });

  it("has no answer for what is not there", () => {
    expect(() => writes.patchObject(state, actor, "user", "nobody", {})).toThrow("No user nobody");
  });
});

describe("patchMethodConfiguration", () => {
  it("changes one method and names the whole policy in the record", () => {
    writes.patchMethodConfiguration(state, actor, "sms", { state: "enabled" });
    const [policy] = state.objects.authenticationMethodsPolicy.values();
    const methods = policy?.authenticationMethodConfigurations as readonly JsonObject[];
    expect(methods.find(({ id }) => id === "Sms")?.state).toBe("enabled");
    expect(methods.length).toBe(9);
    expect(policy?.lastModifiedDateTime).toBe("2026-11-25T08:01:00Z");
    expect(lastRecord()).toMatchObject({
      activityDisplayName: "Authentication Methods Policy Update",
      loggedByService: "Authentication Methods",
    });
    expect(() => writes.patchMethodConfiguration(state, actor, "Pigeon", {})).toThrow("No method Pigeon");
  });
});

describe("links", () => {
  it("put the member first and the group into the modified properties", () => {
    const [group, user] = [idOf("group", castNames.travelGroup), String(castMember(state, "helpdeskTwo").id)];
    const where = { link: "members", type: "group", id: group } as const;
    writes.removeLink(state, actor, where, user);
    state.audits.length = 0;
    expect(writes.addLink(state, actor, where, user)).toBe(true);
    expect(writes.addLink(state, actor, where, user)).toBe(false);
    expect(lastRecord()).toMatchObject({
      activityDisplayName: "Add member to group",
      category: "GroupManagement",
      targets: [
        {
          id: user,
          modifiedProperties: [
            property("Group.ObjectID", null, JSON.stringify(group)),
            property("Group.DisplayName", null, JSON.stringify(castNames.travelGroup)),
          ],
        },
        { id: group, type: "Group" },
      ],
    });
    expect(writes.removeLink(state, actor, where, user)).toBe(true);
    expect(writes.removeLink(state, actor, where, user)).toBe(false);
    const [target] = lastRecord().targets;
    expect(target?.modifiedProperties).toContainEqual(property("Group.ObjectID", JSON.stringify(group), null));
    expect(state.changes.group.slice(-2).map(({ what, target: end }) => [what, end])).toEqual([
      ["member-added", user],
      ["member-removed", user],
    ]);
    expect(state.audits.length).toBe(2);
  });

  it("add owners of service principals", () => {
    const id = idOf("servicePrincipal", castNames.hrApplication);
    const user = String(castMember(state, "tidyAdmin").id);
    writes.removeLink(state, actor, { link: "owners", type: "servicePrincipal", id }, user);
    writes.addLink(state, actor, { link: "owners", type: "servicePrincipal", id }, user);
    expect(lastRecord()).toMatchObject({
      activityDisplayName: "Add owner to service principal",
      category: "ApplicationManagement",
    });
  });

  it("set, change and take away managers", () => {
    const [user, one, other] = (["tidyAdmin", "helpdeskOne", "helpdeskTwo"] as const).map((role) =>
      String(castMember(state, role).id),
    ) as [string, string, string];
    writes.setManager(state, actor, user, one);
    expect(writes.setManager(state, actor, user, one)).toBe(false);
    writes.setManager(state, actor, user, other);
    const [target] = lastRecord().targets;
    expect(target).toMatchObject({
      id: user,
      modifiedProperties: [property("Manager", JSON.stringify([one]), JSON.stringify([other]))],
    });
    writes.setManager(state, actor, user, undefined);
    expect(lastRecord()).toMatchObject({ activityDisplayName: "Remove user manager" });
    expect(state.links.manager.has(user)).toBe(false);
    expect(state.changes.user.map(({ target: end, before }) => [end, before]).slice(1)).toEqual([
      [other, one],
      [undefined, other],
    ]);
  });

  it("add, change and remove grants, assignments and federated credentials", () => {
    const [clientId, resourceId] = [
      idOf("servicePrincipal", castNames.hrApplication),
      idOf("servicePrincipal", "Microsoft Graph"),
    ];
    const grant = writes.addGrant(state, actor, {
      clientId,
      consentType: "Principal",
      principalId: actor.id,
      resourceId,
      scope: "User.Read",
    });
    writes.patchGrant(state, actor, String(grant.id), "User.Read Mail.Read");
    const [target] = lastRecord().targets;
    expect(target?.modifiedProperties).toContainEqual(
      property("DelegatedPermissionGrant.Scope", '"User.Read"', '"User.Read Mail.Read"'),
    );
    expect(target?.modifiedProperties).toContainEqual(
      property("ServicePrincipal.ObjectID", JSON.stringify(clientId), JSON.stringify(clientId)),
    );
    writes.removeGrant(state, actor, String(grant.id));
    expect(state.links.grants.has(String(grant.id))).toBe(false);
    expect(state.changes.oauth2PermissionGrant.map(({ what }) => what)).toEqual(["created", "object", "hard-deleted"]);
    const given = writes.addAppRoleAssignment(state, actor, {
      principalId: actor.id,
      resourceId,
      appRoleId: "00000000-0000-0000-0000-000000000000",
    });
    expect(given).toMatchObject({
      principalType: "User",
      principalDisplayName: "Priya Raghunathan (Admin)",
      resourceDisplayName: "Microsoft Graph",
    });
    expect(lastRecord()).toMatchObject({ activityDisplayName: "Add app role assignment grant to user" });
    writes.removeAppRoleAssignment(state, actor, String(given.id));
    const application = idOf("application", castNames.hrApplication);
    writes.setFederatedCredentials(state, actor, application, [{ id: "1", name: "deploy" }]);
    expect(state.links.federatedCredentials.get(application)).toEqual([{ id: "1", name: "deploy" }]);
    expect(state.audits.length).toBe(6);
  });
});

describe("whole objects", () => {
  it("come back with id and links after a soft deletion", () => {
    const id = idOf("group", castNames.emergencyGroup);
    const members = [...(state.links.members.get(id) ?? [])];
    const before = state.objects.group.get(id);
    writes.deleteObject(state, actor, "group", id);
    expect(state.deleted.get(id)?.object.deletedDateTime).toBe("2026-11-25T08:01:00Z");
    expect(lastRecord()).toMatchObject({ activityDisplayName: "Delete group" });
    expect(writes.restoreObject(state, actor, id)).toEqual(before);
    expect([...(state.links.members.get(id) ?? [])]).toEqual(members);
    expect(lastRecord()).toMatchObject({ activityDisplayName: "Restore group" });
    expect(state.changes.group.map(({ what }) => what)).toEqual(["soft-deleted", "restored"]);
  });

  it("leave every link when they go for good, and their groups say so", () => {
    const id = String(castMember(state, "breakGlassTwo").id);
    const group = idOf("group", castNames.emergencyGroup);
    writes.deleteObject(state, actor, "user", id);
    expect(state.links.members.get(group)?.has(id)).toBe(true);
    expect(state.changes.group).toEqual([]);
    writes.hardDelete(state, actor, id);
    expect(JSON.stringify([...state.links.members.values()].map((ids) => [...ids]))).not.toContain(id);
    expect(state.changes.group).toContainEqual(
      expect.objectContaining({ id: group, what: "member-removed", target: id }),
    );
    expect(() => writes.restoreObject(state, actor, id)).toThrow("Nothing deleted has the id");
  });

  it("take the service principal along with its application, but not back", () => {
    const [application, principal] = [
      idOf("application", castNames.hrApplication),
      idOf("servicePrincipal", castNames.hrApplication),
    ];
    writes.deleteObject(state, actor, "application", application);
    expect([...state.deleted.keys()]).toEqual([application, principal]);
    expect(lastRecord()).toMatchObject({ activityDisplayName: "Remove service principal" });
    writes.restoreObject(state, actor, application);
    expect([...state.deleted.keys()]).toEqual([principal]);
  });

  it("are made with what they are given", () => {
    const made = writes.createObject(state, actor, "group", { displayName: "New", mailEnabled: false });
    expect(state.objects.group.get(String(made.id))).toBe(made);
    const [target] = lastRecord().targets;
    expect(JSON.stringify(target?.modifiedProperties)).toContain(
      JSON.stringify({ displayName: "DisplayName", oldValue: "[]", newValue: JSON.stringify(["New"]) }),
    );
    expect(state.changes.group.map(({ id, what }) => [id, what])).toEqual([[made.id, "created"]]);
  });
});
