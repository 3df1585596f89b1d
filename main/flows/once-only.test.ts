import { afterAll, expect, it } from "vitest";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { newFolder, removeFolders } from "../vault/testing/scratch-vault.ts";
import { mustBeWithoutJob } from "./once-only.ts";
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
