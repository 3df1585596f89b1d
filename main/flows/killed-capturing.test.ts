import { afterEach, expect, it } from "vitest";
import { copyOf, newFolder, removeFolders } from "../vault/testing/scratch-vault.ts";
import { killCapturing, vaultToCapture } from "./testing/kill-capturing.ts";

afterEach(() => removeFolders());

it("a process that is killed while it captures leaves a vault that proves, and the next capture is whole", {
  timeout: 180_000,
}, async () => {
  const folder = newFolder();
  await vaultToCapture(folder);
  // bench/prove.ts does it two hundred times.
  for (const afterMs of [0, 60, 200]) expect(await killCapturing(copyOf(folder), afterMs)).toBeUndefined();
});
