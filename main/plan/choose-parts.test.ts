import { describe, expect, it } from "vitest";
import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { ChangeFilter } from "../../preload/contract/filter.ts";
import type { PlanAnswer } from "../../preload/contract/plan.ts";
import { attribute, indexAuditRecords } from "../compare/attribute-change.ts";
import { partEvents } from "../compare/events-of-part.ts";
import { readAnswers } from "./answers.ts";
import { type ChosenParts, chooseParts } from "./choose-parts.ts";
import { changesBetween, testId, testObject } from "./testing/two-states.ts";

const [anna, ben, cleo, staff] = [testId("u", 1), testId("u", 2), testId("u", 3), testId("g", 1)];
const window = { since: "2026-11-01T00:00:00Z", until: "2026-11-03T00:00:00Z" };
const mallory: ChangeFilter = { actor: "mallory" };

function edit(
  actor: string,
  time: string,
  activity: string,
  targets: readonly string[],
  properties: readonly (readonly [string, unknown, unknown])[] = [],
): AuditRecord {
  const modifiedProperties = properties.map(([displayName, oldValue, newValue]) => ({
    displayName,
    oldValue: JSON.stringify([oldValue]),
    newValue: JSON.stringify([newValue]),
  }));
  return {
    id: `${actor} ${time}`,
    activityDateTime: `2026-11-02T${time}Z`,
    activityDisplayName: activity,
    category: "UserManagement",
    result: "success",
    correlationId: null,
    initiatedBy: { kind: "user", id: null, name: `${actor}@contoso.example`, address: null },
    targetResources: targets.map((id, index) => ({
      id,
      type: null,
      displayName: null,
      modifiedProperties: index === 0 ? modifiedProperties : [],
    })),
  };
}

const update = (actor: string, time: string, name: string, before: unknown, after: unknown) =>
  edit(actor, time, "Update user", [anna], [[name, before, after]]);
const join = (actor: string, time: string, user: string, verb = "Add member to group") =>
  edit(actor, time, verb, [user, staff]);

function choose(
  before: readonly DirectoryObject[],
  after: readonly DirectoryObject[],
  records: readonly AuditRecord[],
  filter: ChangeFilter = mallory,
  answers: readonly PlanAnswer[] = [],
): ChosenParts {
  const index = indexAuditRecords(records);
  const [difference] = changesBetween(before, after);
  if (difference === undefined) throw new Error("nothing differs");
  const change = { ...difference, attribution: attribute(difference, index, window) };
  return chooseParts(change, filter, partEvents(index, window), readAnswers(answers));
}

const user = (more: Record<string, string>) => testObject("user", anna, { displayName: "Anna", ...more });
const group = (members: readonly string[]) => testObject("group", staff, { displayName: "Staff" }, { members });
const pathsOf = ({ change }: ChosenParts) => change?.attributes.map(({ path }) => path);

describe("attributes, chosen by who changed them", () => {
  const then = [user({ department: "Sales", city: "Kiel", jobTitle: "Clerk" })];
  const now = [user({ department: "IT", city: "Bonn", jobTitle: "Chief" })];

  it("of the culprit come back, those of others stay, and are counted", () => {
    const chosen = choose(then, now, [
      update("mallory", "02:10:00", "Department", "Sales", "IT"),
      update("bob", "09:00:00", "City", "Kiel", "Bonn"),
      update("mallory", "02:11:00", "JobTitle", "Clerk", "Chief"),
    ]);
    expect([pathsOf(chosen), chosen.conflicts, chosen.kept]).toEqual([["department", "jobTitle"], [], 1]);
  });

  it("that others changed later are conflicts with the values of each edit, and stay", () => {
    const chosen = choose(then, now, [
      update("mallory", "02:10:00", "Department", "Sales", "Nobody"),
      update("bob", "09:00:00", "Department", "Nobody", "IT"),
      update("mallory", "02:11:00", "City", "Kiel", "Bonn"),
      update("mallory", "02:12:00", "JobTitle", "Clerk", "Chief"),
    ]);
    expect(pathsOf(chosen)).toEqual(["city", "jobTitle"]);
    expect(chosen.conflicts).toMatchObject([
      {
        object: { id: anna },
        path: "department",
        former: "Sales",
        now: "IT",
        answer: "open",
        between: [
          { actor: "bob@contoso.example", before: "Nobody", after: "IT" },
          { actor: "mallory@contoso.example", before: "Sales", after: "Nobody" },
        ],
      },
    ]);
    expect(chosen.conflicts[0]?.reason).toContain("bob@contoso.example changed it last");
  });

  it("that others changed earlier are conflicts too: the snapshot is older than both", () => {
    const chosen = choose(then, now, [
      update("bob", "01:00:00", "Department", "Sales", "Service"),
      update("mallory", "02:10:00", "Department", "Service", "IT"),
    ]);
    expect(chosen.conflicts[0]?.reason).toContain("had changed it before");
  });

  it("of a conflict come back only when a person says so, under a key that stays the same", () => {
    const records = [
      update("mallory", "02:10:00", "Department", "Sales", "Nobody"),
      update("bob", "09:00:00", "Department", "Nobody", "IT"),
    ];
    const [conflict] = choose(then, now, records).conflicts;
    const about = conflict?.key ?? "";
    const decided = choose(then, now, records, mallory, [{ about, answer: "put-back" }]);
    expect([pathsOf(decided)?.includes("department"), decided.conflicts[0]?.answer]).toEqual([true, "put-back"]);
    const kept = choose(then, now, records, mallory, [{ about: "conflicts", answer: "keep" }]);
    expect([pathsOf(kept)?.includes("department"), kept.conflicts[0]?.answer]).toEqual([false, "keep"]);
  });

  it("at a time are told from the same person's edits at another time", () => {
    const records = [
      update("admin", "01:00:00", "Department", "Sales", "Service"),
      update("admin", "02:30:00", "Department", "Service", "IT"),
    ];
    const chosen = choose(then, now, records, { since: "2026-11-02T02:10:00Z" });
    expect(chosen.conflicts).toMatchObject([{ path: "department" }]);
  });
});

it("a group keeps type and rule together where others changed its rule after the culprit had given it one", () => {
  const rule = "MembershipRule";
  const change = (actor: string, time: string, ...properties: (readonly [string, unknown, unknown])[]) =>
    edit(actor, time, "Update group", [staff], properties);
  const [then, now] = [
    testObject("group", staff, { displayName: "Staff", groupTypes: [], membershipRule: null }),
    testObject("group", staff, { displayName: "Crew", groupTypes: ["DynamicMembership"], membershipRule: "b" }),
  ];
  const records = [
    change("mallory", "02:10:00", ["GroupType", [], ["DynamicMembership"]], [rule, null, "a"]),
    change("bob", "09:00:00", [rule, "a", "b"]),
    change("mallory", "02:11:00", ["DisplayName", "Staff", "Crew"]),
  ];
  const { conflicts, ...chosen } = choose([then], [now], records);
  expect([pathsOf({ conflicts, ...chosen }), conflicts.map(({ path }) => path)]).toEqual([
    ["displayName"],
    ["membershipRule"],
  ]);
  const decided = choose([then], [now], records, mallory, [{ about: "conflicts", answer: "put-back" }]);
  expect(pathsOf(decided)).toEqual(["displayName", "groupTypes", "membershipRule"]);
});

describe("links, target by target", () => {
  it("who was put in by others stays in when who was taken out by the culprit comes back", () => {
    const { change, conflicts, kept } = choose(
      [group([anna])],
      [group([ben])],
      [join("mallory", "02:10:00", anna, "Remove member from group"), join("bob", "09:00:00", ben)],
    );
    expect(change?.links).toEqual([{ link: "members", added: [], removed: [anna] }]);
    expect([conflicts, kept]).toEqual([[], 1]);
  });

  it("a target that both touched is a conflict of its own", () => {
    const { change, conflicts } = choose(
      [group([])],
      [group([ben, cleo])],
      [
        join("mallory", "02:10:00", ben),
        join("bob", "03:00:00", ben, "Remove member from group"),
        join("bob", "09:00:00", ben),
        join("mallory", "02:10:30", cleo),
      ],
    );
    expect(change?.links).toEqual([{ link: "members", added: [cleo], removed: [] }]);
    expect(conflicts).toMatchObject([{ path: "members", target: ben, now: ben }]);
  });

  it("a target that no record names is a conflict where several people changed the link", () => {
    const { change, conflicts } = choose(
      [group([])],
      [group([anna, ben, cleo])],
      [join("mallory", "02:10:00", anna), join("bob", "09:00:00", ben)],
    );
    expect(change?.links).toEqual([{ link: "members", added: [anna], removed: [] }]);
    expect(conflicts).toMatchObject([{ target: cleo, between: [] }]);
  });
});

describe("objects that came or went", () => {
  it("by others stay as they are, whatever the culprit did to them before", () => {
    const bin = user({ department: "IT", deletedDateTime: "2026-11-02T09:00:00Z" });
    const chosen = choose(
      [user({ department: "Sales" })],
      [bin],
      [update("mallory", "02:10:00", "Department", "Sales", "IT"), edit("bob", "09:00:00", "Delete user", [anna])],
    );
    expect(chosen.change).toBeUndefined();
  });

  it("by the culprit come back", () => {
    const bin = user({ deletedDateTime: "2026-11-02T09:00:00Z" });
    const chosen = choose([user({})], [bin], [edit("mallory", "09:00:00", "Delete user", [anna])]);
    expect(chosen.change?.kind).toBe("soft-deleted");
  });
});
