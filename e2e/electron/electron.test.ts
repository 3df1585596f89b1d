import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ElectronApplication, Page } from "@playwright/test";
import { listenForPeers } from "../listen-for-peers.ts";
import { RecoveryWizard } from "../pages/recovery-wizard.ts";
import { SettingsPage } from "../pages/settings-page.ts";
import { expect, test, whyNot } from "./electron-test.ts";

/*
 * What only the real Electron can show; the same bundle runs everywhere over a stand-in. Where the binary is not, all of it is skipped
 * and says why. Not more than twelve: whatever the Chromium host shows as well is shown there.
 */
test.skip(whyNot !== undefined, whyNot ?? "");

const timelineOf = (page: Page) => page.getByRole("button", { name: "What changed since snapshot 1" });

/** What the native dialogs answer from now on, since no test can press them: 0 is Cancel. */
function pressInDialogs(app: ElectronApplication, button: number): Promise<void> {
  return app.evaluate(({ dialog }, response) => {
    dialog.showMessageBox = async () => ({ response, checkboxChecked: false });
  }, button);
}

test("it starts with its page, and the page has the bridge and nothing of Node", async ({ open }) => {
  const { page } = await open("--demo=lockout");
  await expect(timelineOf(page)).toBeVisible({ timeout: 60_000 });
  expect(new URL(page.url()).origin).toBe("app://reinstate");
  expect(await page.evaluate("Object.keys(window.reinstate).sort()")).toEqual(["call", "on"]);
  expect(await page.evaluate("[typeof require, typeof process, typeof module, typeof Buffer]")).toEqual(
    Array(4).fill("undefined"),
  );
});

test("the window is sandboxed, isolated and without Node", async ({ open }) => {
  const { app, page } = await open("--demo=ask");
  await page.getByRole("button", { name: "Start the demo" }).waitFor();
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    return contents.getLastWebPreferences();
  });
  const asked = { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true };
  expect(preferences).toMatchObject(asked);
});

test("it goes nowhere but to its own page anew, opens nothing and asks nobody else", async ({ open }) => {
  const { app, page } = await open("--demo=ask");
  await page.getByRole("button", { name: "Start the demo" }).waitFor();
  const address = page.url();
  expect(await page.evaluate("window.open('https://evil.example/')")).toBeNull();
  expect(await page.evaluate("fetch('https://evil.example/').then(() => 'sent', () => 'refused')")).toBe("refused");
  expect(await page.evaluate("Notification.requestPermission()")).toBe("denied");
  const listener = await listenForPeers();
  expect(await page.evaluate(listener.attempt)).toBe("complete");
  expect(listener.heard()).toBe(0);
  listener.close();
  await page.evaluate("void (location.href = 'https://evil.example/')");
  await page.evaluate("new Promise((resolve) => setTimeout(resolve, 0))");
  expect(page.url()).toBe(address);
  expect(app.windows()).toHaveLength(1);
  // But the page has itself anew, as it does when it is locked: nothing of before is left in it.
  await page.evaluate("void (window.before = true, location.reload())");
  await page.waitForFunction("!('before' in window)");
  await page.getByRole("button", { name: "Start the demo" }).waitFor();
});

test("its scheme serves the built window and nothing beside it", async ({ open }) => {
  const { page } = await open("--demo=ask");
  await page.getByRole("button", { name: "Start the demo" }).waitFor();
  const status = (path: string) =>
    page.evaluate(
      (url) =>
        fetch(url).then(
          (answer) => answer.status,
          () => 0,
        ),
      path,
    );
  expect(await status("app://reinstate/index.html")).toBe(200);
  for (const path of ["/../package.json", "/..%2f..%2fpackage.json", "/%2e%2e/main/electron-main.js", "/.env"]) {
    expect([path, (await status(`app://reinstate${path}`)) === 200]).toEqual([path, false]);
  }
  expect(await status("app://elsewhere/index.html")).not.toBe(200);
});

test("nothing is written before the native dialog says so, and then it is", async ({ open }) => {
  const { app, page } = await open("--demo=lockout");
  const wizard = new RecoveryWizard(page);
  await timelineOf(page).click({ timeout: 60_000 });
  await page.getByRole("row", { name: /CA100 - Everyone - Require MFA/u }).click();
  await page.getByRole("button", { name: "Recover this change…" }).click();
  await wizard.makePlan.click();
  await wizard.proceed.click();
  await wizard.confirmation.fill("Nordwind Logistics");
  await pressInDialogs(app, 0);
  await wizard.recoverNow.click();
  await expect(page.getByText("The plan was not confirmed. Nothing was written")).toBeVisible();
  await pressInDialogs(app, 1);
  await wizard.recoverNow.click();
  await wizard.hasVerdict("complete");
});

test("a second start brings the first to the front, opens no window of its own and hands it no script", async ({
  open,
  run,
}) => {
  const { app, page } = await open("--demo=ask");
  await page.getByRole("button", { name: "Start the demo" }).waitFor();
  expect((await run("--demo=lockout")).code).toBe(0);
  expect(app.windows()).toHaveLength(1);
  await expect(page.getByRole("button", { name: "Start the demo" })).toBeVisible();
});

test("the keystore counts only where it protects a key", async ({ open }) => {
  const { app, page } = await open("--demo=ask");
  const { capabilities } = await page.evaluate<{ capabilities: { osKeyring: boolean } }>(
    "window.reinstate.call('host.describe', {}).then((answer) => answer.value)",
  );
  const protects = await app.evaluate(async ({ safeStorage }) => {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
    if (process.platform !== "linux") return true;
    if (["basic_text", "unknown"].includes(safeStorage.getSelectedStorageBackend())) return false;
    // The tag of a key that is in Chromium's source.
    return !(await safeStorage.encryptStringAsync("")).toString("latin1").startsWith("v10");
  });
  expect(capabilities.osKeyring).toBe(protects);
});

test("what the person chose survives a restart, and nothing of the tenant lies readable beside the vault", async ({
  open,
  folder,
}) => {
  const first = await open("--demo=lockout");
  await timelineOf(first.page).waitFor({ timeout: 60_000 });
  await first.page.getByRole("button", { name: /^Theme: / }).click();
  await first.page.getByRole("menuitemradio", { name: "Dark" }).click();
  await first.app.close();
  const again = await open("--demo=lockout");
  await expect(again.page.getByRole("button", { name: "Theme: Dark" })).toBeVisible({ timeout: 60_000 });
  await again.app.close();
  const made = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = made.map(({ parentPath, name }) => join(parentPath, name)).filter((file) => !/demo-tenant/u.test(file));
  const naming = files.filter((file) => /nordwind/iu.test(readFileSync(file, "latin1").replaceAll("\0", "")));
  expect(naming).toEqual([]);
});

test("the application's binary is the command line as well, without a window", async ({ run }) => {
  const version = await run("--version");
  expect([version.code, version.out.trim()]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+$/u)]);
  expect((await run("snapshotz")).code).toBe(2);
});

test("quitting closes the vault, so that the command line can write to it", async ({ open, run, folder }) => {
  const { app, page } = await open("--demo=lockout");
  await timelineOf(page).waitFor({ timeout: 60_000 });
  await app.close();
  const vault = readdirSync(folder, { recursive: true, encoding: "utf8" }).find((path) => path.endsWith("vault.db"));
  const { code } = await run("--cloud", "demo", "--vault", join(folder, vault ?? "", ".."), "capture", "--quiet");
  expect(code).toBe(0);
});

test("the save dialog decides where the diagnostics go, which are what was shown", async ({ open, folder }) => {
  const { app, page } = await open("--demo=lockout");
  await timelineOf(page).waitFor({ timeout: 60_000 });
  const file = join(folder, "chosen.json");
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  const settings = new SettingsPage(page);
  await settings.open("About");
  await settings.press("Collect diagnostics");
  const shown = await page.getByRole("region", { name: "What would be handed over" }).textContent();
  await settings.press("Save diagnostics");
  await expect(page.getByText(file)).toBeVisible();
  expect([existsSync(file), readFileSync(file, "utf8")]).toEqual([true, shown]);
});

test("Copy puts what it stands beside on the clipboard, and the page cannot read what lies there", async ({ open }) => {
  const { app, page } = await open("--demo=lockout");
  await timelineOf(page).waitFor({ timeout: 60_000 });
  const settings = new SettingsPage(page);
  await settings.open("About");
  await page.getByRole("button", { name: "Copy the vault’s path" }).click();
  const path = "window.reinstate.call('session.describe', {}).then((answer) => answer.value.vaultPath)";
  const vaultPath = await page.evaluate<string>(path);
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe(vaultPath);
  const reading = page.evaluate("navigator.clipboard.readText().then(() => 'read', ({ name }) => name)");
  expect(await reading).toBe("NotAllowedError");
});
