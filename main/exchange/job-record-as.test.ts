import { parse } from "csv-parse/sync";
import { JSDOM } from "jsdom";
import { expect, test } from "vitest";
import type { Plan, PlanStep } from "../../preload/contract/plan.ts";
import type { JournalEntry, RecoveryJob } from "../../preload/contract/recovery-job.ts";
import { unheardSteps } from "./job-record.ts";
import type { NamedJobRecord, RecordFormat } from "./job-record-as.ts";
import { jobRecordAs } from "./job-record-as.ts";

const formula = '=HYPERLINK("http://evil","Ada")';
const at = "2026-01-02T03:04:05Z";

function step(id: string, more: Partial<PlanStep>): PlanStep {
  const object = { type: "user" as const, id: `user-${id}`, name: formula };
  return {
    id,
    type: "user",
    object,
    action: "update",
    attributes: [],
    links: [],
    expected: {},
    promised: {},
    dependsOn: [],
    permissions: [],
    cost: 1,
    reversible: true,
    ...more,
  };
}

const steps = [
  step("s1", {
    attributes: [{ path: "city", before: "<b>Bonn</b>", after: " =1+1" }],
    links: [{ link: "manager", add: ["boss-1"], remove: ["boss-2"] }],
  }),
  step("s2", { action: "create", promised: { displayName: "Eve", passwordProfile: { password: "hunter2" } } }),
  step("s3", { attributes: [{ path: "state", after: null }] }),
];
const basis = { snapshotNumber: 1, snapshotId: "a", endedAt: at };
const plan: Plan = {
  format: "reinstate-plan-1",
  id: "plan-1",
  tenantId: "t1",
  tenantName: "Contoso",
  createdAt: at,
  purpose: "recover",
  target: basis,
  found: { ...basis, snapshotNumber: 2 },
  filter: {},
  removeAdded: false,
  steps,
  warnings: [],
  impossible: [],
  permissions: [],
  hash: "0a".repeat(32),
};
const job: RecoveryJob = {
  id: "job-1",
  planId: plan.id,
  planHash: plan.hash,
  purpose: "recover",
  startedAt: at,
  endedAt: at,
  by: "admin@contoso.example",
  state: "ended",
  verdict: "partial",
  steps: [
    { id: "s1", outcome: "reverted", reason: "It is different again." },
    { id: "s2", outcome: "applied", newId: "new-1" },
    { id: "s3", outcome: "skipped", reason: "Changed since the plan was made: state." },
  ],
};
const entry = (stepId: string, more: Pick<JournalEntry, "kind"> & Partial<JournalEntry>): JournalEntry => ({
  jobId: job.id,
  sequence: 1,
  at,
  stepId,
  ...more,
});
const journal = [
  entry("s1", { kind: "intent", found: '{"state":"active","properties":{"aadhaar":"kept in the vault"}}' }),
  entry("s1", { kind: "request", request: { method: "PATCH", path: "/users/user-s1", status: 204 } }),
  entry("s1", { kind: "outcome", outcome: { id: "s1", outcome: "applied" } }),
  entry("s1", { kind: "verified", outcome: { id: "s1", outcome: "applied" } }),
  entry("s1", { kind: "verified", at: "2026-01-03T00:00:00Z", outcome: { id: "s1", outcome: "reverted" } }),
  entry("s2", { kind: "request", request: { method: "POST", path: "/users", status: 201 } }),
];
const record: NamedJobRecord = { plan, job, journal, names: { "boss-1": { name: "Bea", type: "user" } } };
const textOf = (format: RecordFormat, of = record) => [...jobRecordAs(format, of)].join("");

test("JSON holds who, when, which plan, and for each step the values, requests, outcome and last reading back", () => {
  const document = JSON.parse(textOf("json"));
  expect(document).toMatchObject({ by: job.by, verdict: "partial", plan: { hash: plan.hash }, target: basis });
  expect(document.steps).toMatchObject([
    {
      changes: [
        { what: "city", former: "<b>Bonn</b>", promised: " =1+1" },
        { what: "manager", former: "boss-2" },
        { what: "manager", promised: "boss-1" },
      ],
      requests: [{ method: "PATCH", path: "/users/user-s1", status: 204 }],
      outcome: "reverted",
      verified: { at: "2026-01-03T00:00:00Z", outcome: "reverted" },
    },
    { outcome: "applied", newId: "new-1", verified: null },
    { changes: [{ what: "state", promised: null }], requests: [], outcome: "skipped" },
  ]);
});

test.each(["html", "csv", "json"] as const)(
  "%s holds no secret, and of what was found only what the plan is about",
  (format) => {
    expect(textOf(format)).toContain("Eve");
    expect(textOf(format)).not.toMatch(/hunter2|passwordProfile|aadhaar/u);
  },
);

test("of what was made again the record says what was written, not what the snapshot held", () => {
  const made = step("s2", {
    action: "create",
    promised: { state: "enabled", createdDateTime: at },
    attributes: [{ path: "state", after: "enabledForReportingButNotEnforced" }],
  });
  const rows = parse(textOf("csv", { ...record, plan: { ...plan, steps: [made] } }), {
    bom: true,
    columns: true,
  }) as object[];
  expect(rows).toMatchObject([{ what: "state", promised: "enabledForReportingButNotEnforced" }]);
});

test("CSV has a row for each value, and nothing in it runs as a formula", () => {
  const rows = parse(textOf("csv"), { bom: true, columns: true }) as Record<string, string>[];
  expect(rows.map(({ step: id, what }) => `${id} ${what}`)).toEqual([
    "s1 city",
    "s1 manager",
    "s1 manager",
    "s2 displayName",
    "s3 state",
  ]);
  expect(rows[0]).toMatchObject({ promised: "' =1+1", name: `'${formula}`, "plan hash": plan.hash, by: job.by });
  const cells = rows.flatMap((row) => Object.values(row));
  expect(cells.filter((cell) => /^\s*[=+\-@]/u.test(cell))).toEqual([]);
});

test("the page names everything in words, and nothing of a value becomes markup", () => {
  const { document } = new JSDOM(textOf("html")).window;
  const text = document.body.textContent;
  for (const words of [
    "Record of a recovery in Contoso",
    "admin@contoso.example",
    plan.hash,
    "PATCH /users/user-s1, answered 204",
    "different again: somebody changed it since",
    "Bea (boss-1)",
    "Changed since the plan was made: state.",
  ])
    expect(text).toContain(words);
  expect(document.querySelectorAll("article b, script, a")).toHaveLength(0);
});

test.each(["html", "csv", "json"] as const)("%s does not claim what the job heard no answer to", (format) => {
  const found = { ...job, steps: [...job.steps.slice(0, 2), { id: "s3", outcome: "applied" as const }] };
  const begun = entry("s3", { kind: "intent", found: '{"state":"active"}' });
  const text = textOf(format, { ...record, job: found, journal: [...journal, begun] });
  expect(text.split("nobody can tell whether it or somebody else wrote that")).toHaveLength(2);
  expect(text).not.toContain("nothing was written");
  expect(unheardSteps({ job: found, journal: [...journal, begun] })).toEqual(["s3"]);
});
