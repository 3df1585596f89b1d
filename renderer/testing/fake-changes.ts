import type { AttributeChange, Attribution, Change, ChangeKind, LinkChange } from "../../preload/contract/change.ts";
import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { fakeId, fakeName } from "./fake-names.ts";

export const incidentStart = Date.parse("2026-11-24T21:10:00Z");

const typeCycle: readonly ObjectType[] = [
  "user",
  "user",
  "user",
  "conditionalAccessPolicy",
  "user",
  "group",
  "user",
  "servicePrincipal",
  "user",
  "namedLocation",
  "application",
];
const kindCycle: readonly ChangeKind[] = [
  "modified",
  "modified",
  "modified",
  "added",
  "modified",
  "soft-deleted",
  "modified",
  "removed",
  "modified",
  "modified",
  "restored",
];
const actors = ["hr-connector@contoso.com", "mallory.admin@contoso.com", "Provisioning Agent"];

/** The change at one place of the report; the same place gives the same change. */
export function fakeChange(index: number): Change {
  const type = index === 9 ? "authorizationPolicy" : (typeCycle[index % typeCycle.length] ?? "user");
  const kind =
    type === "authorizationPolicy"
      ? "modified"
      : (kindCycle[(index + Math.floor(index / kindCycle.length) * 3) % kindCycle.length] ?? "modified");
  const modified = kind === "modified";
  return {
    type,
    id: fakeId(type, index),
    name: fakeName(type, index),
    kind,
    attributes: modified ? attributesOf(type, index) : [],
    links: modified ? linksOf(type, index) : [],
    attribution: attributionOf(type, index),
  };
}

function attributesOf(type: ObjectType, index: number): readonly AttributeChange[] {
  if (type === "user") {
    return [
      { path: "department", before: ["Sales", "Finance", "Legal"][index % 3] ?? "", after: "Unassigned" },
      { path: "jobTitle", before: "Account manager", after: null },
      ...(index % 2 === 0 ? [{ path: "mobilePhone", before: "+49 30 1234", after: `+49 171 ${1000 + index}` }] : []),
    ];
  }
  if (type === "conditionalAccessPolicy") {
    return [
      { path: "state", before: "enabled", after: "disabled" },
      {
        path: "conditions.users.excludeUsers",
        before: [fakeId("user", 0), fakeId("user", 1)],
        after: [fakeId("user", 0), fakeId("user", 2)],
      },
      { path: "grantControls", before: { operator: "OR", builtInControls: ["mfa"] } },
    ];
  }
  if (type === "namedLocation")
    return [{ path: "ipRanges", before: [{ cidrAddress: "192.0.2.0/24" }], after: [{ cidrAddress: "0.0.0.0/1" }] }];
  if (type === "group") return index % 2 === 0 ? [] : [{ path: "description", before: "", after: "x".repeat(900) }];
  return [{ path: "displayName", before: "Old name", after: fakeName(type, index) }];
}

function linksOf(type: ObjectType, index: number): readonly LinkChange[] {
  if (type === "user" && index % 4 === 0)
    return [{ link: "manager", removed: [fakeId("user", 1)], added: [fakeId("user", 2)] }];
  if (type === "group") {
    const removed = Array.from({ length: 120 }, (_, member) => fakeId("user", member));
    return [{ link: "members", removed, added: [fakeId("user", 200), "00000000-0000-4000-8000-00000000dead"] }];
  }
  if (type === "servicePrincipal")
    return [
      {
        link: "appRoleAssignedTo",
        removed: [{ principalId: fakeId("group", 5), appRoleId: fakeId("user", 3) }],
        added: [],
      },
    ];
  return [];
}

function attributionOf(type: ObjectType, index: number): Attribution {
  if (index % 7 === 6)
    return {
      status: "unknown",
      events: [],
      reason: "The audit records of that time had expired before they were captured.",
    };
  const event = (offset: number) => ({
    actor: actors[(index + offset) % actors.length] ?? "",
    at: new Date(incidentStart + index * 700 - offset * 60_000).toISOString(),
    activity: `Update ${type}`,
    address: "203.0.113.7",
    correlationId: `c0ffee00-${(Math.floor(index / 4) % 65_536).toString(16).padStart(4, "0")}-4000-8000-000000000000`,
    paths: [],
  });
  if (index % 11 === 10) return { status: "several", events: [event(0), event(1)] };
  return { status: "known", events: [event(0)] };
}

/** Both sides of a change as objects. */
export function fakeSides(change: Change): {
  readonly before: DirectoryObject | null;
  readonly after: DirectoryObject | null;
} {
  const { type, id, name, kind } = change;
  const shared = { displayName: name, createdDateTime: "2024-03-01T08:00:00Z", tags: [] };
  const side = (which: "before" | "after"): DirectoryObject => {
    const own = change.attributes.flatMap((each) => {
      const value = each[which];
      return value === undefined || each.path.includes(".") ? [] : [[each.path, value] as const];
    });
    return { type, id, properties: { ...shared, ...(Object.fromEntries(own) as JsonObject) }, links: { members: [] } };
  };
  return { before: kind === "added" ? null : side("before"), after: kind === "removed" ? null : side("after") };
}
