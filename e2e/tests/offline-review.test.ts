import { readFile } from "node:fs/promises";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { makeWorkplace, type Workplace } from "../../main/terminal/testing/demo-vault.ts";
import { axeFindings } from "../pages/axe-findings.ts";
import { ExplorerPage } from "../pages/explorer-page.ts";
import { OwnFilePage } from "../pages/own-file-page.ts";
import { pressEnterOn, tabTo } from "../pages/tab-to.ts";
import { expect, test } from "../reinstate-test.ts";

const passphrase = "of the export";
/** Keys of age are slow to guess on purpose where they come out of a passphrase. */
const slow = { timeout: 60_000 };
let workplace: Workplace;
let [before, after, identity] = ["", "", ""];

/** What a colleague sent: two snapshots of the demo, exported by the command line, one for a key and one with a passphrase. */
test.beforeAll(async () => {
  workplace = await makeWorkplace();
  const key = await generateX25519Identity();
  identity = await workplace.file("key.txt", `${key}\n`);
  const word = await workplace.file("passphrase.txt", passphrase);
  [before, after] = [workplace.path("before.age"), workplace.path("after.age")];
  for (const args of [
    ["1", before, "--export-passphrase-file", word],
    ["2", after, "--recipient", await identityToRecipient(key)],
  ]) {
    const { code, err } = await workplace.demo("export", ...args);
    expect([code, err]).toEqual([0, ""]);
  }
  // age's own cost of a passphrase: 2^18. The other tests write exports that are cheap to open.
  expect((await readFile(before, "latin1")).split("\n")[1]).toMatch(/^-> scrypt \S+ 18$/u);
});
test.afterAll(() => workplace.remove());

test("a colleague reviews two exports by keyboard, without a vault or a tenant, and leaves nothing behind", async ({
  openApp,
}) => {
  test.slow();
  const { page, complaints, offerExport } = await openApp();
  const findings: string[] = [];
  const look = async (screen: string) => findings.push(...(await axeFindings(page, screen)));
  const banner = page.getByRole("region", { name: "Offline review" });
  const chosen = await OwnFilePage.after(
    page,
    () => pressEnterOn(page, page.getByRole("button", { name: "Open an export…" })),
    "Open an exported snapshot",
  );
  await chosen.pick(after);
  const openIt = page.getByRole("button", { name: "Open to review" });
  await expect(openIt).toBeDisabled();
  await look("open an export");
  const key = await OwnFilePage.after(
    page,
    () => pressEnterOn(page, page.getByRole("button", { name: "Choose identity file…" })),
    "Choose your age identity file",
  );
  await key.type(identity);
  await pressEnterOn(page, openIt);
  await expect(banner).toContainText("Nordwind Logistics", slow);
  await expect(banner).toContainText("Only looked at");
  await expect(banner.getByTitle(/UTC\n/u)).toBeVisible();

  await look("timeline of an export");
  // The other one is double-clicked; it opens beside, in its place in time.
  offerExport(before);
  await expect(page.getByLabel("Passphrase of the export")).toBeFocused();
  await page.keyboard.type(passphrase);
  await page.keyboard.press("Enter");
  await expect(banner).toContainText("2 exports of", slow);
  await tabTo(page, page.getByRole("checkbox", { name: "Select snapshot 2" }));
  await page.keyboard.press("Space");
  await tabTo(page, page.getByRole("checkbox", { name: "Select snapshot 1" }));
  await page.keyboard.press("Space");
  await pressEnterOn(page, page.getByRole("button", { name: "Compare", exact: true }));

  const changes = page.getByRole("grid", { name: "Changes" });
  await expect(changes.getByRole("row", { name: /CA100 - Everyone/u })).toBeVisible();
  await changes.getByRole("row", { name: /CA100 - Everyone/u }).click();
  await expect(page.getByRole("region", { name: "Who changed it" })).toContainText("adm.ingrid.solberg");
  await expect(banner).toBeVisible();
  await expect(page.getByRole("button", { name: /^Recover/u })).toHaveCount(0);

  const explorer = new ExplorerPage(page);
  await explorer.open();
  await explorer.search.fill("CA100");
  await explorer.row(/CA100 - Everyone/u).click();
  await explorer.attributes.waitFor();
  await expect(page.getByRole("button", { name: /^Put it back/u })).toHaveCount(0);
  await pressEnterOn(page, page.getByRole("button", { name: "History of this object" }));
  await expect(explorer.moments).toContainText("Excluded groups");
  await expect(banner).toBeVisible();

  // Whatever a page that was taken over asks for.
  const answers = await page.evaluate(async () => {
    const ask = (method: "timeline.capture" | "plan.make", input: object) =>
      (window as unknown as { reinstate: { call(method: string, input: object): Promise<object> } }).reinstate.call(
        method,
        input,
      );
    return [await ask("timeline.capture", {}), await ask("plan.make", { snapshot: 1, filter: {}, removeAdded: false })];
  });
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: "USAGE_READ_ONLY" } });

  await pressEnterOn(page, page.getByRole("button", { name: "Proven: see how" }));
  await expect(page.getByRole("dialog", { name: "What is proven" })).toContainText("right before it");
  await look("what is proven");
  await page.getByRole("button", { name: "Close", exact: true }).press("Enter");
  await pressEnterOn(page, page.getByRole("button", { name: "Close and forget" }));
  await expect(page.getByRole("heading", { level: 1, name: "Welcome to Reinstate" })).toBeVisible();
  await expect(page.getByText("Nordwind")).toHaveCount(0);
  expect(findings).toEqual([]);
  expect(complaints).toEqual([]);
});
