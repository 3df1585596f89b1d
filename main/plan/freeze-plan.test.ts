import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { describe, expect, it } from "vitest";
import type { Plan } from "../../preload/contract/plan.ts";
import { freezePlan, parsePlan } from "./freeze-plan.ts";
import { planBetween, testId, testObject } from "./testing/two-states.ts";

const id = testId("u", 1);
const plan = planBetween(
  [testObject("user", id, { displayName: 'O’Brien’s "team" – 50 %', city: "Kiel" })],
  [testObject("user", id, { displayName: 'O’Brien’s "team" – 50 %', city: null })],
);

const altered = (change: (plan: Record<string, unknown>) => void) => {
  const copy = JSON.parse(JSON.stringify(plan)) as Record<string, unknown>;
  change(copy);
  return JSON.stringify(copy);
};

describe("a plan file", () => {
  it("carries the SHA-256 of the canonical JSON of all the rest, so that others can check it", () => {
    const { hash, ...rest } = plan;
    expect(
      createHash("sha256")
        .update(canonicalize(rest) ?? "")
        .digest("hex"),
    ).toBe(hash);
  });

  it("is sealed also over a name that was cut off in the middle of a character", () => {
    const cut = { displayName: "Ana \ud83d", city: "Kiel" };
    const sealed = planBetween([testObject("user", id, cut)], [testObject("user", id, { ...cut, city: "Bonn" })]);
    expect(sealed.steps[0]?.object.name).toBe(cut.displayName);
    expect(parsePlan(JSON.stringify(sealed))).toEqual(sealed);
    const other = JSON.stringify(sealed).replaceAll("\\ud83d", "\\ud83e");
    expect(() => parsePlan(other)).toThrow(expect.objectContaining({ code: "PLAN_ALTERED" }));
  });

  it("comes back as it was, whatever the order of its keys", () => {
    expect(parsePlan(JSON.stringify(plan, null, 2))).toEqual(plan);
    const turned = Object.fromEntries(Object.entries(plan).toReversed());
    expect(parsePlan(JSON.stringify(turned))).toEqual(plan);
  });

  it.each([
    [
      "a value",
      (copy: Record<string, unknown>) =>
        (((copy.steps as Plan["steps"])[0] as { promised: unknown }).promised = { city: "Bonn" }),
    ],
    [
      "a warning taken out",
      (copy: Record<string, unknown>) =>
        (copy.impossible = [{ object: { type: "user", id, name: "x" }, reason: "", manual: "" }]),
    ],
    ["the tenant", (copy: Record<string, unknown>) => (copy.tenantId = "other")],
    ["the hash", (copy: Record<string, unknown>) => (copy.hash = "0".repeat(64))],
  ])("is refused when somebody changed %s", (_what, change) => {
    expect(() => parsePlan(altered(change))).toThrow(expect.objectContaining({ code: "PLAN_ALTERED" }));
  });

  it.each(["", "[]", "null", "{}", '{"format":"reinstate-plan-2"}', altered((copy) => (copy.extra = 1))])(
    "that is none is refused: %.30s",
    (text) => {
      expect(() => parsePlan(text)).toThrow(expect.objectContaining({ code: "USAGE_INVALID" }));
    },
  );

  it("keeps __proto__ an ordinary key, under the hash like the rest", () => {
    const promised = JSON.parse('{"__proto__":{"polluted":true},"city":"Kiel"}') as Plan["steps"][number]["promised"];
    const sealed = freezePlan({ ...plan, steps: plan.steps.map((step) => ({ ...step, promised })) });
    const read = parsePlan(JSON.stringify(sealed));
    expect(JSON.stringify(read.steps[0]?.promised)).toBe('{"__proto__":{"polluted":true},"city":"Kiel"}');
    const changed = JSON.stringify(sealed).replace('"polluted":true', '"polluted":false');
    expect(() => parsePlan(changed)).toThrow(expect.objectContaining({ code: "PLAN_ALTERED" }));
  });
});

describe("a hostile plan file", () => {
  const polluting = (text: string) => text.replace('"steps":', '"__proto__":{"polluted":true},"steps":');
  const deep = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

  it.each([1000, 10_000, 10_000_000])("nested %i levels deep is refused with a sentence", (levels) => {
    const text = JSON.stringify(plan);
    const places = [`{"steps":${deep(levels)}}`, deep(levels), text.replace('"Kiel"', deep(levels))];
    for (const hostile of places) {
      expect(() => parsePlan(hostile)).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/USAGE_INVALID|PLAN_ALTERED/u) }),
      );
    }
  });

  it.each(["..", "u1/manager", "../organization/x", "u1?$select=id", "u1%2fmanager", "u 1", "u1\\x", ""])(
    "whose hash holds and whose id %j would lead a write to another object is refused",
    (id) => {
      const { hash: _, ...rest } = plan;
      const [step] = rest.steps;
      if (step === undefined) throw new Error("the plan has a step");
      const places = [
        { ...step, object: { ...step.object, id } },
        { ...step, links: [{ link: "members", add: [id], remove: [] }] },
        { ...step, links: [{ link: "appRoleAssignedTo", add: [], remove: [{ id }] }] },
      ];
      for (const place of places) {
        const hostile = JSON.stringify(freezePlan({ ...rest, steps: [place] }));
        expect(() => parsePlan(hostile)).toThrow(expect.objectContaining({ code: "USAGE_INVALID" }));
      }
    },
  );

  it("pollutes no prototype", () => {
    try {
      parsePlan(polluting(JSON.stringify(plan)));
    } catch (error) {
      expect(error).toMatchObject({ code: expect.stringMatching(/USAGE_INVALID|PLAN_ALTERED/u) });
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
