import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { methods } from "../../../preload/contract/methods.ts";
import { buildOnce } from "./testing/build-once.ts";
import { attack } from "./testing/hostile-renderer.ts";
import { RunningElectron } from "./testing/running-electron.ts";

/** What runs for every commit takes the whole minute; whoever works on it gets each method once, and some more. */
const leastMs = process.env.CI === undefined ? 0 : 60_000;

beforeAll(buildOnce, 300_000);

it("a renderer that calls every method with whatever it likes, in CI for a minute, ends nothing, writes nothing, and meets no bug", {
  timeout: 180_000,
}, async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "reinstate-hostile-renderer-"));
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));
  const running = new RunningElectron({ dataFolder, computer: { pressed: 0 } });
  onTestFinished(() => running.kill());
  await running.recorded("show");
  const begun = performance.now();
  const isOver = (made: number) => made >= 150 && performance.now() - begun >= leastMs;
  const { answered, called, calls, problems } = await attack(running, { seed: 4711, isOver });
  expect(problems).toEqual([]);
  expect(Object.keys(methods).filter((name) => !called.has(name))).toEqual([]);
  // Many went through the schemas and reached a handler.
  expect(answered).toBeGreaterThan(calls / 10);
});
