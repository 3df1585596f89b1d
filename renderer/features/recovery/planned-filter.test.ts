import { expect, it } from "vitest";
import { choosesKind, plannedFilter, toggleKind } from "./planned-filter.ts";
import type { Choice } from "./wizard-state.ts";

const choice: Choice = { from: 1, to: 2, filter: {}, removeAdded: false, leftOut: [] };

it("leaves what was added alone unless its removal was asked for", () => {
  expect(plannedFilter(choice).kinds).toEqual(["modified", "removed"]);
  expect(plannedFilter({ ...choice, removeAdded: true }).kinds).toEqual(["modified", "removed", "added"]);
  expect(plannedFilter({ ...choice, filter: { kinds: ["added", "modified"] } }).kinds).toEqual(["modified"]);
});

it("takes a kind out and in again", () => {
  const without = toggleKind(choice, "modified");
  expect(choosesKind(without, "modified")).toBe(false);
  expect(plannedFilter(without).kinds).toEqual(["removed"]);
  expect(choosesKind(toggleKind(without, "modified"), "modified")).toBe(true);
});

it("keeps soft-deleted alone where only those were asked for", () => {
  const soft: Choice = { ...choice, filter: { kinds: ["soft-deleted"] } };
  expect(choosesKind(soft, "removed")).toBe(true);
  expect(plannedFilter(soft).kinds).toEqual(["soft-deleted"]);
});
