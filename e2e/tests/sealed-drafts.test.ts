import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { RecoveryWizard } from "../pages/recovery-wizard.ts";
import { breakWindowDatabase, layFirstVersion, readWindowStorage } from "../pages/window-storage.ts";
import { expect, test } from "../reinstate-test.ts";

const actor = "adm.ingrid.solberg@nordwind.example";

/** Files below the folder in which the pattern occurs, in one byte or two for each letter. */
function filesNaming(folder: string, pattern: RegExp): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  expect(paths.length).toBeGreaterThan(10);
  return paths.filter((path) => pattern.test(readFileSync(path, "latin1").replaceAll("\0", "")));
}

test("drafts, filters, pins and notes survive a reload with their names, and nothing of the tenant lies unsealed on the disk", async ({
  openApp,
}) => {
  const { page, folder, complaints, close } = await openApp({ demo: "lockout" });
  const wizard = new RecoveryWizard(page);
  const compared = page.getByRole("button", { name: "What changed since snapshot 1" });
  await compared.waitFor();

  // What the first version of the product left unsealed goes when its database is opened; what is nobody's stays.
  await layFirstVersion(page, "Canary Left Unsealed");
  await page.reload();
  await compared.click();
  await expect(page.getByRole("button", { name: "Theme: Dark" })).toBeVisible();

  // A comparison to come back to, and a word on what changed.
  await page.getByRole("button", { name: "Pin this comparison to the timeline" }).click();
  await page.getByRole("row", { name: /CA100 - Everyone/u }).click();
  await page.getByRole("button", { name: "Add a note" }).click();
  const note = page.getByRole("textbox", { name: "Your note on this object" });
  await note.fill("Ask Ingrid why");
  // Else the browser writes it down for a session that it could restore, when somebody takes more than a second.
  await expect(note).toHaveAttribute("autocomplete", "off");
  await page.getByRole("button", { name: "Keep the note" }).click();
  await page.getByRole("button", { name: "Close the change" }).click();

  // A filter that names a person, and a draft out of it.
  const ingrid = page.getByRole("checkbox", { name: new RegExp(`^${actor}, `, "u") });
  await ingrid.check();
  await page.getByRole("button", { name: "Saved filters" }).click();
  await page.getByRole("menuitem", { name: "Save this filter…" }).click();
  await page.getByRole("textbox", { name: "Name of the filter" }).fill("All that Ingrid did");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: /^Recover \d+ /u }).click();
  await wizard.isAt("Choose what to put back");
  await expect(ingrid).toBeChecked();
  await expect
    .poll(
      async () => (await readWindowStorage(page)).match(/[0-9a-f]{32} (?:draft|filters|pins|notes|reports)/gu)?.length,
    )
    .toBe(10);

  await page.reload();
  await wizard.isAt("Choose what to put back");
  await expect(ingrid).toBeChecked();
  await page.getByRole("button", { name: "Back to the report" }).click();
  await page.getByRole("button", { name: "Saved filters" }).click();
  await expect(page.getByRole("menuitem", { name: "All that Ingrid did", exact: true })).toBeVisible();
  await page.getByRole("menuitem", { name: "All that Ingrid did", exact: true }).press("Escape");
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("region", { name: "Pinned comparisons" }).getByRole("link").click();
  await page.getByRole("row", { name: /CA100 - Everyone/u }).click();
  await expect(page.getByRole("region", { name: "Your note" })).toContainText("Ask Ingrid why");
  const stored = await readWindowStorage(page);
  expect(stored).toContain('"theme":"dark"');
  expect(stored).not.toMatch(/ingrid|nordwind|canary|CA100/iu);

  // A database that is broken is rebuilt, and nobody hears of it.
  await breakWindowDatabase(page);
  await page.reload();
  await expect(page.getByRole("button", { name: "Theme: As the system" })).toBeVisible();
  await page.getByRole("button", { name: "Theme: As the system" }).click();
  await page.getByRole("menuitemradio", { name: "Light" }).click();
  await expect.poll(() => readWindowStorage(page)).toContain('"theme":"light"');
  expect(complaints).toEqual([]);

  // Nor does the browser itself keep what it showed, or what was typed: caches, session files, suggestions for fields.
  await page.getByRole("searchbox", { name: "Search by name" }).fill("CA100 - Everyone");
  await expect(page.getByRole("row", { name: /CA100 - Everyone/u })).toBeVisible();
  await close();
  expect(filesNaming(join(folder, "window"), /ingrid|nordwind|ca100 - everyone/iu)).toEqual([]);
});
