import { afterAll, expect, it } from "vitest";
import { newFolder, removeFolders } from "../vault/testing/scratch-vault.ts";
import { proveJob, runPlan } from "./recover.ts";
import { forGood, isPlainGroup, openHarmedTenant } from "./testing/harmed-tenant.ts";
import { makeUndoPlan } from "./undo.ts";

afterAll(() => removeFolders());

it("a job that was taken back says by which undo and keeps what was proven when it ended; what somebody else changed is told apart", async () => {
  const tenant = await openHarmedTenant(newFolder());
  const { session, demo } = tenant;
  const [anna, ben] = [...session.vault.objects(tenant.target.number, "user")];
  const group = tenant.one("group", isPlainGroup);
  await tenant.write(
    ["PATCH", `/users/${anna?.id}`, { department: "Night shift" }],
    ["PATCH", `/users/${ben?.id}`, { department: "Night shift" }],
    ...forGood("groups", group.id),
  );
  const plan = await tenant.plan();
  const job = await runPlan(session, plan, plan.hash);
  expect(job.verdict).toBe("complete");
  expect(job.checked).toBeUndefined();
  await tenant.write(["PATCH", `/users/${ben?.id}`, { department: "Mallory's" }]);
  const undoPlan = await makeUndoPlan(session, job.id);
  const undo = await runPlan(session, undoPlan, undoPlan.hash);
  const again = await proveJob(session, job.id);
  expect([again.verdict, again.checked]).toEqual(["complete", { at: expect.any(String), verdict: "failed" }]);
  expect(session.vault.job(job.id)).toEqual(again);
  for (const step of plan.steps) {
    const outcome = again.steps.find(({ id }) => id === step.id);
    const isOther = step.object.id === ben?.id;
    expect([outcome?.outcome, outcome?.takenBackBy]).toEqual(["reverted", isOther ? undefined : undo.id]);
    expect(outcome?.reason).toContain(isOther ? "somebody changed it since" : `Job ${undo.id} took it back`);
  }
  demo.advance(3_600_000);
  const redo = await makeUndoPlan(session, undo.id);
  await runPlan(session, redo, redo.hash);
  const last = await proveJob(session, job.id);
  const held = last.steps.filter(({ outcome }) => outcome === "applied");
  expect(held.map(({ takenBackBy }) => takenBackBy)).toEqual(plan.steps.slice(1).map(() => undefined));
  expect(last).toMatchObject({ verdict: "complete", checked: { verdict: "partial" } });
  await tenant.close();
});
