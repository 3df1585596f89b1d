import { OwnConfirmation } from "../pages/own-confirmation.ts";
import { RecoveryWizard } from "../pages/recovery-wizard.ts";
import { expect, test } from "../reinstate-test.ts";

test("everything that a stolen session did is taken back by who did it: policies, methods, planted accounts, deleted people", async ({
  openApp,
}) => {
  const { page, complaints } = await openApp({ demo: "compromised-admin" });
  const wizard = new RecoveryWizard(page);
  const changedSince = page.getByRole("button", { name: "What changed since snapshot 1" });
  const culprits = [/^adm\.tomas\.ferreira@/u, /^svc-sync-monitor@/u].map((name) =>
    page.getByRole("checkbox", { name }),
  );

  // The administrator whose session was stolen, and the account that was made with it.
  await changedSince.click();
  for (const culprit of culprits) await culprit.check();
  await expect(page.getByRole("checkbox", { name: /^Soft-deleted/u })).toBeVisible();
  await page.getByRole("button", { name: /^Recover \d+ matching/u }).click();
  await wizard.isAt("Choose what to put back");
  await page.getByRole("checkbox", { name: /^Also remove what was added since/u }).check();
  await wizard.makePlan.click();
  await wizard.isAt("Review the plan");

  for (const warning of await page.getByRole("checkbox", { name: /I have read this/u }).all()) await warning.check();
  await wizard.proceed.click();

  // Across types: people come back from the recycle bin with their ids, what was planted goes.
  await expect(page.getByText(/\d+ updates.*[34] restores.*\d deletions/u)).toBeVisible();
  await wizard.confirmation.fill("RECOVER");
  const confirmation = await OwnConfirmation.after(page, () => wizard.recoverNow.click());
  await confirmation.says(/^Deletions: (?!none)/u);
  await confirmation.type("APPLY");
  await wizard.hasVerdict("complete");

  // Only what others did in these hours is left.
  await page.keyboard.press("Alt+1");
  await changedSince.click();
  const left = page.getByRole("grid", { name: "Changes" }).getByRole("row");
  await expect(left.nth(1)).toBeVisible({ timeout: 60_000 });
  for (const culprit of culprits) await expect(culprit).toHaveCount(0);
  expect(complaints).toEqual([]);
});
