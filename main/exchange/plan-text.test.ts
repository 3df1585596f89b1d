import { execFileSync } from "node:child_process";
import { JSDOM } from "jsdom";
import { expect, test } from "vitest";
import type { Plan } from "../../preload/contract/plan.ts";
import { planHtml } from "./plan-html.ts";
import { localTimeText } from "./plan-lines.ts";
import { planQuestion } from "./plan-question.ts";
import type { PlanReading } from "./plan-reading.ts";
import { planText } from "./plan-text.ts";
import { valueRow } from "./value-rows.ts";

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
      between: [
        {
          actor: "mallory@contoso.example",
          at: "2026-01-01T02:10:00Z",
          activity: "Update policy",
          address: "203.0.113.7",
          paths: ["state"],
        },
      ],
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
      permissions: ["GroupMember.ReadWrite.All"],
      cost: 2,
      reversible: false,
    },
  ],
  warnings: [{ code: "LOCKOUT", severity: "stop", message: "Nobody could sign in.", objects: [policy] }],
  impossible: [{ object: policy, path: "id", reason: "It is new.", manual: "Nothing to do." }],
  permissions: ["Policy.Read.All"],
  hash: "f".repeat(64),
};

const reading: PlanReading = {
  names: { u1: { name: "Anna", type: "user" }, u2: { name: "Ben", type: "user" } },
  requests: ({ type, object }) => [{ method: "PATCH", path: `/${type}/${object.id}` }],
};

test("text: what a colleague needs who has to approve it", () => {
  expect([...planText(plan, reading)].join("\n")).toBe(`Tenant: Contoso (t1)
Purpose: recover: put back what was chosen
Puts back: the state of 2026-01-01 00:00:00 UTC (snapshot 1)
Chosen: everything that changed since
Starts from: the tenant as it was found at 2026-01-02 00:00:00 UTC (snapshot 2)
Made at: 2026-01-02 00:00:00 UTC
Steps: 2, about 4 requests
Removes what was added since: no
Permissions: Policy.Read.All
Hash: ${plan.hash}

Warnings
  Nobody should approve this plan before what is marked STOP has been cleared up.
  STOP: Nobody could sign in. (Block <legacy>)

Cannot be put back
  The Conditional Access policy Block <legacy>, id: It is new. Instead: Nothing to do.

Steps, in this order
  Step 1: Write attributes of the Conditional Access policy Block <legacy> (p1)
    excluded users (conditions.users.excludeUsers): Anna (u1), Ben (u2) → empty list
    state: not set → enabled
      Why: mallory@contoso.example did this at 2026-01-01 02:10:00 UTC: Update policy, from 203.0.113.7
      Microsoft Graph is asked: PATCH /conditionalAccessPolicy/p1
      Takes: 2 requests, with no permission of its own
      Can be undone: yes
  Step 2: Change links of the group g1
    members: Ben (u2) → taken out
    members: not there → Anna (u1) put in
      Why: It differs from the snapshot. No audit record says who changed it.
      Microsoft Graph is asked: PATCH /group/g1
      Takes: 2 requests, with GroupMember.ReadWrite.All
      After: step 1
      Can be undone: NO`);
  expect([...planText({ ...plan, steps: [] })]).toContain("\nThere is nothing to write.");
});

test("text: what has to be decided, in three views, and with what it is answered", () => {
  const conflict = {
    key: "0123456789ab",
    object: policy,
    path: "state",
    former: "enabled",
    now: "disabled",
    between: [
      { actor: "bob", at: "2026-01-01T09:00:00Z", activity: "Update policy", before: "off", after: "disabled" },
      { actor: "mallory", at: "2026-01-01T02:10:00Z", activity: "Update policy" },
    ],
    reason: "bob changed it last, after mallory.",
    answer: "open",
  } as const;
  const gone = {
    id: "g9",
    name: "Guards",
    inBin: false,
    places: [{ object: policy, path: "conditions" }],
    answer: "open",
  } as const;
  const text = [...planText({ ...plan, conflicts: [conflict], deadReferences: [gone] }, reading)].join("\n");
  expect(text).toContain(`Changed by others too
  0123456789ab  Conditional Access policy Block <legacy>, state
    In the snapshot: enabled
    Now: disabled
    Between: 2026-01-01 09:00:00 UTC bob, Update policy: off → disabled
    Between: 2026-01-01 02:10:00 UTC mallory, Update policy
    bob changed it last, after mallory.
    NOT DECIDED: it stays as it is now`);
  expect(text).toContain(`Named, but gone
  g9  Guards, gone for good
    Named by: Conditional Access policy Block <legacy>, conditions
    NOT DECIDED: what names it stays as it is now`);
});

test("a long list says what comes and what goes", () => {
  const many = Array.from({ length: 30 }, (_, index) => `u${index}`);
  expect(valueRow("excludeUsers", many, [...many.slice(1), "u99"], {})).toEqual([
    "excluded users (excludeUsers)",
    "30 entries",
    "30 entries\ntaken out: u0\nput in: u99",
  ]);
});

test("html: the same, for a colleague to sign, with the hash", () => {
  const { document } = new JSDOM([...planHtml(plan, reading)].join("")).window;
  const text = document.body.textContent ?? "";
  for (const part of [
    plan.hash,
    "Nobody could sign in.",
    "Step 1: Write attributes of the Conditional Access policy Block <legacy>",
    "PATCH /conditionalAccessPolicy/p1",
    "It is new.",
    "Approved by",
  ]) {
    expect(text).toContain(part);
  }
  expect(document.querySelectorAll("article").length).toBe(2);
  expect(document.querySelectorAll("script, legacy").length).toBe(0);
});

test("text: what is restored has a last day, and what has no recycle bin goes for good", () => {
  const [first] = plan.steps;
  if (first === undefined) throw new Error("no step");
  const whole = { ...first, attributes: [], links: [] };
  const strength = { type: "authenticationStrengthPolicy", id: "s1", name: "Keys" } as const;
  const restored = { ...whole, action: "restore" } as const;
  const deleted = { ...whole, id: "s3", action: "delete", type: strength.type, object: strength } as const;
  const text = (purpose: Plan["purpose"], more: Partial<PlanReading> = {}) =>
    [...planText({ ...plan, purpose, steps: [restored, deleted] }, { ...reading, ...more })].join("\n");
  const until = text("recover", { inBinUntil: () => "2026-12-26T18:21:00Z" });
  expect(until).toContain("recycle bin until 2026-12-26 18:21:00 UTC, after which it is gone for good. It comes back");
  expect(text("recover")).toContain("It is in the recycle bin. It comes back with the same id.");
  expect(until).toContain("Step 3: Delete for good: the authentication strength Keys (s1)");
  expect(until).toContain("It was added since. It is deleted for good: there is no recycle bin for it.");
  expect(text("undo")).toContain("The job brought it back or made it. It is deleted for good");
});

test("text and html: what is made again has one row for each value that is written, and says how it comes back", () => {
  const [first] = plan.steps;
  if (first === undefined) throw new Error("no step");
  const { between: _, ...bare } = first;
  const step = {
    ...bare,
    action: "create",
    attributes: [{ path: "state", after: "enabledForReportingButNotEnforced" }],
    promised: { state: "enabled", createdDateTime: "2025-01-01T00:00:00Z" },
  } as const;
  const text = [...planText({ ...plan, steps: [step] }, reading)].join("\n");
  expect(text).toContain("    state: does not exist → report-only (enabledForReportingButNotEnforced)");
  expect(text).toContain("It was on; it comes back as report-only and stops nobody until somebody switches it on.");
  expect(text).not.toContain("2025");
  expect([...planHtml({ ...plan, steps: [step] }, reading)].join("")).not.toContain("2025");
});

test("text: an enterprise application that stays in the recycle bin says why it is made again (C34)", () => {
  const [first] = plan.steps;
  if (first === undefined) throw new Error("no step");
  const step = {
    ...first,
    type: "servicePrincipal",
    action: "create",
    attributes: [],
    expected: { appId: "a1" },
  } as const;
  const text = [...planText({ ...plan, steps: [step] }, reading)].join("\n");
  expect(text).toContain("It is in the recycle bin, but its application was deleted for good");
});

test("text: what follows on something that is made again says what it belongs to, or what it names", () => {
  const [first, second] = plan.steps;
  if (first === undefined || second === undefined) throw new Error("no step");
  const made = { ...first, type: "group", object: second.object, action: "create", attributes: [] } as const;
  const other = { ...second, id: "s3", object: { ...second.object, id: "g2", name: "g2" } };
  const text = [...planText({ ...plan, steps: [made, second, other] }, reading)].join("\n");
  expect(text).toContain('Why: It belongs to "g1", which step 1 makes again with a new id.');
  expect(text).toContain('Why: It names "g1", which step 1 makes again with a new id.');
  expect(text).not.toContain("No audit record");
});

test("question: says what each step writes, since a page that was taken over chose it", () => {
  const lines = planQuestion(plan, { u1: { name: "Anna", type: "user" }, u2: { name: "Ben", type: "user" } });
  const [first, second] = lines.filter((line) => line.startsWith("Step "));
  expect(first).toContain("Step 1: Write attributes of the Conditional Access policy Block <legacy> (p1), ");
  expect(first).toMatch(/excludeUsers\): Anna \(u1\), Ben \(u2\) → empty list; state: not set → enabled$/u);
  expect(second).toMatch(
    /^Step 2: Change links of the group g1, members: Ben \(u2\) → taken out; .*Anna \(u1\) put in$/u,
  );
});

test.each([
  ["Europe/Berlin", "2026-11-02 03:10:00 CET (2026-11-02 02:10:00 UTC)"],
  ["UTC", "2026-11-02 02:10:00 UTC"],
])("question: tells times as the window beside it does, in %s", (zone, said) => {
  // A process has one zone, from its beginning.
  const lines = new URL("plan-lines.ts", import.meta.url);
  const program = `import { localTimeText } from "${lines}"; console.log(localTimeText("2026-11-02T02:10:00Z"));`;
  const env = { ...process.env, TZ: zone };
  const told = execFileSync(process.execPath, ["--input-type=module", "-e", program], { env, encoding: "utf8" });
  expect(told.trim()).toBe(said);
  expect(planQuestion(plan)).toContain(`Made at: ${localTimeText(plan.createdAt)}`);
});
