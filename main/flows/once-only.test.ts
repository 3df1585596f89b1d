import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import type { Plan } from "../../preload/contract/plan.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { freezePlan, hashOf } from "../plan/freeze-plan.ts";
import { planBetween, testId, testObject } from "../plan/testing/two-states.ts";
import { newFolder, removeFolders } from "../vault/testing/scratch-vault.ts";
import { mustBeAsMade, mustBeWithoutJob } from "./once-only.ts";
import { resumeJob, runPlan } from "./recover.ts";
import { forGood, isPlainGroup, openHarmedTenant } from "./testing/harmed-tenant.ts";

afterAll(() => removeFolders());

it("a plan that was carried out is refused, and makes nothing a second time", async () => {
  const tenant = await openHarmedTenant(newFolder());
  const { session } = tenant;
  await tenant.write(...forGood("groups", tenant.one("group", isPlainGroup).id));
  const plan = await tenant.plan();
  expect(plan.steps.map(({ action }) => action)).toContain("create");
  const job = await runPlan(session, plan, plan.hash);
  expect(job.verdict).toBe("complete");
  const writes = tenant.watchWrites();
  let asked = 0;
  const confirm = async () => {
    asked += 1;
    return () => {};
  };
  const again = runPlan(session, plan, plan.hash, { confirm });
  await expect(again).rejects.toMatchObject({
    code: "PLAN_CARRIED_OUT",
    message: expect.stringMatching(
      new RegExp(`as job ${job.id} \\(complete\\).*\`reinstate undo ${job.id}\`.*make a new plan`),
    ),
  });
  expect([writes, asked, session.vault.jobs().length]).toEqual([[], 0, 1]);
  await tenant.close();
});

it("one that was cut off is gone on with, not begun anew", async () => {
  const tenant = await openHarmedTenant(newFolder());
  const { session, demo } = tenant;
  await tenant.write(["PATCH", `/users/${tenant.one("user").id}`, { department: "Night shift" }]);
  const plan = await tenant.plan();
  demo.faults.intercept = (request) => {
    if (request.method === "GET" || !request.url.startsWith(session.cloud.graph)) return undefined;
    throw new ReinstateError("TENANT_UNREACHABLE", "The network is gone.");
  };
  const job = await runPlan(session, plan, plan.hash);
  const writes = tenant.watchWrites();
  await expect(runPlan(session, plan, plan.hash)).rejects.toMatchObject({
    code: "PLAN_CARRIED_OUT",
    message: expect.stringContaining(`\`reinstate jobs --resume ${job.id}\``),
  });
  expect(writes).toEqual([]);
  expect((await resumeJob(session, job.id)).verdict).toBe("complete");
  expect(() => mustBeWithoutJob(session.vault, { id: "another" })).not.toThrow();
  await tenant.close();
});

it("one that was changed and sealed anew is not the one that the vault holds: nothing is written, and that one stays", async () => {
  const tenant = await openHarmedTenant(newFolder());
  const { session } = tenant;
  await tenant.write(["PATCH", `/users/${tenant.one("user").id}`, { department: "Night shift" }]);
  const plan = await tenant.plan();
  const steps = plan.steps.map((step) => ({ ...step, promised: { department: "Mallory's" } }));
  const forged = freezePlan({ ...plan, steps });
  const writes = tenant.watchWrites();
  await expect(runPlan(session, forged, forged.hash)).rejects.toMatchObject({
    code: "PLAN_ALTERED",
    message: expect.stringMatching(/under its id.*Nothing was written/),
  });
  expect([writes, session.vault.jobs()]).toEqual([[], []]);
  expect(session.vault.plan(plan.id)).toEqual(plan);
  await tenant.close();
});

it("is told from the one that the vault holds whatever was changed of it", () => {
  const id = testId("u", 1);
  const made = planBetween([testObject("user", id, { city: "Kiel" })], [testObject("user", id, { city: null })]);
  const vault = { plan: (asked: string) => (asked === made.id ? made : undefined) };
  expect(() => mustBeAsMade(vault, made)).not.toThrow();
  const places = [...placesIn({ ...made } as unknown as JsonValue)].filter(
    ([name]) => name !== "id" && name !== "hash",
  );
  expect(places.length).toBeGreaterThan(20);
  const property = fc.property(fc.constantFrom(...places), fc.jsonValue(), (place, value) => {
    // Steps that are no list are no plan at all.
    const put = (place.join() === "steps" ? [value] : value) as JsonValue;
    const changed = withValue({ ...made } as unknown as JsonValue, place, put) as unknown as Plan;
    fc.pre(hashOf(changed) !== made.hash);
    expect(() => mustBeAsMade(vault, freezePlan(changed)), place.join(".")).toThrow(
      expect.objectContaining({ code: "PLAN_ALTERED" }),
    );
  });
  fc.assert(property, { numRuns: 500 });
});

function* placesIn(value: JsonValue, place: readonly string[] = []): Generator<readonly string[]> {
  if (place.length > 0) yield place;
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) yield* placesIn(inner, [...place, name]);
}

function withValue(value: JsonValue, [name = "", ...rest]: readonly string[], put: JsonValue): JsonValue {
  const copy = structuredClone(value) as Record<string, JsonValue>;
  copy[name] = rest.length === 0 ? put : withValue(copy[name] ?? null, rest, put);
  return copy;
}
