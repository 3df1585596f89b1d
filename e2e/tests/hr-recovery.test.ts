import { OwnConfirmation } from "../pages/own-confirmation.ts";
import { RecoveryWizard } from "../pages/recovery-wizard.ts";
import { expect, test } from "../reinstate-test.ts";

test("2,000 users get department and manager back while their job titles stay as they are", async ({ openApp }) => {
  const { page, complaints } = await openApp({ demo: "ask" });
  const wizard = new RecoveryWizard(page);

  // First start: the demo tenant with the HR incident.
  await page.getByRole("radio", { name: /HR/u }).click();
  await page.getByRole("combobox", { name: "Size of the tenant" }).selectOption("5000");
  await page.getByRole("button", { name: "Start the demo" }).click();
  await page.getByRole("button", { name: "What changed since snapshot 1" }).click({ timeout: 60_000 });

  // Everything the HR connector did, in every user.
  await page.getByRole("checkbox", { name: /^Kiruna HR Connector, 2,000/u }).check();
  await page.getByRole("button", { name: /^Recover 2,000/u }).click();
  await wizard.isAt("Choose what to put back");
  await wizard.attribute("Job title").uncheck();
  await wizard.makePlan.click();
  await wizard.isAt("Review the plan");
  await wizard.proceed.click({ timeout: 60_000 });
  await wizard.confirmation.fill("RECOVER");
  const confirmation = await OwnConfirmation.after(page, () => wizard.recoverNow.click());
  await confirmation.says("Deletions: none");
  await confirmation.says(/^Steps: 4000,/u);
  await confirmation.type("APPLY");
  await wizard.hasVerdict("complete");

  // What is left of the incident is the job titles, and nothing else.
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("button", { name: "What changed since snapshot 1" }).click();
  await expect(page.getByRole("checkbox", { name: /^Kiruna HR Connector, 2,000/u })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("checkbox", { name: /^Kiruna HR Connector, 2,000/u }).check();
  await expect(page.getByRole("checkbox", { name: /^Job title, 2,000/u })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /^Department, /u })).toHaveCount(0);
  await expect(page.getByRole("checkbox", { name: /^Manager, /u })).toHaveCount(0);
  expect(complaints).toEqual([]);
});
