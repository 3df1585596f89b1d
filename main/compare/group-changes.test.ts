import { expect, it } from "vitest";
import type { AttributionEvent, Change } from "../../preload/contract/change.ts";
import { groupChanges } from "./group-changes.ts";

function change(id: string, type: Change["type"], kind: Change["kind"], by?: Partial<AttributionEvent>): Change {
  const event = { actor: "eve", at: "2026-01-01T00:00:00Z", activity: "x", paths: [], ...by };
  const attribution = { status: "known" as const, events: by === undefined ? [] : [event] };
  return { type, id, name: id, kind, attributes: [], links: [], attribution };
}

const changes = [
  change("1", "group", "modified", { correlationId: "single" }),
  change("2", "user", "modified"),
  change("3", "user", "added", { actor: "ann", correlationId: "a" }),
  change("4", "group", "removed", { correlationId: "a" }),
  change("5", "user", "modified", { actor: "ann" }),
  change("6", "user", "modified", { actor: "ann", correlationId: "a" }),
];
const grouped = (by: Parameters<typeof groupChanges>[1]) => {
  const { groups, changes: listed } = groupChanges(changes, by);
  return { groups, ids: listed.map(({ id }) => id).join("") };
};

it("puts types and kinds together in their usual order, and leaves the order within", () => {
  expect(grouped("type")).toEqual({
    groups: [
      { key: "user", count: 4 },
      { key: "group", count: 2 },
    ],
    ids: "235614",
  });
  expect(grouped("kind").groups.map(({ key }) => key)).toEqual(["added", "removed", "modified"]);
});

it("puts actors together by size, the unknown last", () => {
  expect(grouped("actor")).toEqual({
    groups: [
      { key: "known", actor: "ann", count: 3 },
      { key: "known", actor: "eve", count: 2 },
      { key: "unknown", count: 1 },
    ],
    ids: "356142",
  });
});

it("puts operations together, those of one change with the others, those without an id with the unknown", () => {
  const { groups, ids } = grouped("operation");
  expect(groups).toEqual([
    { key: "known", actor: "ann", correlationId: "a", activity: "x", at: "2026-01-01T00:00:00Z", count: 3 },
    { key: "others", count: 1 },
    { key: "unknown", count: 2 },
  ]);
  expect(ids).toBe("346125");
});
