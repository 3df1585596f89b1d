import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator } from "@playwright/test";
import { hasOpenssl } from "../../main/terminal/testing/secure-server.ts";
import { axeFindings } from "../pages/axe-findings.ts";
import { OwnFilePage } from "../pages/own-file-page.ts";
import { pressEnterOn, tabTo } from "../pages/tab-to.ts";
import { tenantOnThisComputer } from "../pages/tenant-on-this-computer.ts";
import { VaultDoor } from "../pages/vault-door.ts";
import { expect, test } from "../reinstate-test.ts";

const passphrase = "correct horse battery staple";

test("a newcomer connects a tenant in three steps, takes the first snapshot, and finds it after the lock", async ({
  openApp,
}) => {
  test.slow();
  test.skip(!hasOpenssl, "openssl is not here to make the server's certificate");
  const folder = mkdtempSync(join(tmpdir(), "reinstate-e2e-"));
  const tenant = await tenantOnThisComputer(folder);
  try {
    const { page, complaints } = await openApp({ folder, openExternal: tenant.signIn });
    const heading = (name: string) => expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    const findings: string[] = [];
    const look = async (screen: string) => findings.push(...(await axeFindings(page, screen)));
    await pressEnterOn(page, page.getByRole("button", { name: "Connect a tenant" }));

    // Which tenant: what is no id is said at once; a private deployment has a cloud file.
    await heading("Which tenant?");
    await tabTo(page, page.getByLabel("Directory (tenant) ID"));
    await page.keyboard.type("contoso.com");
    await page.keyboard.press("Enter");
    await expect(page.getByText(/looks like 0{8}-/u).first()).toBeVisible();
    await look("connect: which tenant, with a mistake");
    const ownPage = await OwnFilePage.after(
      page,
      () => pressEnterOn(page, page.getByRole("button", { name: "Use a cloud file…" })),
      "Choose a cloud file",
    );
    await ownPage.type(tenant.cloudFile);

    await heading("Sign in");
    await expect(page.getByText("the audit log: who changed what, and when")).toBeVisible();
    await look("connect: sign in");
    await pressEnterOn(page, page.getByRole("button", { name: "Sign in with the browser" }));

    await heading("Protect what is captured");
    await expect(page.getByLabel("Name of the tenant")).toHaveValue("Nordwind");
    await look("connect: protect");
    // Nothing is on the disk before somebody has chosen how it is protected.
    expect(existsSync(join(folder, "tenant"))).toBe(false);
    await tabTo(page, page.getByLabel("Passphrase", { exact: false }).first());
    await page.keyboard.type(passphrase);
    await page.keyboard.press("Tab");
    await page.keyboard.type(passphrase);
    await page.keyboard.press("Enter");

    // The whole tenant is read over a real connection, within the documented limits.
    await expect(page.getByRole("heading", { level: 1, name: "The tenant is connected" })).toBeVisible({
      timeout: 120_000,
    });
    await expect(page.getByText(/^The first snapshot is complete/u)).toBeVisible();
    await look("connect: connected");
    await pressEnterOn(page, page.getByRole("button", { name: "Go to the timeline" }));
    await heading("Timeline");
    await expect(page.getByRole("checkbox", { name: "Select snapshot 1" })).toBeVisible();

    // In a small window all of the lock is within reach of a mouse too.
    await page.getByRole("button", { name: "Lock" }).click();
    await expect(new VaultDoor(page).heading).toBeVisible();
    await page.setViewportSize({ width: 640, height: 300 });
    await page.mouse.move(320, 150);
    // The page begins anew when it is locked: what was turned before that was turned in vain.
    const turnTo = (part: Locator, by: number) =>
      expect(async () => {
        await page.mouse.wheel(0, by);
        await expect(part).toBeInViewport({ ratio: 1, timeout: 500 });
      }).toPass({ timeout: 20_000 });
    await turnTo(page.getByRole("button", { name: /^Review an exported/u }), 1000);
    await turnTo(page.getByRole("heading", { level: 1 }), -1000);
    await page.getByLabel("Passphrase").fill(passphrase);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("checkbox", { name: "Select snapshot 1" })).toBeVisible();
    expect(findings).toEqual([]);
    expect(complaints).toEqual([]);
  } finally {
    tenant.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
