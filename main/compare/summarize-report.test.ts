import { expect, test } from "vitest";
import type { Change } from "../../preload/contract/change.ts";
import { summarizeReport, toChangeRow } from "./summarize-report.ts";

function change(id: string, more: Partial<Change>): Change {
  const attribution = { status: "unknown", events: [], reason: "none" } as const;
  return { type: "user", id, name: id, kind: "modified", attributes: [], links: [], attribution, ...more };
}

const by = (...actors: readonly string[]): Change["attribution"] => ({
  status: "known",
  events: actors.map((actor) => ({ actor, at: "2026-01-01T00:00:00Z", activity: "x", paths: [] })),
});
const within = (correlationId: string, at: string): Change["attribution"] => ({
  status: "known",
  events: [0, 1].map(() => ({ actor: "eve", at, activity: `x at ${at}`, correlationId, paths: [] })),
});

test("counts by type and kind, actor and attribute, each change once", () => {
  const role = "appRoles[0a1b2c3d-0000-4000-8000-000000000001]";
  const summary = summarizeReport([
    change("1", { attributes: [{ path: "department" }], attribution: by("eve", "eve") }),
    change("2", {
      attributes: [{ path: "department" }],
      links: [{ link: "manager", added: [], removed: [] }],
      attribution: by("ann"),
    }),
    change("3", { kind: "soft-deleted", attribution: by("eve") }),
    change("4", { type: "application", attributes: [{ path: `${role}.isEnabled` }, { path: `${role}.value` }] }),
  ]);
  expect(summary.total).toBe(4);
  expect(summary.byType.user).toEqual({ added: 0, removed: 0, modified: 2, "soft-deleted": 1, restored: 0 });
  expect(summary.byActor).toEqual([
    { actor: "eve", count: 2 },
    { actor: "ann", count: 1 },
  ]);
  expect(summary.byAttribute).toEqual([
    { path: "department", count: 2 },
    { path: "appRoles", count: 1 },
    { path: "manager", count: 1 },
  ]);
});

test("counts what belongs to one operation, each change once, and tells its latest record", () => {
  const changes = [
    change("1", { attribution: within("a", "2026-01-01T00:00:00Z") }),
    change("2", { attribution: within("b", "2026-01-01T00:00:00Z") }),
    change("3", { attribution: within("a", "2026-01-02T00:00:00Z") }),
    change("4", {}),
  ];
  const latest = {
    correlationId: "a",
    actor: "eve",
    activity: "x at 2026-01-02T00:00:00Z",
    at: "2026-01-02T00:00:00Z",
  };
  expect(summarizeReport(changes).byOperation).toEqual([{ ...latest, count: 2 }]);
  expect(summarizeReport(changes.slice(1, 2)).byOperation).toMatchObject([{ correlationId: "b", count: 1 }]);
});

test("at most fifty actors and attributes are listed", () => {
  const changes = Array.from({ length: 60 }, (_, index) =>
    change(String(index), { attributes: [{ path: `a${index}` }], attribution: by(`actor ${index}`) }),
  );
  const { byActor, byAttribute } = summarizeReport(changes);
  expect([byActor.length, byAttribute.length]).toEqual([50, 50]);
});

test("a row has the latest actor and at most twenty names", () => {
  const attributes = Array.from({ length: 25 }, (_, index) => ({ path: `a${index}` }));
  const row = toChangeRow(change("1", { attributes, attribution: by("latest", "earlier") }));
  expect([row.what.length, row.whatCount, row.actor, row.attribution]).toEqual([20, 25, "latest", { status: "known" }]);
  expect(toChangeRow(change("2", {}))).toMatchObject({
    actor: null,
    at: null,
    attribution: { status: "unknown", reason: "none" },
  });
});
