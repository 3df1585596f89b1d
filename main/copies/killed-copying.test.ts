import { afterEach, expect, it } from "vitest";
import { copyOf, newFolder, removeFolders } from "../vault/testing/scratch-vault.ts";
import { killCopying, vaultToCopy } from "./testing/kill-copying.ts";

afterEach(() => removeFolders());

it("a copy whose run is killed is the one before or the new one, whole, and the next run ends the work", {
  timeout: 180_000,
}, async () => {
  const [folder, copy] = [newFolder(), newFolder()];
  await vaultToCopy(folder, copy);
  // bench/prove.ts does it two hundred times.
  for (const afterMs of [0, 2, 4, 7, 11, 16, 25]) {
    expect(await killCopying(folder, copyOf(copy), afterMs)).toBeUndefined();
  }
});
