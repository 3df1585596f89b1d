import { registerHooks, syncBuiltinESMExports } from "node:module";
import { performance } from "node:perf_hooks";
import timers from "node:timers/promises";
import { isMainThread } from "node:worker_threads";
import type { StandInComputer } from "./remote-messages.ts";
import { passed, standInClock } from "./stand-in-clock.ts";

/** Loaded before the main bundle (`node --import`), in each of its threads: whoever imports `electron` gets the stand-in, and nothing is downloaded. */
const standIn = new URL("./stand-in-electron.ts", import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "electron" ? { url: standIn, shortCircuit: true } : next(specifier, context),
});

const ahead = standInClock();
const RealDate = Date;
const wallNow = Date.now.bind(Date);
const steadyNow = performance.now.bind(performance);
globalThis.Date = class extends RealDate {
  static override now(): number {
    return wallNow() + ahead();
  }
  constructor(...given: readonly unknown[]) {
    if (given.length === 0) super(wallNow() + ahead());
    else super(...(given as [number]));
  }
} as DateConstructor;
performance.now = () => steadyNow() + ahead();

/** What waits for long in the host waits for the test to move the clock. */
if (isMainThread) {
  const { setTimeout } = timers;
  timers.setTimeout = async <Value>(milliseconds = 0, value?: Value, options = {}) => {
    if (milliseconds < 10_000) return setTimeout(milliseconds, value as Value, options);
    await passed(milliseconds);
    return value as Value;
  };
  syncBuiltinESMExports();
  const { release, platform } = JSON.parse(process.env.STAND_IN_COMPUTER ?? "{}") as Partial<StandInComputer>;
  const value = release === undefined ? platform : "win32";
  // The engine's thread loads the native module of the computer that there really is.
  if (value !== undefined) Object.defineProperty(process, "platform", { value });
}
