import type { Page } from "@playwright/test";
import { axeFindings } from "../pages/axe-findings.ts";
import { ExplorerPage } from "../pages/explorer-page.ts";
import { RecoveryWizard } from "../pages/recovery-wizard.ts";
import { expect, test } from "../reinstate-test.ts";

/** The page's bridge, as a script of the page reaches it. */
interface OpenBridge {
  call(method: string, input: unknown): Promise<{ readonly ok: boolean; readonly value: unknown }>;
}

/** Everything that names a person of the tenant: names, addresses and numbers, as the window shows them outside the room. */
function readNames(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const bridge = (window as unknown as { reinstate: OpenBridge }).reinstate;
    const ask = async (method: string, input: unknown) => (await bridge.call(method, input)).value as never;
    const found = new Set<string>();
    const take = (value: unknown): void => {
      if (typeof value === "string" && value.length > 3) found.add(value);
      else if (Array.isArray(value)) value.forEach(take);
    };
    const query = { snapshot: 1, types: ["user"], text: "", offset: 0, limit: 1000 };
    const { rows } = (await ask("explorer.list", query)) as { rows: { type: string; id: string; name: string }[] };
    for (const { type, id, name } of rows) {
      take(name);
      const { object } = (await ask("explorer.object", { snapshot: 1, type, id })) as {
        object: { properties: Record<string, unknown> };
      };
      for (const property of ["userPrincipalName", "mail", "otherMails", "mobilePhone", "businessPhones"])
        take(object.properties[property]);
    }
    const { account } = (await ask("session.describe", {})) as { account: string };
    take(account);
    return [...found];
  });
}

/** Names that a text holds, letter case ignored, in JSON or as it is. */
function namedIn(text: string, names: readonly string[]): readonly string[] {
  const folded = text.toLowerCase();
  return names.filter((name) => folded.includes(name.toLowerCase()));
}

test("an incident room shows nobody's name, address or number on any screen, nor lets one cross the bridge", async ({
  openApp,
}) => {
  const { page, complaints } = await openApp({ demo: "compromised-admin" });
  const wizard = new RecoveryWizard(page);
  const explorer = new ExplorerPage(page);
  await page.getByRole("button", { name: "What changed since snapshot 1" }).waitFor();
  const names = await readNames(page);
  expect(names.length).toBeGreaterThan(1000);
  const crossed: string[] = [];
  await page.exposeFunction("crossed", (text: string) => crossed.push(text));
  await page.addInitScript(() => {
    // The bridge itself cannot be replaced; each of its answers is text until it is parsed.
    const parse = JSON.parse;
    JSON.parse = (text, ...rest) => {
      (window as unknown as { crossed(text: string): void }).crossed(text);
      return parse(text, ...rest);
    };
  });

  // One key; and a window that is opened anew begins in the room.
  await page.keyboard.press("F8");
  await expect(page.getByRole("heading", { level: 1, name: "What we know" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("region", { name: "Incident room" })).toBeVisible();

  const findings: string[] = [];
  const look = async (screen: string) => {
    const shown = await page.evaluate(() => document.documentElement.outerHTML);
    findings.push(...namedIn(shown, names).map((name) => `${screen}: ${name}`));
  };
  const decision = page.getByRole("textbox", { name: "Another decision" });
  await decision.fill(`Sessions of ${names[0]} are revoked.`);
  await page.getByRole("button", { name: "Log this decision" }).click();
  await expect(
    page.getByRole("list", { name: "Decisions" }).getByText(/^Sessions of (?:Person|Name) .* are revoked\.$/u),
  ).toBeVisible();
  await look("what we know");
  expect(await axeFindings(page, "what we know")).toEqual([]);

  await page.getByRole("link", { name: "Timeline", exact: true }).click();
  await page.getByRole("button", { name: "What changed since snapshot 1" }).waitFor();
  await look("timeline");

  await explorer.open();
  await explorer
    .row(/Person /u)
    .first()
    .waitFor();
  await look("explorer");
  // The search knows nobody by name, and everybody by pseudonym.
  await explorer.search.fill(names.find((name) => name.includes("@")) ?? "");
  await expect(page.getByText("Nothing in this snapshot is called that")).toBeVisible();
  await explorer.search.fill("");
  await explorer
    .row(/Person /u)
    .first()
    .click();
  await expect(explorer.attributes).toBeVisible();
  await look("object");
  await page.getByRole("tab", { name: "JSON" }).click();
  await expect(page.locator(".monaco-editor")).toContainText('"accountEnabled"');
  await look("object as JSON");

  await page.getByRole("link", { name: "Timeline", exact: true }).click();
  await page.getByRole("button", { name: "What changed since snapshot 1" }).click();
  const changes = page.getByRole("grid", { name: "Changes" });
  await changes
    .getByRole("row", { name: /Person /u })
    .first()
    .waitFor({ timeout: 60_000 });
  await look("report");
  await changes.getByRole("row", { name: /CA101/u }).click();
  await page.keyboard.press("Enter");
  const change = page.getByRole("region", { name: "Change", exact: true });
  await expect(change.getByText(/^Person /u).first()).toBeVisible();
  await look("change");
  await change.getByRole("tab", { name: "Side by side" }).click();
  await page.locator(".monaco-diff-editor .view-line").first().waitFor();
  await look("side by side");

  // Everything that one person did goes back, chosen by the pseudonym.
  await page.keyboard.press("Escape");
  await expect(change).toHaveCount(0);
  await page
    .getByRole("checkbox", { name: /^Person /u })
    .first()
    .check();
  await page.getByRole("button", { name: /^Recover \d+ /u }).click();
  await wizard.isAt("Choose what to put back");
  await look("choose");
  await wizard.makePlan.click();
  await wizard.isAt("Review the plan");
  await expect(page.getByRole("row", { name: /Person |CA101/u }).first()).toBeVisible();
  await look("review");

  await page.getByRole("link", { name: "What we know" }).click();
  await expect(page.getByRole("list", { name: "By whom" })).toContainText("Person ");
  await look("what we know, with a report");

  expect(findings).toEqual([]);
  expect(crossed.length).toBeGreaterThan(20);
  expect(namedIn(crossed.join("\n"), names)).toEqual([]);

  // Out only after a question, and the finger is not on the answer.
  await page.keyboard.press("F8");
  const question = page.getByRole("alertdialog", { name: "Leave the incident room?" });
  await expect(question.getByRole("button", { name: "Stay" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Incident room" })).toBeVisible();
  await page.keyboard.press("F8");
  await question.getByRole("button", { name: "Leave and show names" }).click();
  await expect(page.getByRole("region", { name: "Incident room" })).toHaveCount(0);
  await explorer.open();
  await expect(explorer.row(/Person /u)).toHaveCount(0);
  expect(complaints).toEqual([]);
});
