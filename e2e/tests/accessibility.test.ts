import { axeFindings } from "../pages/axe-findings.ts";
import { RecoveryWizard } from "../pages/recovery-wizard.ts";
import { SettingsPage } from "../pages/settings-page.ts";
import { expect, test } from "../reinstate-test.ts";

test("axe finds nothing serious on the screens, light and dark", async ({ openApp }) => {
  const { page } = await openApp({ demo: "ask" });
  const wizard = new RecoveryWizard(page);
  const settings = new SettingsPage(page);
  const findings: string[] = [];
  const look = async (screen: string) => findings.push(...(await axeFindings(page, screen)));

  await page.getByRole("button", { name: "Start the demo" }).waitFor();
  await look("welcome");
  await settings.press("Start the demo");
  await page.getByRole("button", { name: "What changed since snapshot 1" }).waitFor();
  await look("timeline");

  await settings.press("What changed since snapshot 1");
  await page.getByRole("row", { name: /CA100/u }).click();
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Who changed it" }).waitFor();
  await look("report with a change");

  await settings.press("Recover this change…");
  await wizard.isAt("Choose what to put back");
  await look("choose");
  await wizard.makePlan.click();
  await wizard.isAt("Review the plan");
  await look("review");
  await wizard.proceed.click();
  await wizard.isAt("Confirm");
  await look("confirm");
  await page.getByRole("link", { name: "History", exact: true }).click();
  await page.getByText("Nothing has been recovered yet").waitFor();
  await look("history");

  for (const section of ["Retention", "Keys", "Copies", "About"] as const) {
    await settings.open(section);
    await expect(page.getByRole("tabpanel", { name: section }).getByRole("status")).toHaveCount(0);
    await look(`settings: ${section}`);
  }
  await settings.open("Keys");
  await settings.press("Add passphrase…");
  await settings.secret.waitFor();
  await look("settings: add a passphrase");
  expect(findings).toEqual([]);
});
