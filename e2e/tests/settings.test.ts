import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SettingsPage } from "../pages/settings-page.ts";
import { expect, test } from "../reinstate-test.ts";

test("an administrator sets the floor, prints a recovery key, and copies the vault elsewhere", async ({ openApp }) => {
  const { page, folder, complaints } = await openApp({ demo: "lockout" });
  const settings = new SettingsPage(page);
  await expect(page.getByRole("heading", { level: 1, name: "Timeline" })).toBeVisible();
  const passphrase = readFileSync(join(folder, "vault", "demo-passphrase.txt"), "utf8").trim();

  await settings.open("Retention");
  await settings.floor.fill("60");
  await settings.press("Save");
  await expect(settings.saved).toBeVisible();
  await page.reload();
  await expect(settings.floor).toHaveValue("60");

  await settings.open("Schedule");
  await expect(page.getByText("No snapshot is taken by itself.")).toBeVisible();
  await page.getByRole("switch", { name: "Take a snapshot every day" }).check();
  await page.getByRole("combobox", { name: "Hour" }).selectOption("03:00");
  await settings.press("Save");
  await expect(page.getByText(/The next one is due/u)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("combobox", { name: "Hour" })).toHaveValue("3");

  // A wrong passphrase makes nothing; the recovery key is shown once and cannot be dismissed by accident.
  await settings.open("Keys");
  await settings.press("Add recovery key…");
  await page.getByRole("textbox", { name: "Name" }).fill("Safe, 2nd floor");
  await settings.secret.fill("not the passphrase");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/does not open this vault/u)).toBeVisible();
  await expect(settings.secret).toBeFocused();
  await settings.secret.fill(passphrase);
  await page.keyboard.press("Enter");
  const printed = (await settings.recoveryKeyDialog.getByText(/^\d{6}$/u).allTextContents()).join("-");
  await page.keyboard.press("Escape");
  await expect(settings.recoveryKeyDialog).toBeVisible();
  await page.getByRole("checkbox", { name: "I have printed it or written it down" }).check();
  await settings.press("Done");
  await expect(page.getByRole("button", { name: "Add recovery key…" })).toBeFocused();
  await expect(page.getByRole("row", { name: /Recovery key.*Safe, 2nd floor/u })).toBeVisible();

  // The print opens the vault: the key is taken where a passphrase is.
  await settings.press("Remove the recovery key “Safe, 2nd floor”");
  await settings.secret.fill(printed);
  await page.keyboard.press("Escape");
  await expect(settings.secret).toHaveCount(0);

  const place = join(folder, "elsewhere");
  await settings.open("Copies");
  await settings.copyFolder.fill(place);
  await settings.press("Add copy");
  await expect(page.getByText(/is no folder that can be reached/u)).toBeVisible();
  mkdirSync(place);
  await settings.press("Add copy");
  await expect(page.getByRole("row", { name: /elsewhere.*Copied/u })).toBeVisible();
  expect(readdirSync(place)).not.toEqual([]);

  // Nothing is given up by a key pressed once too often.
  await settings.press(/^Remove the copy in/u);
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name: /elsewhere/u })).toBeVisible();
  expect(complaints).toEqual([]);
});
