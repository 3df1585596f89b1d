import { OwnConfirmation } from "../pages/own-confirmation.ts";
import { RecoveryWizard } from "../pages/recovery-wizard.ts";
import { pressEnterOn, tabTo } from "../pages/tab-to.ts";
import { expect, test } from "../reinstate-test.ts";

test("an administrator recovers the lockout with the keyboard alone", async ({ openApp }) => {
  const { page, complaints } = await openApp({ demo: "lockout" });
  const wizard = new RecoveryWizard(page);

  // Yesterday's snapshot is there; what changed since?
  await pressEnterOn(page, page.getByRole("button", { name: "What changed since snapshot 1" }));
  await expect(page.getByRole("heading", { level: 1, name: "What changed" })).toBeVisible();

  // The policy that lost its emergency exclusion, and who did it.
  const policy = page.getByRole("row", { name: /CA100 - Everyone - Require MFA/u });
  const grid = page.getByRole("grid", { name: "Changes" });
  await tabTo(page, grid);
  await page.keyboard.press("Home");
  const policyId = await policy.getAttribute("id");
  for (let row = 0; row < 10 && (await grid.getAttribute("aria-activedescendant")) !== policyId; row += 1) {
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  const change = page.getByRole("region", { name: "Change", exact: true });
  await expect(change.getByText("adm.ingrid.solberg@nordwind.example")).toBeVisible();
  await expect(
    change.getByRole("row", { name: /conditions\.users\.excludeGroups.*CA Exclusion - Emergency Access/u }),
  ).toBeVisible();

  // Choose, review, confirm.
  await pressEnterOn(page, page.getByRole("button", { name: "Recover this change…" }));
  await wizard.isAt("Choose what to put back");
  await pressEnterOn(page, wizard.makePlan);
  await wizard.isAt("Review the plan");
  await expect(page.getByRole("row", { name: /Update Conditional Access policy CA100/u })).toBeVisible();
  await pressEnterOn(page, wizard.proceed);
  await wizard.isAt("Confirm");
  await expect(wizard.recoverNow).toBeDisabled();
  await expect(wizard.recoverNow).not.toBeFocused();
  await tabTo(page, wizard.confirmation);
  await page.keyboard.type("Nordwind Logistics");
  const confirmation = await OwnConfirmation.after(page, () => pressEnterOn(page, wizard.recoverNow));
  await confirmation.says(/^Tenant: Nordwind Logistics/u);
  await confirmation.says(/Write attributes of the Conditional Access policy CA100/u);
  await confirmation.type("APPLY");
  await wizard.hasVerdict("complete");

  // And the tenant says so too: only what others did is left.
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Find a command" })).toBeFocused();
  await page.keyboard.type("timel");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Timeline" })).toBeFocused();
  await pressEnterOn(page, page.getByRole("button", { name: "What changed since snapshot 1" }));
  const changes = page.getByRole("grid", { name: "Changes" });
  await expect(changes.getByRole("row", { name: /CA300 - Guests/u })).toBeVisible();
  await expect(changes.getByRole("row", { name: /CA100 - Everyone/u })).toHaveCount(0);
  expect(complaints).toEqual([]);
});
