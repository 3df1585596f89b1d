import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { Plan } from "../../preload/contract/plan.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { newFolder, removeFolders } from "../vault/testing/scratch-vault.ts";
import { backUp } from "./backup.ts";
import { makePlan } from "./recover.ts";
import { makeReport } from "./report.ts";
import { type ChangingTenant, createChangingTenant } from "./testing/changing-tenant.ts";

const types = ["user"] as const;

let tenant: ChangingTenant;
let first: SnapshotRecord;
/** Somebody in the recycle bin, whose name was changed before, and somebody who was deleted for good. */
let [binned, purged]: DirectoryObject[] = [];

beforeAll(async () => {
  tenant = await createChangingTenant(2, [newFolder(), newFolder()]);
  first = await backUp(tenant.full, { types });
  const plain = [...tenant.full.vault.objects(1, "user")].filter(
    ({ properties }) => properties.onPremisesSyncEnabled !== true && properties.userType === "Member",
  );
  [binned, purged] = plain.slice(-2);
  await written("PATCH", `/users/${binned?.id}`, { displayName: "Somebody else" });
  for (const gone of [binned, purged]) await written("DELETE", `/users/${gone?.id}`);
  await written("DELETE", `/directory/deletedItems/${purged?.id}`);
});

afterAll(() => {
  tenant.close();
  removeFolders();
});

async function written(
  method: "PATCH" | "DELETE",
  path: string,
  body?: { readonly displayName: string },
): Promise<void> {
  const { status, errorMessage } = await tenant.graph.write(method, path, body);
  if (status >= 300) throw new Error(`${method} ${path}: ${errorMessage}`);
}

/** While whatever asks for this address is refused. */
async function refusing<Result>(address: RegExp, use: () => Promise<Result>): Promise<Result> {
  tenant.demo.faults.intercept = ({ url }) =>
    address.test(url) ? Promise.resolve({ status: 403, headers: {}, body: "{}" }) : undefined;
  try {
    return await use();
  } finally {
    tenant.demo.faults.intercept = undefined;
  }
}

const planned = (): Promise<Plan> =>
  makePlan(
    { ...tenant.full, newId: randomUUID },
    {
      target: first,
      filter: { types, ids: [binned?.id ?? "", purged?.id ?? ""] },
      removeAdded: false,
    },
  );
const actionsOn = ({ steps }: Plan, object: DirectoryObject | undefined) =>
  steps.filter((step) => step.object.id === object?.id).map(({ action }) => action);

it("C34: a report does not say that somebody is gone for good whose recycle bin was not read", async () => {
  const list = /deletedItems\/microsoft\.graph\.user/u;
  const second = await refusing(list, () => backUp(tenant.full, { types }));
  const { changes, unknown } = await makeReport(tenant.full.vault, first, second);
  expect(second.complete).toBe(true);
  expect(changes.map(({ id, kind, binUnread }) => [id, kind, binUnread]).sort()).toEqual(
    [binned, purged].map((object) => [object?.id, "removed", true]).sort(),
  );
  expect(unknown.filter(({ onBothSides }) => onBothSides !== true)).toEqual([
    { type: "user", reason: expect.stringMatching(/what is gone may lie in it.*there: the account needs a role/u) },
  ]);
});

it("C34: a plan looks for them in the bin by their ids: one is restored, with what the bin tells of it, one is made again", async () => {
  const plan = await refusing(/deletedItems\/microsoft\.graph\.user/u, planned);
  expect(actionsOn(plan, binned)).toEqual(["restore", "update"]);
  expect(actionsOn(plan, purged)).toContain("create");
  expect(plan.steps.find(({ action }) => action === "update")?.promised).toMatchObject({
    displayName: binned?.properties.displayName,
  });
});

it("C34: a plan neither restores nor makes again whom it cannot look for, and says so of each", async () => {
  const plan = await refusing(/deletedItems/u, planned);
  expect(plan.steps).toEqual([]);
  expect(plan.impossible.map(({ object, reason }) => [object.id, reason]).sort()).toEqual(
    [binned, purged].map((gone) => [gone?.id, expect.stringContaining("whether it lies in the recycle bin")]).sort(),
  );
});
