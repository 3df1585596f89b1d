import type { CDPSession, Page } from "playwright-core";

/** What the person does: goes to a place, or presses a tab. */
export type Step = { readonly go: string } | { readonly press: string };

export interface Shown {
  readonly milliseconds: number;
  /** Of them, what the page's own thread worked: the rest it waited, on a busy machine for others. */
  readonly thread?: number;
}

interface Frames {
  readonly dropped: number;
  readonly longest: number;
  /** What the page's own thread worked for a frame on average; the rest is painting, here by the processor. */
  readonly thread: number;
}

/** Milliseconds from the last step until what the selector names is there and painted. The steps before it only lead there. */
export async function shown(
  page: Page,
  session: CDPSession,
  selector: string,
  ...steps: readonly Step[]
): Promise<Shown> {
  for (const step of steps.slice(0, -1)) {
    await page.evaluate(`(${taken})(${JSON.stringify(step)})`);
    await page.waitForTimeout(800);
  }
  const before = await threadTime(session);
  const call = `(${takenAndShown})(${JSON.stringify(steps.at(-1))}, ${JSON.stringify(selector)})`;
  const milliseconds = Number(await page.evaluate(call));
  return { milliseconds, thread: (await threadTime(session)) - before };
}

async function threadTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "ThreadTime")?.value ?? 0) * 1000;
}

/** Milliseconds from a key to the next paint, the longest of all, as the browser itself times its events (in steps of 8 ms). */
export async function pressed(page: Page, field: string, text: string): Promise<number> {
  await page.getByRole("searchbox", { name: field }).click();
  await page.evaluate(watchKeys);
  await page.keyboard.type(text, { delay: 150 });
  await page.waitForTimeout(1000);
  return Number(await page.evaluate("Math.max(0, ...window.keyTimes)"));
}

/** Two seconds of scrolling, with a jump of half a screen in each frame. */
export async function scrolled(page: Page, session: CDPSession, grid: string): Promise<Frames> {
  const before = await threadTime(session);
  const frames = (await page.evaluate(`(${scrollAndCount})(${JSON.stringify(grid)})`)) as readonly number[];
  const thread = ((await threadTime(session)) - before) / frames.length;
  return { dropped: frames.filter((each) => each > 20).length, longest: Math.max(...frames), thread };
}

// What follows runs in the page, whose globals this program's types do not know.

const taken = `({ go, press }) => {
  if (go !== undefined) location.hash = go;
  else [...document.querySelectorAll("[role=tab], button")].find((each) => each.textContent.startsWith(press)).click();
}`;

/** It is there when it has a size, and painted when the frame after that begins. */
const takenAndShown = `async (step, selector) => {
  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
  const begun = performance.now();
  (${taken})(step);
  while (!(document.querySelector(selector)?.getBoundingClientRect().height > 0)) {
    await frame();
    if (performance.now() - begun > 60_000) throw new Error("There is no " + selector);
  }
  await frame();
  return performance.now() - begun;
}`;

/** Shorter ones than 16 ms are not told. */
const watchKeys = `
  window.keyTimes = [];
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (/^(key|input)/.test(name)) window.keyTimes.push(duration);
  }).observe({ type: "event", durationThreshold: 16 });
`;

const scrollAndCount = `async (selector) => {
  const grid = document.querySelector(selector);
  const frames = [];
  let last = await new Promise((drawn) => requestAnimationFrame(drawn));
  for (let each = 0; each < 120; each += 1) {
    grid.scrollTop += grid.clientHeight / 2;
    const now = await new Promise((drawn) => requestAnimationFrame(drawn));
    frames.push(now - last);
    last = now;
  }
  return frames;
}`;
