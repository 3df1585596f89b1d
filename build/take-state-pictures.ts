import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { openFakeWindow, show } from "./open-fake-page.ts";

/** Pictures of the states that a tenant seldom shows, light, dark, at 200 % zoom and in the system's own colours: `take-state-pictures.ts DIR`. */
const target = process.argv[2] ?? "state-pictures";

/** Each by its name: the query of the page over generated data, and the place in the window. */
const states: Readonly<Record<string, readonly [query: string, place: string]>> = {
  locked: ["state=locked", ""],
  welcome: ["state=none", ""],
  "timeline-empty": ["snapshots=0", ""],
  "timeline-full": ["snapshots=200", ""],
  "timeline-error": ["refuse=timeline.list", ""],
  "timeline-signed-out": ["signedIn=no", ""],
  "timeline-review": ["review=1", ""],
  "report-none": ["", "#/report"],
  "report-loading": ["workMs=60000", "#/report/1/now"],
  "report-error": ["refuse=report.open", "#/report/1/now"],
  "report-rows-error": ["refuse=report.page", "#/report/1/3"],
  "report-nothing": ["rows=0", "#/report/1/3"],
  "report-partial": ["rows=60", "#/report/1/2"],
  "report-large": ["rows=100000", "#/report/1/3"],
  "explorer-empty": ["snapshots=0", "#/explorer"],
  "explorer-error": ["refuse=explorer.list", "#/explorer"],
  "explorer-partial": ["", "#/explorer/2"],
  "recovery-none": ["", "#/recovery"],
  "history-empty": ["", "#/history"],
  "history-error": ["refuse=history.jobs", "#/history"],
  "settings-error": ["refuse=retention.describe", "#/settings"],
};

const looks = {
  light: { colorScheme: "light", viewport: { width: 1280, height: 800 } },
  dark: { colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  zoomed: { colorScheme: "light", viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  "own-colours": { colorScheme: "dark", forcedColors: "active", viewport: { width: 1280, height: 800 } },
} as const;

mkdirSync(target, { recursive: true });
const fake = await openFakeWindow();
for (const [look, options] of Object.entries(looks)) {
  const page = await fake.newPage({ ...options, reducedMotion: "reduce" });
  for (const [name, [query, place]] of Object.entries(states)) {
    await show(page, query, place);
    await page.waitForLoadState("networkidle");
    await page.screenshot({ path: join(target, `${name}-${look}.png`), animations: "disabled" });
  }
  await page.close();
}
await fake.close();
