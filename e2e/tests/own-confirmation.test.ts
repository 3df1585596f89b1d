import { OwnConfirmation } from "../pages/own-confirmation.ts";
import { RecoveryWizard } from "../pages/recovery-wizard.ts";
import { expect, test } from "../reinstate-test.ts";

test("script in the page can neither reach nor answer the confirmation, and a refusal leaves the plan as it was", async ({
  openApp,
}) => {
  const { page } = await openApp({ demo: "lockout" });
  const wizard = new RecoveryWizard(page);
  await page.getByRole("button", { name: "What changed since snapshot 1" }).click();
  await page.getByRole("row", { name: /CA100 - Everyone - Require MFA/u }).click();
  await page.getByRole("button", { name: "Recover this change…" }).click();
  await wizard.makePlan.click();
  await wizard.proceed.click();
  await wizard.confirmation.fill("Nordwind Logistics");
  const confirmation = await OwnConfirmation.after(page, () => wizard.recoverNow.click());

  // What a page that was taken over might try, with even the address known to it.
  expect(await confirmation.page.evaluate("typeof window.reinstate + typeof window.reinstateTransport")).toBe(
    "undefinedundefined",
  );
  const address = confirmation.page.url();
  const popup = page.context().waitForEvent("page");
  const tried = await page.evaluate(async (url) => {
    const body = new URLSearchParams({ answer: "APPLY", choice: "write" });
    const posted = await fetch(url, { method: "POST", body, mode: "no-cors" }).then(
      () => "sent",
      () => "refused",
    );

    window.open(url, "confirmation");
    return posted;
  }, address);
  expect(tried).toBe("refused");
  // The host closes what script opens, and nothing else.
  const opened = await popup;
  await expect.poll(() => opened.isClosed()).toBe(true);
  expect(confirmation.page.isClosed()).toBe(false);

  // A wrong word is asked for again; then the person thinks better of it.
  const again = await OwnConfirmation.after(page, () => confirmation.type("apply"));
  await expect(again.page.getByRole("alert")).toHaveText("That is not APPLY. Try again.");
  await again.cancel();
  await wizard.isAt("Confirm");
  await expect(page.getByText("The plan was not confirmed. Nothing was written")).toBeVisible();
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("button", { name: "What changed since snapshot 1" }).click();
  await expect(page.getByRole("row", { name: /CA100 - Everyone/u })).toBeVisible();
});
