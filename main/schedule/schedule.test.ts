import { describe, expect, it } from "vitest";
import { dailyTimes } from "./daily-times.ts";
import { beginAttempt, clockSetBack, decide, failAttempt, type Moment } from "./decide.ts";
import { notRunning } from "./pass-due.ts";
import { newMemory, parseMemory, type ScheduleMemory } from "./schedule-memory.ts";
import { withSettings } from "./scheduler.ts";

const hour = 3_600_000;
const day = 24 * hour;
const noon = Date.UTC(2026, 4, 4, 12);
const timezone = "UTC";
const on: ScheduleMemory = { ...newMemory(0), settings: { daily: true, hour: 12 } };

function decideAt(memory: ScheduleMemory, now: number, more: Partial<Moment> = {}) {
  const moment = { now, restedMs: Number.POSITIVE_INFINITY, lastCaptureAt: undefined, ...more };
  return decide(memory, dailyTimes(memory, timezone), moment);
}
const dueAt = (now: number) => decideAt(on, now - 1).memory;
const iso = (moment: number) => new Date(moment).toISOString();

describe("what is due", () => {
  it("is nothing before anybody chose it", () => {
    const memory = newMemory(0.5);
    expect(decideAt(memory, noon)).toEqual({ memory, isDue: false });
    expect(decideAt(memory, noon).memory).toBe(memory);
  });

  it("is the chosen hour, the vault's own minutes later, and nothing before", () => {
    const memory = { ...on, offset: 17 * 60 + 5 };
    const { memory: next, isDue } = decideAt(memory, noon - hour);
    expect([next.nextAt, isDue]).toEqual(["2026-05-04T12:17:05.000Z", false]);
    expect(decideAt(next, Date.parse("2026-05-04T12:17:04.999Z")).isDue).toBe(false);
    expect(decideAt(next, Date.parse("2026-05-04T12:17:05.000Z")).isDue).toBe(true);
  });

  it("draws minutes within twenty, so that 'at noon' stays true", () => {
    expect(newMemory(0.999).offset).toBeLessThan(20 * 60);
  });

  it("stays due after sleep, restart and missed days, as one snapshot", () => {
    expect(decideAt(dueAt(noon), noon + 5 * hour).isDue).toBe(true);
    expect(decideAt(dueAt(noon), noon + 9.5 * day).isDue).toBe(true);
  });

  it("is done by a whole capture that a person took meanwhile, and not by an older one", () => {
    const { memory, isDue } = decideAt(dueAt(noon), noon + 2 * hour, { lastCaptureAt: noon + hour });
    expect([memory.nextAt, memory.absences, isDue]).toEqual([iso(noon + day), [], false]);
    expect(decideAt(dueAt(noon), noon + hour, { lastCaptureAt: noon - 1 }).isDue).toBe(true);
  });

  it("says which days have none when one comes late, and why", () => {
    const { memory } = decideAt(dueAt(noon), noon + 3 * day + 2 * hour, { lastCaptureAt: noon + 3 * day + hour });
    expect(memory.absences).toEqual([{ from: iso(noon), to: iso(noon + 2 * day), count: 3, reason: notRunning }]);
    expect(memory.nextAt).toBe(iso(noon + 4 * day));
  });

  it("is nothing any more once it is switched off, and not at once when it is switched on again", () => {
    const off = withSettings(dueAt(noon), { daily: false, hour: 12 }, noon + hour);
    expect(decideAt(off, noon + hour)).toMatchObject({ isDue: false, memory: { nextAt: null } });
    const again = withSettings(off, { daily: true, hour: 12 }, noon + 2 * hour);
    expect(decideAt(again, noon + 2 * hour).isDue).toBe(false);
  });

  it("moves to another hour, but what is overdue is not let off", () => {
    const moved = withSettings(dueAt(noon), { daily: true, hour: 3 }, noon - hour);
    expect(Date.parse(moved.nextAt ?? "")).toBeGreaterThan(noon - hour);
    expect(moved.nextAt).not.toBe(iso(noon));
    const overdue = withSettings(dueAt(noon), { daily: true, hour: 3 }, noon + hour);
    expect(decideAt(overdue, noon + hour).isDue).toBe(true);
  });
});

describe("after a failure", () => {
  it("waits longer and longer, six hours at most, and says what was wrong", () => {
    let [memory, now] = [dueAt(noon), noon];
    const waits = [];
    for (let time = 0; time < 8; time += 1) {
      memory = failAttempt(beginAttempt(memory, now, 0), now, "Sign in again.", 0);
      const retryAt = Date.parse(memory.retryAt ?? "");
      expect([decideAt(memory, retryAt - 1).isDue, decideAt(memory, retryAt).isDue]).toEqual([false, true]);
      waits.push((retryAt - now) / 60_000);
      now = retryAt;
    }
    expect(waits).toEqual([5, 15, 45, 120, 240, 360, 360, 360]);
    expect(memory).toMatchObject({ failures: 8, last: { outcome: "failed", problem: "Sign in again." } });
    const { memory: after } = decideAt(memory, now + 2 * day, { lastCaptureAt: now + 2 * day });
    expect(after).toMatchObject({ failures: 0, retryAt: null, absences: [{ reason: "Sign in again." }] });
  });

  it("an attempt that took the program down with it is not begun again at once", () => {
    expect(decideAt(beginAttempt(dueAt(noon), noon, 0.5), noon + 60_000).isDue).toBe(false);
  });
});

describe("a clock that jumps", () => {
  const years = 5 * 365 * day;
  const afterLeap = decideAt(dueAt(noon), noon + years, { lastCaptureAt: noon + years }).memory;

  it("years ahead: one snapshot, and one line for all days between", () => {
    expect(decideAt(dueAt(noon), noon + years).isDue).toBe(true);
    expect(afterLeap.absences).toMatchObject([{ count: 5 * 365 }]);
    expect(decideAt(afterLeap, noon + years + hour).isDue).toBe(false);
  });

  it("and back again: the next one is tomorrow, not in years", () => {
    const { memory, isDue } = decideAt(afterLeap, noon + hour, { lastCaptureAt: noon + years });
    expect([memory.nextAt, isDue]).toEqual([iso(noon + day), false]);
    expect(memory.absences[0]).toMatchObject({ count: 1, reason: clockSetBack });
  });

  it("back while a retry waits: it does not wait for years either, and the failure is told", () => {
    const failing = failAttempt(dueAt(noon), noon, "Sign in again.", 0);
    const { memory } = decideAt(failing, noon - years);
    expect(memory.absences).toMatchObject([{ count: 1, reason: "Sign in again." }]);
    expect(memory.nextAt).toBe(iso(noon - years + day));
    expect(decideAt(failing, noon - 8 * hour)).toMatchObject({ isDue: false, memory: { nextAt: iso(noon) } });
    expect(decideAt({ ...failing, retryAt: iso(noon + years) }, noon + hour).memory.retryAt).toBe(
      iso(noon + hour + 60_000),
    );
  });

  it("to and fro every minute: never two attempts within five minutes of this process's time", () => {
    expect(decideAt(dueAt(noon), noon + day, { restedMs: 4 * 60_000 }).isDue).toBe(false);
    expect(decideAt(dueAt(noon), noon + day, { restedMs: 5 * 60_000 }).isDue).toBe(true);
  });
});

describe("summer time", () => {
  it.each(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"])(
    "in %s every day of a year has one time, 23 to 25 hours after the one before",
    (zone) => {
      for (const chosen of [0, 1, 2, 3, 12, 23]) {
        const times = dailyTimes({ settings: { daily: true, hour: chosen }, offset: 61 }, zone);
        const first = times.after(Date.UTC(2026, 0));
        let last = first;
        for (let count = 1; count <= 365; count += 1) {
          const next = times.after(last);
          expect(next - last).toBeGreaterThanOrEqual(23 * hour - hour);
          expect(next - last).toBeLessThanOrEqual(25 * hour);
          expect(times.until(first, next)).toEqual({ last: next, count: count + 1 });
          last = next;
        }
      }
    },
  );
});

it("forgets what it cannot read, instead of failing for ever", () => {
  expect(parseMemory(JSON.stringify(on))).toEqual(on);
  for (const text of ["", "{", "null", JSON.stringify({ ...on, nextAt: "soon" }), JSON.stringify({ ...on, more: 1 })]) {
    expect(parseMemory(text)).toBeUndefined();
  }
});
