import { describe, expect, test } from "vitest";
import type { AttributionEvent, Change } from "../../preload/contract/change.ts";
import { riskOf } from "../../preload/contract/risk.ts";
import { matchesFilter, narrow } from "./matches-filter.ts";
import { summarizeReport, toChangeRow } from "./summarize-report.ts";

const event = (actor: string, at: string, paths: readonly string[]): AttributionEvent => ({
  actor,
  at,
  activity: "Update user",
  correlationId: `C-${actor.slice(0, 2)}`,
  paths,
});

const change: Change = {
  type: "user",
  id: "U1",
  name: "Ada Lovelace",
  kind: "modified",
  attributes: [
    { path: "department", before: "A", after: "B" },
    { path: "conditions.users.excludeUsers", before: [], after: ["x"] },
  ],
  links: [{ link: "manager", added: ["m"], removed: [] }],
  attribution: {
    status: "several",
    events: [
      event("mallory@contoso.com", "2026-01-02T10:00:00Z", ["department"]),
      event("hr-sync", "2026-01-01T10:00:00Z", ["manager"]),
    ],
  },
};

test("every field alone", () => {
  const yes = [
    {},
    { types: ["user", "group"] as const },
    { ids: ["u1"] },
    { name: "LOVE" },
    { kinds: ["modified"] as const },
    { attributes: ["conditions"] },
    { exceptAttributes: ["department"] },
    { actor: "MALLORY" },
    { actor: "nobody, hr" },
    { correlation: ["none", "c-MA"] },
    { since: "2026-01-02T11:00:00+02:00" },
    { until: "2026-01-01T10:00:00Z" },
  ];
  const no = [
    { types: ["group"] as const },
    { ids: ["u2"] },
    { name: "Babbage" },
    { kinds: ["added"] as const },
    { attributes: ["condition"] },
    { exceptAttributes: ["department", "conditions", "manager"] },
    { actor: "nobody" },
    { correlation: ["C-m", "C-ma-1"] },
    { actor: "mallory", correlation: ["C-hr"] },
    { since: "2026-01-02T10:00:01Z" },
    { actor: "hr", since: "2026-01-02T00:00:00Z" },
  ];
  for (const filter of yes) expect([filter, matchesFilter(change, filter)]).toEqual([filter, true]);
  for (const filter of no) expect([filter, matchesFilter(change, filter)]).toEqual([filter, false]);
});

test("removed includes soft-deleted, added includes restored, not the other way round", () => {
  const of = (kind: Change["kind"]): Change => ({ ...change, kind });
  expect(matchesFilter(of("soft-deleted"), { kinds: ["removed"] })).toBe(true);
  expect(matchesFilter(of("removed"), { kinds: ["soft-deleted"] })).toBe(false);
  expect(matchesFilter(of("restored"), { kinds: ["added"] })).toBe(true);
});

describe("narrow", () => {
  test("keeps the chosen attributes and links", () => {
    expect(narrow(change, { attributes: ["conditions.users", "manager"] })).toEqual({
      ...change,
      attributes: [change.attributes[1]],
    });
    expect(narrow(change, { attributes: ["conditions"], exceptAttributes: ["conditions.users"] })).toBeUndefined();
    expect(narrow(change, {})).toBe(change);
  });

  test("naming attributes does not choose that an object came or went", () => {
    expect(narrow({ ...change, kind: "soft-deleted" }, { attributes: ["department"] })).toBeUndefined();
    expect(narrow({ ...change, kind: "soft-deleted", links: [], attributes: [] }, {})?.kind).toBe("soft-deleted");
  });

  test("with an actor, what only others did is left out", () => {
    const narrowed = narrow(change, { actor: "mallory" });
    expect(narrowed?.links).toEqual([]);
    expect(narrowed?.attributes.map((attribute) => attribute.path)).toEqual([
      "department",
      "conditions.users.excludeUsers",
    ]);
  });

  test("with an operation, what only others did is left out, and what no record names no operation did not do", () => {
    expect(narrow(change, { correlation: ["C-hr"] })?.attributes.map(({ path }) => path)).not.toContain("department");
    const anonymous = { ...change, attribution: { status: "unknown", events: [], reason: "expired" } } as const;
    expect(matchesFilter(anonymous, { correlation: ["C-hr"] })).toBe(false);
  });
});

describe("B2: what is risky", () => {
  const policy: Change = {
    ...change,
    type: "conditionalAccessPolicy",
    attributes: [{ path: "conditions.users.excludeUsers", before: [], after: ["u9"] }],
    links: [],
  };
  const application: Change = {
    ...change,
    type: "application",
    attributes: [
      { path: "displayName", before: "A", after: "B" },
      { path: "keyCredentials", before: [], after: ["k"] },
    ],
    links: [],
  };

  test("an account excluded from an empty list is one risky change; others are left out", () => {
    expect(riskOf(policy)).toBe("policies");
    expect(narrow(policy, { risky: true })).toEqual(policy);
    expect(narrow(change, { risky: true })).toBeUndefined();
  });

  test("is judged by the part that is chosen: no list shows as risky what it leaves out, or hides what it shows", () => {
    expect(narrow(application, { risky: true })).toEqual(application);
    expect(narrow(application, { risky: true, attributes: ["displayName"] })).toBeUndefined();
    expect(narrow(application, { risky: true, exceptAttributes: ["displayName"] })?.attributes).toHaveLength(1);
    expect(toChangeRow(narrow(application, { attributes: ["displayName"] }) ?? change).risk).toBeNull();
    expect(toChangeRow(application).risk).toBe("credentials");
    expect(summarizeReport([policy, application, change])).toMatchObject({ total: 3, risky: 2 });
  });
});
