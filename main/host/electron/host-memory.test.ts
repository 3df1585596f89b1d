import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { type HostMemory, HostMemoryFile } from "./host-memory.ts";

it.each([
  ["a small one", 7],
  ["one of X11's, made from the display's own description", 21442169663798852],
  ["a negative one", -2147483648],
])("remembers everything across a start, whatever number the display has: %s", (_what, id) => {
  const folder = mkdtempSync(join(tmpdir(), "reinstate-memory-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "electron", "host.json");
  const bounds = { x: -10, y: 20, width: 1200, height: 800 };
  const kept: HostMemory = {
    window: { displays: [{ id, bounds, maximized: true }], last: id, zoom: 1.5 },
    explainedTray: true,
    daily: true,
  };
  new HostMemoryFile(path).keep(kept);
  expect(new HostMemoryFile(path).current).toEqual(kept);
});
