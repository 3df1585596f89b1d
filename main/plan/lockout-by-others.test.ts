import { describe, expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { planBetween, testId, testObject } from "./testing/two-states.ts";

/** Policies that a plan does not write, and that shut people out by what it does write. */

const [anna, ben] = [testId("u", 1), testId("u", 2)];
const [spared, outer] = [testId("g", 1), testId("g", 2)];
const office = testId("l", 1);
const everybody = { includeUsers: ["All"] };

const user = (id: string, more: JsonObject = {}) =>
  testObject("user", id, { displayName: `user ${id.at(-1)}`, accountEnabled: true, userType: "Member", ...more });
const ruled = (membershipRule: string) =>
  testObject("group", spared, { displayName: "Spared", groupTypes: ["DynamicMembership"], membershipRule });
const place = (ranges: readonly string[], more: JsonObject = {}) =>
  testObject("namedLocation", office, {
    "@odata.type": "#microsoft.graph.ipNamedLocation",
    displayName: "Office",
    isTrusted: true,
    ipRanges: ranges.map((cidrAddress) => ({ "@odata.type": "#microsoft.graph.iPv4CidrRange", cidrAddress })),
    ...more,
  });
const blocking = (users: JsonObject, conditions: JsonObject = {}, builtInControls = ["block"]) =>
  testObject("conditionalAccessPolicy", testId("p", 1), {
    displayName: "Block",
    state: "enabled",
    conditions: { users, applications: { includeApplications: ["All"] }, clientAppTypes: ["all"], ...conditions },
    grantControls: { operator: "OR", builtInControls },
  });

function warnings(before: readonly DirectoryObject[], after: readonly DirectoryObject[], code: string) {
  const plan = planBetween(before, after, { signedInObjectId: anna });
  return plan.warnings.filter((warning) => warning.code === code);
}

describe("a location by which a policy blocks", () => {
  const [small, large] = [["203.0.113.0/24"], ["203.0.113.0/24", "198.51.100.0/24"]] as const;
  const outside = { locations: { includeLocations: ["All"], excludeLocations: [office] } };
  const inside = { locations: { includeLocations: [office], excludeLocations: [] } };
  const trusted = { locations: { includeLocations: ["All"], excludeLocations: ["AllTrusted"] } };
  const rows: readonly (readonly [string, string | undefined, DirectoryObject, DirectoryObject, JsonObject])[] = [
    ["an exception gets smaller", "caution", place(small), place(large), outside],
    ["nothing of an exception stays", "stop", place(["192.0.2.0/24"]), place(large), outside],
    ["an exception gets larger", undefined, place(large), place(small), outside],
    ["what is blocked gets larger", "stop", place(large), place(small), inside],
    ["what is blocked gets smaller", undefined, place(small), place(large), inside],
    ["a trusted one gets smaller", "caution", place(small), place(large), trusted],
    ["one is no longer trusted", "stop", place(small, { isTrusted: false }), place(small), trusted],
    ["one is only renamed", undefined, place(small, { displayName: "HQ" }), place(small), outside],
  ];
  it.each(rows)("%s: %s", (_, severity, then, now, conditions) => {
    const tenant = [user(anna), blocking(everybody, conditions)];
    const found = warnings([...tenant, then], [...tenant, now], "location-blocks");
    expect(found.map((warning) => warning.severity)).toEqual(severity === undefined ? [] : [severity]);
  });

  it("is a caution where the policy does not reach the person at the screen, and nothing where it does not block", () => {
    const about = (policy: DirectoryObject) =>
      warnings([user(anna), policy, place(large)], [user(anna), policy, place(small)], "location-blocks");
    expect(about(blocking({ includeUsers: [ben] }, inside))).toMatchObject([{ severity: "caution" }]);
    expect(about(blocking(everybody, inside, ["mfa"]))).toEqual([]);
  });
});

describe("a group with a rule by which a policy leaves people out", () => {
  const rule = 'user.department -eq "Emergency"';
  const rest = { ...everybody, excludeGroups: [outer] };
  const nest = testObject("group", outer, { displayName: "Outer" }, { members: [spared] });
  const about = (then: readonly DirectoryObject[], now: readonly DirectoryObject[], policy: DirectoryObject) =>
    warnings([...then, nest, policy], [...now, nest, policy], "rule-decides");

  it("stops where the plan writes the rule, nested too, and is a note where the policy does not block", () => {
    const [then, now] = [[ruled('user.city -eq "Kiel"')], [ruled(rule)]];
    const [warning] = about(then, now, blocking(rest));
    expect(warning).toMatchObject({ severity: "stop", objects: [{ name: "Block" }, { id: spared }] });
    expect(about(then, now, blocking(rest, {}, ["mfa"]))).toMatchObject([{ severity: "note" }]);
    expect(about(then, now, blocking(everybody))).toEqual([]);
  });

  it("stops where the plan writes what the rule looks at, and nothing else", () => {
    const write = (attribute: string) =>
      about(
        [user(ben, { [attribute]: "A" }), ruled(rule)],
        [user(ben, { [attribute]: "B" }), ruled(rule)],
        blocking(rest),
      );
    expect(write("department")).toMatchObject([{ severity: "stop" }]);
    expect(write("city")).toEqual([]);
  });
});

describe("what a policy comes to that only may have blocked before", () => {
  it("stops where it would block everybody for sure", () => {
    const locations = { locations: { includeLocations: ["All"], excludeLocations: [office] } };
    const now = [user(anna), place([]), blocking(everybody, locations)];
    const then = [user(anna), place([]), blocking(everybody)];
    expect(warnings(then, now, "blocks-everybody")).toMatchObject([{ severity: "stop" }]);
  });

  it("stops where the only one who is left out lies in the recycle bin, or becomes a guest whom it blocks", () => {
    const binned = user(ben, { deletedDateTime: "2026-11-01T10:00:00Z" });
    const policy = blocking({ ...everybody, excludeUsers: [ben] });
    const off = { ...policy, properties: { ...policy.properties, state: "disabled" } };
    expect(warnings([binned, policy], [binned, off], "blocks-everybody")).toHaveLength(1);
    const guests = blocking({ includeUsers: ["GuestsOrExternalUsers"] });
    expect(warnings([user(anna, { userType: "Guest" }), guests], [user(anna), guests], "blocks-you")).toHaveLength(1);
  });
});

describe("a group that goes, by which a policy leaves out the person at the screen", () => {
  it("is told where the policy demands what not everybody can give", () => {
    const group = testObject("group", spared, { displayName: "Spared", groupTypes: [] }, { members: [anna] });
    const policy = blocking({ ...everybody, excludeGroups: [spared] }, {}, ["compliantDevice"]);
    const plan = planBetween([user(anna), policy], [user(anna), policy, group], {
      signedInObjectId: anna,
      removeAdded: true,
    });
    expect(plan.warnings.map(({ code }) => code)).toContain("demands-of-you");
  });
});
