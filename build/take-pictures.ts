import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openChromiumWindow } from "../main/host/chromium/open-chromium-window.ts";
import { takeFirstStart } from "./take-first-start-pictures.ts";

/** Pictures of each screen, light and dark, of the demo's lockout; by default into docs/pictures for the README. */
const root = join(import.meta.dirname, "..");
const target = process.argv[2] ?? join(root, "docs/pictures");
const sizes = process.argv.includes("--all-sizes")
  ? [[1280, 800] as const, [1920, 1080] as const]
  : [[1280, 800] as const];
/** Asked within the page, whose globals this program's types do not know. */
const isDark = "matchMedia('(prefers-color-scheme: dark)').matches";
mkdirSync(target, { recursive: true });

for (const [width, height] of sizes) {
  for (const scheme of ["light", "dark"] as const) await takeAll(width, height, scheme);
}

async function takeAll(width: number, height: number, scheme: "light" | "dark"): Promise<void> {
  const suffix = sizes.length === 1 ? scheme : `${scheme}-${width}`;
  // Without colours on their way from one to the other.
  const take = (page: Page, name: string) =>
    page.screenshot({ path: join(target, `${name}-${suffix}.png`), animations: "disabled" });
  await takeFirstStart({ width, height, scheme, take });
  const folder = mkdtempSync(join(tmpdir(), "reinstate-pictures-"));
  const window = await openChromiumWindow({
    version: "0.0.0",
    pageFolder: join(root, "dist/renderer"),
    engineEntry: new URL("../main/engine-worker.ts", import.meta.url),
    profileFolder: join(folder, "window"),
    vaultFolder: join(folder, "vault"),
    saveFolder: folder,
    headless: true,
    demo: "compromised-admin",
    width,
    height,
  });
  await window.page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
  await walk(window.page, take);
  await window.close();
  await window.closed;
  rmSync(folder, { recursive: true, force: true });
}

async function walk(page: Page, takeOf: (page: Page, name: string) => Promise<unknown>): Promise<void> {
  const take = (name: string) => takeOf(page, name);
  const press = (name: string | RegExp) => page.getByRole("button", { name }).first().click();
  const heading = (name: string | RegExp) => page.getByRole("heading", { level: 1, name }).waitFor();
  await heading("Timeline");
  await page.getByRole("button", { name: "What changed since snapshot 1" }).waitFor();
  await take("timeline");
  await walkExplorer(page, take);
  await page.getByRole("link", { name: "Timeline" }).click();
  await press("What changed since snapshot 1");
  await page.getByRole("row", { name: /CA101/u }).waitFor();
  await take("report");
  await page.getByRole("row", { name: /CA101/u }).click();
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Who changed it" }).waitFor();
  await take("change");
  await page.getByRole("tab", { name: "Side by side" }).click();
  // What is the same is folded a moment later.
  await page
    .getByText(/hidden lines/u)
    .filter({ visible: true })
    .first()
    .waitFor();
  await take("side-by-side");
  await press("Recover this change…");
  await heading("Choose what to put back");
  await page.getByRole("link", { name: "Recovery", exact: true }).and(page.locator("[aria-current]")).waitFor();
  await page.getByText(/chosen, out of/u).waitFor();
  await take("choose");
  await press("Make the plan");
  await heading("Review the plan");
  await take("review");
  for (const box of await page.getByRole("checkbox", { name: /I have read this/u }).all()) await box.check();
  await press("Continue");
  await page.getByRole("textbox", { name: /Type the tenant/u }).fill("RECOVER");
  await take("confirm");
  const [asked] = await Promise.all([page.context().waitForEvent("page"), press("Recover now")]);
  // A window of its own, with a look of its own.
  await asked.emulateMedia({ colorScheme: (await page.evaluate(isDark)) === true ? "dark" : "light" });
  await asked.getByRole("textbox").waitFor();
  await takeOf(asked, "own-confirmation");
  await asked.getByRole("textbox").fill("APPLY");
  await asked.keyboard.press("Enter");
  await heading(/^Recovery: /u);
  await take("result");
  await page.getByRole("link", { name: "History", exact: true }).click();
  await page.getByRole("table", { name: "Recovery jobs" }).waitFor();
  await take("history");
  await walkIncident(page, take);
  await page.getByRole("link", { name: "Settings", exact: true }).click();
  for (const part of [
    "Retention",
    "Schedule",
    "Notifications",
    "Keys",
    "Copies",
    "Tenant",
    "Privacy",
    "General",
    "About",
  ]) {
    await page.getByRole("tab", { name: part }).click();
    await page.getByRole("tabpanel", { name: part }).locator(".fui-Spinner").waitFor({ state: "detached" });
    await take(`settings-${part.toLowerCase()}`);
  }
}

async function walkIncident(page: Page, take: (name: string) => Promise<unknown>): Promise<void> {
  const heading = (name: string) => page.getByRole("heading", { level: 1, name }).waitFor();
  await page.keyboard.press("F8");
  await heading("What we know");
  for (const [label, button, text] of [
    ["Another fact", "Note this fact", "The account was taken over at 23:36; its sessions are revoked."],
    ["Another decision", "Log this decision", "Policies go back first, then the deleted users."],
  ] as const) {
    await page.getByRole("textbox", { name: label }).fill(text);
    await page.getByRole("button", { name: button }).click();
    await page.getByRole("listitem").filter({ hasText: text }).waitFor();
  }
  await take("incident-room");
  await page.getByRole("link", { name: "Explorer" }).click();
  await page.getByRole("grid", { name: "Objects" }).getByRole("row").nth(5).waitFor();
  await take("incident-explorer");
  await page.getByRole("link", { name: "Timeline", exact: true }).click();
  await page.getByRole("button", { name: "What changed since snapshot 1" }).click();
  // What was put back is not among the changes any more.
  await page.getByRole("grid", { name: "Changes" }).getByRole("row").nth(1).click();
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Who changed it" }).waitFor();
  await take("incident-change");
  await page.keyboard.press("F8");
  await page.getByRole("button", { name: "Stay" }).waitFor();
  await take("incident-leave");
  await page.getByRole("button", { name: "Leave and show names" }).click();
  await page.getByRole("button", { name: "Incident room" }).waitFor();
}

async function walkExplorer(page: Page, take: (name: string) => Promise<unknown>): Promise<void> {
  const press = (name: string | RegExp) => page.getByRole("button", { name }).first().click();
  await page.getByRole("link", { name: "Explorer" }).click();
  await page.getByRole("grid", { name: "Objects" }).getByRole("row").nth(5).waitFor();
  await take("explorer");
  await page.getByRole("searchbox", { name: "Search this snapshot" }).fill("CA10");
  await page.getByText(/found$/u).waitFor();
  await take("explorer-search");
  await page.getByRole("row", { name: /CA101/u }).click();
  await page.getByRole("table", { name: "Attributes" }).waitFor();
  await take("object");
  await page.getByRole("tab", { name: "JSON" }).click();
  await page.locator(".monaco-editor .mtk5").first().waitFor();
  await take("object-json");
  await press("Back to the list");
  await page.getByRole("searchbox", { name: "Search this snapshot" }).fill("CA Exclusion");
  await page.getByRole("row", { name: /Emergency Access/u }).click();
  await page.getByRole("tab", { name: /^Members/u }).click();
  await page.getByRole("grid", { name: "Members" }).getByRole("row").nth(1).waitFor();
  await take("object-members");
  await press("Back to the list");
  await page.getByRole("searchbox", { name: "Search this snapshot" }).fill("CA101");
  await page.getByRole("row", { name: /CA101/u }).click();
  await press("Compare with another time");
  await take("object-compare");
  await page.getByRole("menuitem", { name: /^#1/u }).click();
  await page.getByRole("region", { name: "Who changed it" }).waitFor();
  await take("object-history");
}
