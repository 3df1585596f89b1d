import { expect, test } from "vitest";
import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import { attribute, indexAuditRecords } from "./attribute-change.ts";
import { auditRecord } from "./audit-record-for-tests.ts";
import type { ObjectDifference } from "./compare-objects.ts";

const window = { since: "2026-01-01T00:00:00Z", until: "2026-01-03T00:00:00Z" };
const [role, ada, eve] = ["62e90394-69f5-4237-9190-012177145e10", "a0000000-0000-4000-8000-000000000001", "e1"];

const gained: ObjectDifference = {
  type: "directoryRole",
  id: role,
  name: "Global Administrator",
  kind: "modified",
  attributes: [],
  links: [{ link: "members", added: [ada], removed: [] }],
};

const pim = { kind: "app", id: "s", name: "MS-PIM", address: null } as const;
const person = (name: string) => ({ kind: "user", id: name, name, address: "192.0.2.7" }) as const;

/** As the directory writes it: the member as target, the role in its properties. */
const done = (at: string, activity = "Add member to role") =>
  auditRecord(at, activity, pim, [
    {
      id: ada,
      type: "User",
      modifiedProperties: [{ displayName: "Role.TemplateId", oldValue: null, newValue: `"${role}"` }],
    },
  ]);

/** As the service writes it: the role and the member as targets. */
const told = (at: string, activity: string, name: string, member = ada) =>
  auditRecord(at, activity, person(name), [
    { id: role, type: "Role" },
    { id: member, type: "User" },
  ]);

const attributionOf = (...records: readonly AuditRecord[]) => attribute(gained, indexAuditRecords(records), window);

test("an activated role is shown as the act of whoever activated it, through the service", () => {
  const found = attributionOf(
    told("2026-01-02T09:00:00Z", "Add member to role requested (PIM activation)", "ada"),
    told("2026-01-02T09:00:30Z", "Add member to role completed (PIM activation)", "ada"),
    done("2026-01-02T09:00:29Z"),
  );
  expect(found.status).toBe("known");
  expect(found.events).toMatchObject([
    { actor: "ada", address: "192.0.2.7", through: "MS-PIM", at: "2026-01-02T09:00:29Z", paths: ["members"] },
  ]);
});

test("neither who approved it nor who made somebody eligible did it", () => {
  const found = attributionOf(
    told("2026-01-02T08:00:00Z", "Add eligible member to role in PIM completed (permanent)", "boss"),
    told("2026-01-02T08:58:00Z", "Add member to role requested (PIM activation)", "ada"),
    told("2026-01-02T08:59:00Z", "Add member to role request approved (PIM activation)", "boss"),
    done("2026-01-02T09:00:00Z"),
  );
  expect(found.events.map(({ actor }) => actor)).toEqual(["ada"]);
});

test("being made eligible explains no membership", () => {
  const found = attributionOf(
    told("2026-01-02T08:00:00Z", "Add eligible member to role in PIM completed (permanent)", "boss"),
  );
  expect(found.status).toBe("unknown");
});

const eligibleNow: ObjectDifference = {
  ...gained,
  links: [{ link: "eligibleMembers", added: [{ principalId: ada, directoryScopeId: "/" }], removed: [] }],
};

test("being made eligible, or no longer, is explained by whoever did so, once, and by no activation", () => {
  const records = [
    told("2026-01-02T07:59:00Z", "Add eligible member to role in PIM requested (permanent)", "boss"),
    told("2026-01-02T08:00:00Z", "Add eligible member to role in PIM completed (permanent)", "boss"),
    told("2026-01-02T08:58:00Z", "Add member to role completed (PIM activation)", "ada"),
    done("2026-01-02T09:00:00Z"),
  ];
  const summary = (more: readonly AuditRecord[] = []) =>
    attribute(eligibleNow, indexAuditRecords([...records, ...more]), window).events.map(({ actor, through }) => [
      actor,
      through,
    ]);
  expect(summary()).toEqual([["boss", "PIM"]]);
  expect(summary([done("2026-01-02T08:00:01Z", "Add eligible member to role")])).toEqual([["boss", "MS-PIM"]]);
  const longer = told("2026-01-02T10:00:00Z", "Add eligible member to role in PIM completed (renew)", "chief");
  expect(summary([longer])).toEqual([
    ["chief", "PIM"],
    ["boss", "PIM"],
  ]);
});

test("what the service tells of somebody else, or of a removal, does not name who added", () => {
  const found = attributionOf(
    told("2026-01-02T08:58:00Z", "Add member to role completed (PIM activation)", "eve", eve),
    told("2026-01-02T08:59:00Z", "Remove member from role (PIM deactivate)", "mallory"),
    done("2026-01-02T09:00:00Z"),
  );
  expect(found.events.map(({ actor, through }) => [actor, through])).toEqual([["MS-PIM", undefined]]);
});

test("the end of an activation stays the service's", () => {
  const lost = {
    ...gained,
    links: gained.links.map((link) => ({ ...link, added: [], removed: [ada] })),
  };
  const index = indexAuditRecords([
    told("2026-01-02T01:00:00Z", "Add member to role completed (PIM activation)", "ada"),
    done("2026-01-02T01:00:00Z"),
    done("2026-01-02T09:00:00Z", "Remove member from role"),
  ]);
  const [latest] = attribute(lost, index, window).events;
  expect([latest?.actor, latest?.activity]).toEqual(["MS-PIM", "Remove member from role"]);
});

test("where the directory's record is missing, the service's own explains", () => {
  const found = attributionOf(told("2026-01-02T09:00:30Z", "Add member to role completed (PIM activation)", "ada"));
  expect(found.events.map(({ actor, through }) => [actor, through])).toEqual([["ada", "PIM"]]);
});
