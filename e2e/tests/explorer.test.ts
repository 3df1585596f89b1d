import { ExplorerPage } from "../pages/explorer-page.ts";
import { RecoveryWizard } from "../pages/recovery-wizard.ts";
import { pressEnterOn, tabTo } from "../pages/tab-to.ts";
import { expect, test } from "../reinstate-test.ts";

test("an administrator finds a person in yesterday's snapshot, sees what became of them, and begins to put one attribute back", async ({
  openApp,
}) => {
  const { page, complaints } = await openApp({ demo: "hr-corruption" });
  const explorer = new ExplorerPage(page);
  const wizard = new RecoveryWizard(page);

  // Somebody whom the connector has changed since: the report names one.
  await page.getByRole("button", { name: "What changed since snapshot 1" }).click();
  await page.getByRole("checkbox", { name: /^Kiruna HR Connector, /u }).check({ timeout: 60_000 });
  const changed = page.getByRole("grid", { name: "Changes" }).getByRole("row").nth(3);
  await changed.click();
  const { change } = explorer;
  const name = (await change.getByRole("heading", { level: 2 }).textContent()) ?? "";
  const id = (await change.getByTitle(/^[0-9a-f]{8}-[0-9a-f-]{27}$/u).textContent()) ?? "";
  const department = change.getByRole("row", { name: /^Department/u }).getByRole("cell");
  const [before = "", after = ""] = await department.allTextContents();
  expect(before).not.toBe(after);

  // Found by name in the snapshot of the day before, with the keyboard alone.
  await pressEnterOn(page, page.getByRole("link", { name: "Explorer" }));
  await explorer.choose("Snapshot", 1);
  await expect(page.getByText(/^What snapshot 1 holds/u)).toBeVisible();
  await tabTo(page, explorer.search);
  await page.keyboard.type(name);
  await expect(page.getByText(/objects? found$/u)).toBeVisible();
  // Two people may have one name; the id tells them apart.
  const person = explorer.list.getByRole("row").filter({ has: page.getByTitle(id) });
  const personId = await person.getAttribute("id");
  await tabTo(page, explorer.list);
  for (let row = 0; row < 10 && (await explorer.list.getAttribute("aria-activedescendant")) !== personId; row += 1) {
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name })).toBeFocused();
  await expect(explorer.attributes).toBeVisible();
  await expect(page.getByText("It can never be read, so no snapshot holds it.")).toBeVisible();
  // Two kinds of editor, one after the other: the second is as good as the first.
  await page.getByRole("tab", { name: "JSON" }).click();
  await expect(page.locator(".monaco-editor")).toContainText('"accountEnabled"');

  // What changed between then and the snapshot that the report took.
  await explorer.compareWith(/^#2/u);
  await expect(change.getByRole("row", { name: /^Department/u })).toBeVisible();
  await expect(change.getByText("Kiruna HR Connector").first()).toBeVisible();
  await change.getByRole("tab", { name: "Side by side" }).click();
  await expect(change.locator(".monaco-diff-editor")).toContainText("department");
  await page.keyboard.press("Escape");
  await expect(change).toHaveCount(0);

  // Its history, moment by moment; each opens its change.
  const moment = explorer.moments.getByRole("button", { name: /Department.*Kiruna HR Connector/u });
  await pressEnterOn(page, moment);
  await expect(change.getByRole("heading", { level: 2, name })).toBeFocused();
  await expect(moment).toHaveAttribute("aria-current", "true");

  // Just the department goes back, as far as the review.
  await page.getByRole("link", { name: "Explorer" }).click();
  await explorer.choose("Snapshot", 1);
  await explorer.search.fill(name);
  await person.click();
  await page.getByRole("button", { name: "Put it back as it was here…" }).click();
  await wizard.isAt("Choose what to put back");
  await expect(page.getByText("1 change is chosen, out of 1 object that you ticked or listed")).toBeVisible();
  for (const other of await page.getByRole("checkbox", { name: /^(Job title|Manager), /u }).all())
    await other.uncheck();
  await wizard.makePlan.click();
  await wizard.isAt("Review the plan");
  const step = page.getByRole("row", { name: new RegExp(`Update User ${name}`, "u") });
  await expect(step).toBeVisible();
  await expect(step).toContainText("Department");
  await expect(step).not.toContainText("Job title");
  expect(complaints).toEqual([]);
});
