import { afterAll, beforeAll, expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { Plan } from "../../preload/contract/plan.ts";
import { newFolder, removeFolders } from "../vault/testing/scratch-vault.ts";
import { runPlan } from "./recover.ts";
import { forGood, type HarmedTenant, isPlainGroup, openHarmedTenant } from "./testing/harmed-tenant.ts";

let tenant: HarmedTenant;
let [group, application, policy] = [] as unknown as [DirectoryObject, DirectoryObject, DirectoryObject];
/** Where they are now, by their old ids. */
let newIds: ReadonlyMap<string, string>;

beforeAll(async () => {
  tenant = await openHarmedTenant(newFolder());
  group = tenant.one("group", (one) => isPlainGroup(one) && (one.links.members?.length ?? 0) > 0);
  application = tenant.one("application");
  policy = tenant.one("conditionalAccessPolicy");
  // Its enterprise application stays in the recycle bin under the old id, and is made again all the same.
  await tenant.write(...forGood("groups", group.id), ...forGood("applications", application.id));
  await tenant.write(["DELETE", `/identity/conditionalAccess/policies/${policy.id}`]);
  await tenant.write(["DELETE", `/identity/conditionalAccess/deletedItems/policies/${policy.id}`]);
  newIds = await carriedOut(await tenant.plan());
}, 60_000);
afterAll(async () => {
  await tenant.close();
  removeFolders();
});

async function carriedOut(plan: Plan): Promise<ReadonlyMap<string, string>> {
  const job = await runPlan(tenant.session, plan, plan.hash);
  const left = job.steps.filter(({ outcome }) => outcome !== "applied");
  expect(left).toEqual([]);
  const made = plan.steps.filter(({ action }) => action === "create");
  return new Map(
    made.map(({ id, object }) => [object.id, job.steps.find((step) => step.id === id)?.newId ?? ""] as const),
  );
}

/** Without the policy: it came back as report-only, and what is left to do is to switch it on. */
const outline = ({ steps }: Plan) =>
  steps
    .filter(({ type }) => type !== "conditionalAccessPolicy")
    .map(({ action, object: { type, id } }) => `${action} ${type} ${id}`);
const noteOf = ({ warnings }: Plan) => warnings.find(({ code }) => code === "made-before");

it("a plan made anew after a recovery makes nothing again, and says why", async () => {
  expect([group, application, policy].map(({ id }) => newIds.has(id))).toEqual([true, true, true]);
  const plan = await tenant.plan();
  expect(plan.steps).toMatchObject([
    { action: "update", object: { id: newIds.get(policy.id) }, attributes: [{ path: "state", after: "enabled" }] },
  ]);
  const [job] = tenant.session.vault.jobs();
  expect(noteOf(plan)).toMatchObject({ severity: "note", message: expect.stringContaining(`by job ${job?.id} on`) });
  expect(noteOf(plan)?.objects.map(({ id }) => id)).toEqual(expect.arrayContaining([...newIds.values()]));
});

it("it puts back what somebody changed of it since, by its new id, also for whoever names the old one", async () => {
  const newId = newIds.get(group.id) ?? "";
  await tenant.write(["PATCH", `/groups/${newId}`, { description: "Mallory's" }]);
  const plan = await tenant.plan({ filter: { ids: [group.id.toUpperCase()] } });
  expect(plan.steps).toMatchObject([
    { action: "update", object: { id: newId }, attributes: [{ path: "description", before: "Mallory's" }] },
  ]);
  expect(noteOf(plan)?.objects).toMatchObject([{ id: newId }]);
  await carriedOut(plan);
});

it("it restores it from the recycle bin, and makes again what was made again and deleted for good", async () => {
  const newId = newIds.get(group.id) ?? "";
  await tenant.write(["DELETE", `/groups/${newId}`]);
  const fromBin = await tenant.plan();
  expect(outline(fromBin)).toEqual([`restore group ${newId}`]);
  await tenant.write(["DELETE", `/directory/deletedItems/${newId}`]);
  const making = await tenant.plan();
  expect(outline(making)).toContain(`create group ${group.id}`);
  await carriedOut(making);
  expect(outline(await tenant.plan())).toEqual([]);
});
