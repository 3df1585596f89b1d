import { registerHooks } from "node:module";
import { performance } from "node:perf_hooks";
import { standInClock } from "./stand-in-clock.ts";

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
