import { ExplorerPage } from "../pages/explorer-page.ts";
import { heldInMemory } from "../pages/page-memory.ts";
import { RecoveryWizard } from "../pages/recovery-wizard.ts";
import { VaultDoor } from "../pages/vault-door.ts";
import { readWindowStorage } from "../pages/window-storage.ts";
import { passMinutes } from "../pass-time.ts";
import { expect, test } from "../reinstate-test.ts";
import { compareBoth, type ServedTenant, serveTenant } from "../served-tenant.ts";

let tenant: ServedTenant;
test.beforeEach(async () => {
  tenant = await serveTenant("hr-corruption", 60);
});
test.afterEach(() => tenant.close());

test("a window that was left alone is locked, holds nothing of the tenant, and opens again where the person was", async ({
  openApp,
}) => {
  const { page, complaints } = await openApp({ demo: false, folder: tenant.folder, cloud: tenant.cloud });
  const door = new VaultDoor(page);
  const explorer = new ExplorerPage(page);
  await door.unlock(tenant.passphrase);

  // A draft that names somebody, and people on the screen.
  await compareBoth(page);
  const connector = page.getByRole("checkbox", { name: /^Kiruna HR Connector, /u });
  await connector.check();
  await page.getByRole("button", { name: /^Recover \d+ /u }).click();
  await new RecoveryWizard(page).isAt("Choose what to put back");
  await explorer.open();
  await explorer.row(/User$/u).first().click();
  await expect(explorer.attributes).toBeVisible();
  const person = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
  const secrets = [person, "nordwind.example", "Nordwind Logistics", "Kiruna HR Connector"];
  expect(await heldInMemory(page, secrets)).toEqual(secrets);
  const place = page.url();

  // Lunch.
  await page.evaluate(() => Object.assign(window, { beforeLunch: true }));
  passMinutes(16);
  await page.getByRole("button", { name: "History of this object" }).click();
  await expect(door.heading).toBeVisible();
  // The page of before is gone.
  await page.waitForFunction(() => !("beforeLunch" in window));
  await expect(door.heading).toBeVisible();
  const shown = (await page.evaluate(() => document.documentElement.outerHTML)) + (await page.title());
  expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
  expect(await readWindowStorage(page)).not.toMatch(/kiruna|nordwind/iu);
  expect(await heldInMemory(page, secrets)).toEqual([]);

  await door.unlock(tenant.passphrase);
  await expect(page.getByRole("heading", { level: 1, name: person })).toBeVisible();
  expect(page.url().split("/").at(-1)).toBe(place.split("/").at(-1));
  await page.getByRole("link", { name: "Recovery" }).click();
  await expect(connector).toBeChecked();
  expect(complaints).toEqual([]);
});
