import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import type { Page } from "playwright-core";
import { tenantOnThisComputer } from "../e2e/pages/tenant-on-this-computer.ts";
import { openChromiumWindow } from "../main/host/chromium/open-chromium-window.ts";
import { makeWorkplace } from "../main/terminal/testing/demo-vault.ts";

const root = join(import.meta.dirname, "..");

interface PictureOptions {
  readonly width: number;
  readonly height: number;
  readonly scheme: "light" | "dark";
  take(page: Page, name: string): Promise<unknown>;
}

/** The first start in its three ways: the welcome, the steps that connect a tenant, and the review of exported snapshots. */
export async function takeFirstStart({ width, height, scheme, take }: PictureOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "reinstate-pictures-"));
  const tenant = await tenantOnThisComputer(folder);
  const window = await openChromiumWindow({
    version: "0.0.0",
    pageFolder: join(root, "dist/renderer"),
    engineEntry: new URL("../main/engine-worker.ts", import.meta.url),
    profileFolder: join(folder, "window"),
    vaultFolder: join(folder, "vault"),
    tenantFolder: join(folder, "tenant"),
    saveFolder: folder,
    openExternal: tenant.signIn,
    headless: true,
    demo: "ask",
    width,
    height,
  });
  const { page } = window;
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
  const picture = (name: string) => take(page, name);
  const exports = await exportTwo(folder);
  await reviewExports(page, exports, picture, window.offerExport);
  await connectTenant(page, tenant.cloudFile, { take, scheme });
  await window.close();
  await window.closed;
  tenant.close();
  rmSync(folder, { recursive: true, force: true });
}

type TakePicture = (name: string) => Promise<unknown>;

async function connectTenant(
  page: Page,
  cloudFile: string,
  { take, scheme }: Pick<PictureOptions, "take" | "scheme">,
): Promise<void> {
  const picture = (name: string) => take(page, name);
  const press = (name: string | RegExp) => page.getByRole("button", { name }).click();
  const heading = (name: string) => page.getByRole("heading", { level: 1, name }).waitFor();
  await press("Connect a tenant");
  await heading("Which tenant?");
  await picture("connect-tenant");
  await page.getByLabel("Directory (tenant) ID").fill("contoso.com");
  await press("Continue");
  await picture("connect-tenant-mistake");
  const [asked] = await Promise.all([page.context().waitForEvent("page"), press("Use a cloud file…")]);
  await asked.emulateMedia({ colorScheme: scheme });
  await asked.getByLabel("Or its path").fill(cloudFile);
  await take(asked, "own-file-page");
  await asked.getByRole("button", { name: "Open" }).click({ noWaitAfter: true });
  await heading("Sign in");
  await picture("connect-sign-in");
  await press("Sign in with the browser");
  await heading("Protect what is captured");
  await page.getByLabel("Passphrase").first().fill("too short");
  await press(/^Make the vault/u);
  await picture("connect-protect-mistake");
  for (const field of await page.locator("input[type=password]").all())
    await field.fill("correct horse battery staple");
  await picture("connect-protect");
  await press(/^Make the vault/u);
  await heading("Taking the first snapshot");
  await picture("connect-snapshot");
  await heading("The tenant is connected");
  await picture("connect-done");
}

async function reviewExports(
  page: Page,
  exports: { readonly files: readonly string[]; readonly identity: string },
  picture: TakePicture,
  offer: (path: string) => void,
): Promise<void> {
  const press = (name: string | RegExp) => page.getByRole("button", { name }).click();
  await page.getByRole("heading", { level: 1, name: "Welcome to Reinstate" }).waitFor();
  await picture("welcome");
  for (const [index, file] of exports.files.entries()) {
    offer(file);
    await page.getByRole("button", { name: "Choose identity file…" }).waitFor();
    await picture(`review-open-${index + 1}`);
    const [asked] = await Promise.all([page.context().waitForEvent("page"), press("Choose identity file…")]);
    await asked.getByLabel("Or its path").fill(exports.identity);
    await asked.getByRole("button", { name: "Open" }).click({ noWaitAfter: true });
    await press("Open to review");
    await page.getByRole("checkbox", { name: `Select snapshot ${index + 1}` }).waitFor();
    await picture(`review-timeline-${index + 1}`);
  }
  offer(exports.identity);
  await page.getByRole("alertdialog", { name: "This file cannot be opened" }).waitFor();
  await picture("review-no-export");
  await press("Cancel");
  await press("Proven: see how");
  await page.getByLabel("Record's id that you have from elsewhere").fill("0".repeat(64));
  await picture("review-proof");
  await page.keyboard.press("Escape");
  for (const snapshot of [1, 2]) await page.getByRole("checkbox", { name: `Select snapshot ${snapshot}` }).check();
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await page.getByRole("row", { name: /CA100/u }).click();
  await page.getByRole("region", { name: "Who changed it" }).waitFor();
  await picture("review-report");
  await page.goto(`${new URL(page.url()).origin}/#/recovery`);
  await page.getByText("An export is only looked at").waitFor();
  await picture("review-no-recovery");
  await press("Close and forget");
  await page.getByRole("button", { name: "Connect a tenant" }).waitFor();
}

async function exportTwo(folder: string) {
  const workplace = await makeWorkplace();
  const key = await generateX25519Identity();
  const identity = join(folder, "key.txt");
  writeFileSync(identity, `${key}\n`);
  const files = ["1", "2"].map((snapshot) => join(folder, `nordwind-${snapshot}.age`));
  for (const [index, file] of files.entries())
    await workplace.demo("export", String(index + 1), file, "--recipient", await identityToRecipient(key));
  await workplace.remove();
  return { files, identity };
}
