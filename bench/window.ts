import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { CDPSession, Page } from "playwright-core";
import { buildPage } from "../build/build-page.ts";
import { openChromiumWindow } from "../main/host/chromium/open-chromium-window.ts";
import { type Row, tableOf } from "./measure.ts";
import { passphrase } from "./sealing.ts";
import { pressed, type Shown, scrolled, shown } from "./window-probes.ts";
import { largeNames, makeWindowVault } from "./window-vault.ts";

/**
 * Prints the figures of the window: the built page in the installed browser, over a real vault whose last two snapshots differ in every
 * user, with the engine in its own thread, as `npm start` opens it.
 */
const { values } = parseArgs({ options: { users: { type: "string", default: "100000" } } });
const users = Number(values.users);
const folder = mkdtempSync(join(tmpdir(), "reinstate-window-"));
try {
  const window = await opened();
  try {
    const session = await window.page.context().newCDPSession(window.page);
    await session.send("Performance.enable");
    const rows = await allRows(window.page, session);
    console.log(`load ${(loadavg()[0] ?? 0).toFixed(1)}; thread: what the page's own thread worked of it`);
    console.log(tableOf(rows));
  } finally {
    await window.close();
    await window.closed;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function opened() {
  const [pageFolder, vaultFolder] = [join(folder, "page"), join(folder, "vault")];
  buildPage(pageFolder);
  mkdirSync(vaultFolder);
  makeWindowVault(vaultFolder, users);
  return openChromiumWindow({
    version: "0.0.0-bench",
    pageFolder,
    vaultFolder,
    engineEntry: new URL("../main/engine-worker.ts", import.meta.url),
    profileFolder: join(folder, "window"),
    saveFolder: folder,
    headless: true,
    demo: false,
    width: 1280,
    height: 800,
  });
}

async function allRows(page: Page, session: CDPSession): Promise<readonly Row[]> {
  await page.getByLabel("Passphrase").fill(passphrase);
  const unlocked = await shown(page, session, "section[aria-label=Calendar]", { press: "Unlock" });
  // Whoever comes in looks first.
  await page.waitForTimeout(3000);
  const report = await reportRows(page, session);
  const objects = await objectRows(page, session);
  return [
    timed("from the passphrase to the timeline", 2000, unlocked),
    ...report,
    ...objects,
    await memoryRow(session),
  ];
}

async function reportRows(page: Page, session: CDPSession): Promise<readonly Row[]> {
  const row = "[aria-label=Changes] [role=row] [role=gridcell] svg";
  const first = await shown(page, session, row, { go: "#/report/1/2" });
  await page.waitForTimeout(3000);
  const again = await shown(page, session, row, { go: "#/timeline" }, { go: "#/report/1/2" });
  const typing = await pressed(page, "Search by name", "rossi 9");
  await page.getByRole("searchbox", { name: "Search by name" }).fill("");
  await page.waitForTimeout(1500);
  const frames = await scrolled(page, session, "[aria-label=Changes]");
  await page.locator(row).nth(4).click();
  const diff = ".monaco-diff-editor .view-line";
  const tab = { press: "Side by side" };
  await page.getByRole("tab", { name: tab.press }).waitFor();
  const cold = await shown(page, session, diff, tab);
  const warm = await shown(page, session, diff, { press: "Changes" }, tab);
  return [
    timed(`first opening of a report with ${users} changes, compared by the engine`, 2000, first),
    timed("first rows of the same report again", 200, again),
    timed("typing in the filter: longest from a key to the next paint", 50, { milliseconds: typing }),
    {
      measure: "scrolling through all rows: frames longer than 20 ms of 120",
      goal: "0",
      measured: `${frames.dropped}, longest ${frames.longest.toFixed(1)} ms (thread ${frames.thread.toFixed(1)} ms a frame)`,
      isMet: frames.dropped === 0,
    },
    timed("Monaco opens side by side, for the first time", 150, cold),
    timed("Monaco opens side by side again", 150, warm),
  ];
}

async function objectRows(page: Page, session: CDPSession): Promise<readonly Row[]> {
  await openGroup(page, largeNames.members);
  const members = await shown(page, session, "[aria-label=Members] [role=gridcell] svg", { press: "Members" });
  await openGroup(page, largeNames.bytes);
  const text = await shown(page, session, ".monaco-editor .view-line", { press: "JSON" });
  return [timed("first of a group's 100,000 members", 200, members), timed("5 MB of JSON in the editor", 1000, text)];
}

async function openGroup(page: Page, name: string): Promise<void> {
  await page.evaluate(`location.hash = "#/explorer"`);
  await page.getByRole("button", { name: /^Groups/u }).click();
  await page.getByRole("searchbox").fill(name);
  await page
    .getByRole("grid", { name: "Groups" })
    .getByRole("row", { name: new RegExp(name, "u") })
    .click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

/** What the page has allocated, garbage included. */
async function memoryRow(session: CDPSession): Promise<Row> {
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const megabytes = usedSize / 1e6;
  return {
    measure: "memory of the page after all this",
    goal: "≤ 400 MB",
    measured: `${megabytes.toFixed(0)} MB`,
    isMet: megabytes <= 400,
  };
}

function timed(measure: string, goal: number, { milliseconds, thread }: Shown): Row {
  const worked = thread === undefined ? "" : ` (thread ${Math.round(thread)} ms)`;
  const measured = `${Math.round(milliseconds)} ms${worked}`;
  return { measure, goal: `≤ ${goal} ms`, measured, isMet: milliseconds <= goal };
}
