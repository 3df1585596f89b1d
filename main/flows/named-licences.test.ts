import { afterAll, expect, it } from "vitest";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import { planText } from "../exchange/plan-text.ts";
import { reportAs } from "../exchange/report-as.ts";
import { openDemoWalk } from "../open-demo.ts";
import { newFolder, removeFolders } from "../vault/testing/scratch-vault.ts";
import { backUp } from "./backup.ts";
import { openObject } from "./open-object.ts";
import { planReading } from "./plan-reading.ts";
import { makePlan } from "./recover.ts";
import { makeReport, reportNames } from "./report.ts";

afterAll(() => removeFolders());

it("a licence is called by its part number in the report, the plan and the object, wherever its id stands", async () => {
  const walk = await openDemoWalk(newFolder(), { scenario: "lockout", users: 50, seedNumber: 1 });
  const { session, demo } = walk;
  const { vault } = session;
  const first = await backUp(session);
  const sku = [...vault.objects(1, "subscribedSku")].find(({ properties }) => properties.skuPartNumber === "SPE_E3");
  const skuId = String(sku?.properties.skuId);
  const person = [...vault.objects(1, "user")].find(({ properties: { assignedLicenses } }) => {
    return (
      Array.isArray(assignedLicenses) && assignedLicenses.filter(isJsonObject).some((each) => each.skuId === skuId)
    );
  });
  const id = person?.id ?? "";
  demo.advance(3_600_000);
  const admin = session.graph(["LicenseAssignment.ReadWrite.All", "User.ReadWrite.All"]);
  const taken = await admin.write("POST", `/users/${id}/assignLicense`, { addLicenses: [], removeLicenses: [skuId] });
  expect(taken.status).toBe(200);
  const second = await backUp(session);

  const report = await makeReport(vault, first, second, { filter: { types: ["user"] } });
  const names = reportNames(vault, report);
  const called = `SPE_E3 (${skuId})`;
  const content = { ...report, tenantName: first.tenantName, names };
  for (const format of ["table", "html"] as const) {
    const text = [...reportAs(format, { ...content, width: 400 })].join("");
    expect(text, format).toContain(called);
    expect(text.replaceAll(called, ""), format).not.toContain(skuId);
    expect(text, format).toContain("assignedLicenses[SPE_E3]");
  }

  const plan = await makePlan(session, { target: first, filter: { types: ["user"] }, removeAdded: false });
  const text = [...planText(plan, planReading(vault, plan))].join("\n");
  expect(text).toContain("assignedLicenses[SPE_E3]");
  expect(text).toContain(called);
  expect(text.replaceAll(called, "")).not.toContain(skuId);

  const { object } = await openObject(vault, first, "user", id);
  expect(object?.names[skuId]).toEqual({ name: "SPE_E3", type: "subscribedSku" });
  const licence = await openObject(vault, first, "subscribedSku", sku?.id ?? "");
  expect(licence.object?.name).toBe("SPE_E3");
  await walk.close();
});
