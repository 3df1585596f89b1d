import { JSDOM } from "jsdom";
import { expect, test } from "vitest";
import type { Plan } from "../../preload/contract/plan.ts";
import { planHtml } from "./plan-html.ts";
import { planText } from "./plan-text.ts";

const policy = { type: "conditionalAccessPolicy", id: "p1", name: "Block <legacy>" } as const;

const plan: Plan = {
  format: "reinstate-plan-1",
  id: "plan1",
  tenantId: "t1",
  tenantName: "Contoso",
  createdAt: "2026-01-02T00:00:00Z",
  purpose: "recover",
  target: { snapshotNumber: 1, snapshotId: "a", endedAt: "2026-01-01T00:00:00Z" },
  found: { snapshotNumber: 2, snapshotId: "b", endedAt: "2026-01-02T00:00:00Z" },
  filter: {},
  removeAdded: false,
  steps: [
    {
      id: "s1",
      type: "conditionalAccessPolicy",
      object: policy,
      action: "update",
      attributes: [
        { path: "conditions.users.excludeUsers", before: ["u1", "u2"], after: [] },
        { path: "state", after: "enabled" },
      ],
      links: [],
      expected: {},
      promised: {},
      dependsOn: [],
      permissions: [],
      cost: 2,
      reversible: true,
    },
    {
      id: "s2",
      type: "group",
      object: { type: "group", id: "g1", name: "g1" },
      action: "link",
      attributes: [],
      links: [{ link: "members", add: ["u1"], remove: ["u2"] }],
      expected: {},
      promised: {},
      dependsOn: ["s1"],
      permissions: [],
      cost: 2,
      reversible: false,
    },
  ],
  warnings: [{ code: "LOCKOUT", severity: "stop", message: "Nobody could sign in.", objects: [policy] }],
  impossible: [{ object: policy, path: "id", reason: "It is new.", manual: "Nothing to do." }],
  permissions: ["Policy.Read.All"],
  hash: "f".repeat(64),
};

test("text: facts, warnings, steps with both values, and what cannot be put back", () => {
  expect([...planText(plan)]).toEqual(
    expect.arrayContaining([
      "Tenant: Contoso (t1)",
      "Steps: 2, about 4 requests",
      "  STOP LOCKOUT: Nobody could sign in. (Block <legacy>)",
      "  s1 update conditionalAccessPolicy Block <legacy> (p1): write attributes",
      "    conditions.users.excludeUsers: u1, u2 → empty list",
      "    state: not set → enabled",
      "  s2 link group g1: change links, after s1, cannot be undone",
      "    members: u2 → removed",
      "    members: not there → u1 added",
      "  conditionalAccessPolicy Block <legacy>, id: It is new. Nothing to do.",
    ]),
  );
  expect([...planText({ ...plan, steps: [] })]).toContain("\nThere is nothing to write.");
});

test("html: the same, for a colleague to sign, with the hash", () => {
  const { document } = new JSDOM([...planHtml(plan)].join("")).window;
  const text = document.body.textContent ?? "";
  for (const part of [
    plan.hash,
    "Nobody could sign in.",
    "s1 conditionalAccessPolicy Block <legacy>",
    "It is new.",
    "Approved by",
  ]) {
    expect(text).toContain(part);
  }
  expect(document.querySelectorAll("article").length).toBe(2);
  expect(document.querySelectorAll("script, legacy").length).toBe(0);
});
