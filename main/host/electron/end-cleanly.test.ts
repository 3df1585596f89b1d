import { expect, it } from "vitest";
import type { WorkProgress } from "../../../preload/contract/events.ts";
import type { RunningElectron, StartOptions } from "./testing/running-electron.ts";
import { newFolder, prepareStarts, startElectron } from "./testing/start-electron.ts";
import { windowsRelease } from "./testing/windows-release.ts";

const timeout = 120_000;

/** With the demo tenant's vault open, and the person presses this button in whatever is asked. */
async function startDemo(dataFolder: string, pressed: number, users = 50): Promise<RunningElectron> {
  const running = await startShown({ dataFolder, computer: { pressed } });
  await running.call("session.startDemo", { scenario: "hr-corruption", users });
  return running;
}

async function startShown(options: StartOptions): Promise<RunningElectron> {
  const running = startElectron(options);
  await running.recorded("show");
  return running;
}

/** Begins the work, waits until it tells of what fits, and gives its answer to come. */
async function inTheMiddleOf(
  running: RunningElectron,
  [method, input]: readonly [string, unknown],
  fits: (progress: WorkProgress) => boolean,
): Promise<{ readonly answer: Promise<unknown> }> {
  const told = () =>
    running
      .records<readonly [string, string, WorkProgress]>("send")
      .filter(([, event, progress]) => event === "work.didProgress" && fits(progress));
  const { length } = told();
  const answer = running.invoke(method, input);
  await running.recorded("send", () => told().length > length);
  return { answer };
}

const capture = ["timeline.capture", {}] as const;
const always = () => true;

prepareStarts();

it(
  "quitting while a snapshot is taken asks, ends it cleanly, and closes the vault before the process ends",
  async () => {
    const dataFolder = newFolder();
    // Reinstate asks, and the person quits all the same.
    const running = await startDemo(dataFolder, 1);
    const before = await running.call("timeline.list", {});
    const { answer } = await inTheMiddleOf(running, capture, always);
    const [ended, code] = await Promise.all([answer, running.quit()]);
    expect([ended, code]).toMatchObject([{ ok: false, error: { code: "CANCELLED" } }, 0]);
    expect(running.records("showMessageBox")).toMatchObject([{ message: "A snapshot is being taken", defaultId: 0 }]);
    const again = await startShown({ dataFolder });
    await again.call("session.describe", {});
    expect(await again.call("timeline.list", {})).toHaveLength(before.length);
  },
  timeout,
);

it(
  "quitting while a plan is written stops after a step, and the next start can go on with the rest",
  async () => {
    const dataFolder = newFolder();
    const running = await startDemo(dataFolder, 1, 500);
    const plan = await running.call("plan.make", { snapshot: 1, filter: {}, removeAdded: false });
    const acknowledged = plan.warnings.map(({ code }) => code);
    const apply = ["recovery.apply", { planId: plan.id, hash: plan.hash, acknowledged }] as const;
    const { answer } = await inTheMiddleOf(running, apply, ({ work, done }) => work === "apply" && done > 0);
    const [ended, code] = await Promise.all([answer, running.quit()]);
    expect([ended, code]).toMatchObject([{ ok: true, value: { state: "cancelled" } }, 0]);
    expect(running.records("showMessageBox").at(-1)).toMatchObject({
      message: "A recovery is being written to the tenant",
    });

    const again = await startShown({ dataFolder, computer: { pressed: 1 } });
    await again.call("session.describe", {});
    const [job] = await again.call("history.jobs", {});
    const outcomes = new Set(job?.steps.map(({ outcome }) => outcome));
    expect(outcomes).toEqual(new Set(["applied", "pending"]));
    const resumed = await again.call("recovery.resume", { jobId: job?.id ?? "" });
    expect(resumed).toMatchObject({ state: "ended", verdict: "complete" });
    expect(resumed.steps).toHaveLength(plan.stepCount);
  },
  timeout,
);

it.each([
  ["Linux or a Mac shuts down", "power", "shutdown"],
  ["Windows asks whether the session may end", "window", "query-session-end"],
] as const)(
  "work ends cleanly without a question when %s, which is delayed for that long",
  async (_when, on, event) => {
    const dataFolder = newFolder();
    const running = await startDemo(dataFolder, 0);
    const before = await running.call("timeline.list", {});
    const { answer } = await inTheMiddleOf(running, capture, always);
    expect(await running.emit(on, event)).toBe(true);
    expect(await answer).toMatchObject({ ok: false, error: { code: "CANCELLED" } });
    expect(await running.ended).toBe(0);
    expect(running.records("showMessageBox")).toEqual([]);
    const again = await startShown({ dataFolder });
    await again.call("session.describe", {});
    expect(await again.call("timeline.list", {})).toHaveLength(before.length);
  },
  timeout,
);

it(
  "nothing delays the end of a session on Windows while nothing is under way, and the vault is closed as it ends",
  async () => {
    const running = await startDemo(newFolder(), 0);
    expect(await running.emit("window", "query-session-end")).toBe(false);
    expect(await running.call("session.describe", {})).toMatchObject({ state: "open" });
    await running.emit("window", "session-end").catch(() => undefined);
    expect(await running.ended).toBe(0);
  },
  timeout,
);

it.runIf(process.platform !== "win32")(
  "work in the tray, without a window, ends cleanly as well when Windows ends the session",
  async () => {
    const dataFolder = newFolder();
    const { release, env } = windowsRelease(dataFolder, { version: "2.0.0", signedBy: "" }, "off");
    const running = await startShown({ dataFolder, env, computer: { release, pressed: 0 } });
    await running.call("session.startDemo", { scenario: "hr-corruption", users: 50 });
    await running.call("schedule.write", { daily: true, hour: (new Date().getHours() + 12) % 24 });
    await running.recorded("Tray");
    await running.ask({ what: "closeWindow" });
    await running.ask({ what: "choose", menu: "tray", labels: ["Open Reinstate"] });
    // It goes when a window comes, so that closing that one is heard again.
    await running.recorded("BaseWindowDestroyed");
    await running.ask({ what: "closeWindow" });
    expect(running.records("BaseWindow")).toMatchObject([{ show: false }, { show: false }]);
    const answer = running.invoke(...capture);
    await running.recorded<readonly { readonly label?: string }[]>("trayMenu", (items) =>
      items.some(({ label }) => label === "Work is under way"),
    );
    expect(await running.emit("invisible", "query-session-end")).toBe(true);
    expect(await answer).toMatchObject({ ok: false, error: { code: "CANCELLED" } });
    expect(await running.ended).toBe(0);
  },
  timeout,
);
