import { loadavg } from "node:os";
import type { CDPSession, Page } from "playwright-core";
import { openFakeWindow, show } from "../build/open-fake-page.ts";
import { type Row, tableOf } from "./measure.ts";
import { pressed, type Shown, scrolled, shown } from "./window-probes.ts";

/**
 * Prints the figures of the window: the built page over generated data, in the installed browser. The engine's part is done within the
 * page here, so that each figure holds more than the window's own time.
 */
const fake = await openFakeWindow();
try {
  const page = await fake.newPage({ viewport: { width: 1280, height: 800 } });
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const report = await reportRows(page, session);
  const memory = await memoryRow(session);
  console.log(`load ${(loadavg()[0] ?? 0).toFixed(1)}; thread: what the page's own thread worked of it`);
  console.log(tableOf([...report, memory, ...(await objectRows(page, session))]));
} finally {
  await fake.close();
}

async function reportRows(page: Page, session: CDPSession): Promise<readonly Row[]> {
  await show(page, "rows=100000", "#/timeline");
  const row = "[aria-label=Changes] [role=row] [role=gridcell] svg";
  const first = await shown(page, session, row, { go: "#/report/1/3" });
  const again = await shown(page, session, row, { go: "#/timeline" }, { go: "#/report/1/3" });
  const typing = await pressed(page, "Search by name", "costa 9");
  await page.getByRole("searchbox", { name: "Search by name" }).fill("");
  await page.waitForTimeout(1500);
  const frames = await scrolled(page, "[aria-label=Changes]");
  await page.locator(row).nth(4).click();
  const diff = ".monaco-diff-editor .view-line";
  const tab = { press: "Side by side" };
  const cold = await shown(page, session, diff, tab);
  const warm = await shown(page, session, diff, { press: "Changes" }, tab);
  return [
    timed("first rows of a report with 100,000 changes, compared and sorted in the page", 200, first),
    timed("the same report again", 200, again),
    timed("typing in the filter: longest from a key to the next paint", 50, { milliseconds: typing }),
    {
      measure: "scrolling through 100,000 rows: frames longer than 20 ms of 120",
      goal: "0",
      measured: `${frames.dropped}, longest ${frames.longest.toFixed(1)} ms`,
      isMet: frames.dropped === 0,
    },
    timed("Monaco opens side by side, loaded for the first time", 150, cold),
    timed("Monaco opens side by side again", 150, warm),
  ];
}

async function objectRows(page: Page, session: CDPSession): Promise<readonly Row[]> {
  await show(page, "members=100000&bytes=5000000", "#/explorer");
  await page.getByRole("button", { name: /^Groups/u }).click();
  await page.getByRole("grid", { name: "Groups" }).getByRole("row").nth(2).click();
  await page.getByRole("tab", { name: /^Members/u }).waitFor();
  const members = await shown(page, session, "[aria-label=Members] [role=gridcell] svg", { press: "Members" });
  const text = await shown(page, session, ".monaco-editor .view-line", { press: "JSON" });
  return [timed("first of a group's 100,000 members", 200, members), timed("5 MB of JSON in the editor", 1000, text)];
}

/** What the page has allocated, garbage included, with the generated changes. */
async function memoryRow(session: CDPSession): Promise<Row> {
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const megabytes = usedSize / 1e6;
  return {
    measure: "memory of the page after all this, with the generated changes in it",
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
