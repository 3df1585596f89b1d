import { expect, it } from "vitest";
import { planBetween, testId, testObject } from "./testing/two-states.ts";

const [staff, byHand] = [testId("g", 1), testId("g", 2)];
const group = (id: string, displayName: string, more = {}) =>
  testObject("group", id, { displayName, groupTypes: [], securityEnabled: true, mailNickname: "g", ...more });

const namesakes = (...plan: Parameters<typeof planBetween>) =>
  planBetween(...plan).warnings.filter(({ code }) => code === "namesake");

it("stops a plan that would make a second one of what somebody made again by hand", () => {
  const [warning] = namesakes([group(staff, "Staff")], [group(byHand, "STAFF")]);
  expect(warning).toMatchObject({ severity: "stop", objects: [{ id: staff, name: "Staff" }] });
  expect(warning?.message).toContain("This plan would make a second one");
});

it("does not where the snapshot had two, where the other one is deleted, or goes with the plan", () => {
  const before = [group(staff, "Staff"), group(byHand, "Staff")];
  expect(namesakes(before, [group(byHand, "Staff")])).toEqual([]);
  const inBin = group(byHand, "Staff", { deletedDateTime: "2026-11-01T10:00:00Z" });
  expect(namesakes([group(staff, "Staff")], [inBin])).toEqual([]);
  expect(namesakes([group(staff, "Staff")], [group(byHand, "Staff")], { removeAdded: true })).toEqual([]);
  expect(namesakes([group(staff, "Staff")], [group(byHand, "Other")])).toEqual([]);
});
