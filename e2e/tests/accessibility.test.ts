import { axeFindings } from "../pages/axe-findings.ts";
import { ExplorerPage } from "../pages/explorer-page.ts";
import { RecoveryWizard } from "../pages/recovery-wizard.ts";
import { SettingsPage, sections } from "../pages/settings-page.ts";
import { expect, test } from "../reinstate-test.ts";

test("axe finds nothing serious on the screens, light, dark and in high contrast", async ({ openApp }) => {
  const { page } = await openApp({ demo: "ask" });
  const wizard = new RecoveryWizard(page);
  const settings = new SettingsPage(page);
  const findings: string[] = [];
  const look = async (screen: string) => findings.push(...(await axeFindings(page, screen)));

  await page.getByRole("button", { name: "Start the demo" }).waitFor();
  await look("welcome");
  await settings.press("Start the demo");
  await page.getByRole("button", { name: "What changed since snapshot 1" }).waitFor();
  await look("timeline");
  await page.keyboard.press("Control+k");
  await page.getByRole("option", { name: /^Take snapshot now/u }).waitFor();
  await look("commands");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  await look("keyboard shortcuts");
  await page.keyboard.press("Escape");

  await settings.press("What changed since snapshot 1");
  await page.getByRole("row", { name: /CA100/u }).click();
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Who changed it" }).waitFor();
  await look("report with a change");

  await settings.press("Recover this change…");
  await wizard.isAt("Choose what to put back");
  await look("choose");
  await wizard.makePlan.click();
  await wizard.isAt("Review the plan");
  await look("review");
  await wizard.proceed.click();
  await wizard.isAt("Confirm");
  await look("confirm");
  await page.getByRole("link", { name: "History", exact: true }).click();
  await page.getByText("Nothing has been recovered yet").waitFor();
  await look("history");

  await page.getByRole("tab", { name: "Snapshots" }).click();
  await page.getByRole("table", { name: "Snapshots" }).waitFor();
  await look("history: snapshots");

  for (const section of sections) {
    await settings.open(section);
    await expect(page.getByRole("tabpanel", { name: section }).getByRole("status")).toHaveCount(0);
    await look(`settings: ${section}`);
  }
  await settings.press("Show licences");
  await page.getByRole("button", { name: /^SQLite 3/u }).click();
  await page.getByText("SQLite is in the public domain").waitFor();
  await look("settings: licences");
  await settings.open("Keys");
  await settings.press("Add passphrase…");
  await settings.secret.waitFor();
  await look("settings: add a passphrase");
  expect(findings).toEqual([]);
});

test("axe finds nothing serious in the explorer and in an object's history, light, dark and in high contrast", async ({
  openApp,
}) => {
  const { page } = await openApp({ demo: "lockout" });
  const findings: string[] = [];
  const look = async (screen: string) => findings.push(...(await axeFindings(page, screen)));

  const explorer = new ExplorerPage(page);
  await explorer.open();
  await explorer.row(/User/u).first().waitFor();
  await look("explorer");
  await explorer.search.fill("nobody is called this");
  await page.getByText("Nothing in this snapshot is called that").waitFor();
  await look("explorer: nothing found");
  await explorer.search.fill("Emergency Access");
  await explorer.row(/CA Exclusion - Emergency Access/u).click();
  await explorer.attributes.waitFor();
  await look("object");
  await page.getByRole("tab", { name: /^Members/u }).click();
  await page.getByRole("grid", { name: "Members" }).getByRole("row").nth(1).waitFor();
  await look("object: members");
  await page.getByRole("tab", { name: "JSON" }).click();
  await page.locator(".monaco-editor .view-line").first().waitFor();
  await look("object: JSON");

  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("button", { name: "What changed since snapshot 1" }).click();
  await page.getByRole("row", { name: /CA100/u }).click();
  await page.getByRole("button", { name: "History of this object" }).click();
  await explorer.moments.waitFor();
  await page.getByRole("region", { name: "Who changed it" }).waitFor();
  await look("history of an object");

  // 200 % zoom on a laptop: what is open is as high as the window has room below the demo's banner, where it scrolls as a
  // whole, and nothing is pushed out sideways.
  await page.setViewportSize({ width: 640, height: 400 });
  const change = page.getByRole("region", { name: "Change", exact: true });
  await expect.poll(async () => (await change.boundingBox())?.height ?? 0).toBeGreaterThan(240);
  await change.getByRole("button", { name: "Recover this change…" }).scrollIntoViewIfNeeded();
  await expect(change.getByRole("heading", { level: 2 })).not.toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640);

  // A list draws what is on the screen and no more, and the row that the keys are at stays in sight.
  await explorer.open();
  await explorer.list.focus();
  await page.keyboard.press("End");
  const last = page.locator(`[id="${await explorer.list.getAttribute("aria-activedescendant")}"]`);
  await expect(last).toBeInViewport({ ratio: 1 });
  expect(await explorer.list.getByRole("row").count()).toBeLessThan(50);

  // Of a snapshot nothing stands over anything else, or beyond the edge.
  await page.getByRole("link", { name: "Timeline" }).click();
  const snapshot = page.getByRole("table", { name: "Snapshots" }).getByRole("row", { name: /#1\b/u });
  await snapshot.scrollIntoViewIfNeeded();
  const boxes = await Promise.all((await snapshot.locator("th, td").all()).map((cell) => cell.boundingBox()));
  for (const box of boxes) {
    expect(box?.width).toBeGreaterThan(60);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(640);
  }

  // Nor does a plain table squeeze its words to a letter a line.
  await page.getByRole("link", { name: "History", exact: true }).click();
  await page.getByRole("tab", { name: "Snapshots" }).click();
  const details = page.getByRole("columnheader", { name: "Details" });
  await expect.poll(async () => (await details.boundingBox())?.width ?? 0).toBeGreaterThan(100);
  expect(findings).toEqual([]);
});
