import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { isExtensionName } from "../catalogue/directory-extensions.ts";
import { type ReportFormat, reportAs } from "../exchange/report-as.ts";
import { createGraph } from "../graph/create-graph.ts";
import { newFolder, removeFolders } from "../vault/testing/scratch-vault.ts";
import { backUp } from "./backup.ts";
import { compareObject } from "./compare-object.ts";
import { makePlan } from "./recover.ts";
import { makeReport } from "./report.ts";
import { type ChangingTenant, createChangingTenant } from "./testing/changing-tenant.ts";

const types = ["user", "directoryRole"] as const;
const writing = ["User.ReadWrite.All", "CustomSecAttributeAssignment.ReadWrite.All"];
const apart = /getAvailableExtensionProperties|customSecurityAttributes|roleEligibilityScheduleInstances/u;

/** 1: before. 2: after somebody changed both, where neither may be read. 3: the same, read. 4 and 5: unread again. */
let tenant: ChangingTenant;
let [first, second, third, fourth, fifth]: SnapshotRecord[] = [];
let person: string;

beforeAll(async () => {
  tenant = await createChangingTenant(1, [newFolder(), newFolder()]);
  const refused = (url: string) =>
    apart.test(url) ? Promise.resolve({ status: 403, headers: {}, body: "{}" }) : undefined;
  const next = (isRefused: boolean) => {
    tenant.demo.faults.intercept = isRefused ? ({ url }) => refused(url) : undefined;
    return backUp(tenant.full, { types });
  };
  first = await next(false);
  await changeApart();
  second = await next(true);
  third = await next(false);
  fourth = await next(true);
  fifth = await next(true);
});

afterAll(() => {
  tenant.close();
  removeFolders();
});

/** Whatever is read in lists of its own of somebody who has it. */
async function changeApart(): Promise<void> {
  const { vault, cloud, signIn, clock } = tenant.full;
  const extensionOf = (properties: object) => Object.keys(properties).find(isExtensionName);
  const found = [...vault.objects(1, "user")].find(
    ({ properties }) =>
      properties.customSecurityAttributes && extensionOf(properties) && properties.onPremisesSyncEnabled !== true,
  );
  if (found === undefined) throw new Error("nobody has extensions and security attributes");
  person = found.id;
  const graph = createGraph({ cloud, transport: tenant.demo.transport, signIn, permissions: writing, clock });
  const clearance = { "@odata.type": "#microsoft.graph.customSecurityAttributeValue", Clearance: "Secret" };
  for (const body of [
    { [extensionOf(found.properties) ?? ""]: "HACKED" },
    { customSecurityAttributes: { Personnel: clearance } },
  ]) {
    const { status, errorMessage } = await graph.write("PATCH", `/users/${person}`, body);
    if (status >= 300) throw new Error(errorMessage);
  }
}

const uncaptured = objectTypes
  .filter((type) => type !== "user" && type !== "directoryRole")
  .map((type) => ({ type, reason: "Not captured in either snapshot.", onBothSides: true }));

const reportOf = (from: SnapshotRecord | undefined, to: SnapshotRecord | undefined) =>
  makeReport(tenant.full.vault, from as SnapshotRecord, to as SnapshotRecord);

describe("a report", () => {
  it("says what one side did not read, with why, where a change of it would not show", async () => {
    for (const report of [await reportOf(first, second), await reportOf(second, third)]) {
      expect(report.from.complete && report.to.complete).toBe(true);
      expect(report.changes.filter(({ id }) => id === person)).toEqual([]);
      const said = Object.fromEntries(report.unknown.map(({ type, reason }) => [type, reason]));
      expect(said.user).toContain("Not read in snapshot 2, so that no change of it can be seen here: ");
      expect(said.user).toMatch(/here: [^.]*extension attributes[^.]*\./u);
      expect(said.user).toMatch(/here: [^.]*custom security attributes[^.]*\./u);
      expect(said.user).toContain("needs CustomSecAttributeAssignment.Read.All");
      expect(said.directoryRole).toMatch(/Not read in snapshot 2.*who could activate it \(of \d+ directory roles\)/u);
    }
  });

  it("shows the changes, and says nothing, where both sides know them", async () => {
    const { changes, unknown } = await reportOf(first, third);
    const paths = changes.filter(({ id }) => id === person).flatMap(({ attributes }) => attributes);
    expect(paths.map(({ path }) => path)).toEqual([
      expect.stringContaining("customSecurityAttributes"),
      expect.stringContaining("extension_"),
    ]);
    expect(unknown).toEqual(uncaptured);
  });

  it("names the types that neither side captured, as less than was asked for where they were", async () => {
    const filter = { types: ["user", "group"] } as const;
    const { vault } = tenant.full;
    const { unknown } = await makeReport(vault, first as SnapshotRecord, third as SnapshotRecord, { filter });
    expect(unknown).toEqual([{ type: "group", reason: "Not captured in either snapshot." }]);
  });

  it("says once a type what neither side may read, and marks that nothing looks changed for it", async () => {
    const { changes, unknown } = await reportOf(fourth, fifth);
    expect(changes).toEqual([]);
    const unread = unknown.filter(({ reason }) => reason !== uncaptured[0]?.reason);
    expect(unread.map(({ type, onBothSides }) => [type, onBothSides])).toEqual([
      ["user", true],
      ["directoryRole", true],
    ]);
    expect(unread[0]?.reason).toMatch(/^The same was not read in either snapshot: .*Directory extensions of users/u);
  });

  it.each<ReportFormat>(["table", "html", "json", "csv"])(
    "says so as %s too, and never that nothing differs",
    async (format) => {
      const report = await reportOf(first, second);
      const text = [...reportAs(format, { ...report, tenantName: "Contoso" })].join("").replaceAll(/\s+/gu, " ");
      expect(text).toContain("custom security attributes");
      expect(text).not.toContain("Nothing differs.");
    },
  );

  it("of one object says it of what that object has", () => {
    const { vault } = tenant.full;
    const compared = compareObject(vault, first as SnapshotRecord, second as SnapshotRecord, "user", person);
    expect(compared).toMatchObject({
      found: null,
      unknown: [expect.stringContaining("Not read in snapshot 2"), expect.anything(), expect.anything()],
    });
  });
});

it("a plan says what it leaves out because it was not read, even if that is all there is", async () => {
  const { vault } = tenant.full;
  tenant.demo.faults.intercept = ({ url }) =>
    apart.test(url) ? Promise.resolve({ status: 403, headers: {}, body: "{}" }) : undefined;
  const plan = await makePlan(tenant.full, {
    target: first as SnapshotRecord,
    filter: { types: ["user"] },
    removeAdded: false,
  });
  tenant.demo.faults.intercept = undefined;
  expect(vault.snapshots().at(-1)?.complete).toBe(true);
  expect(plan.steps).toEqual([]);
  expect(plan.warnings).toEqual([
    {
      code: "not-compared",
      severity: "caution",
      objects: [],
      message: expect.stringContaining("custom security attributes"),
    },
  ]);
});
