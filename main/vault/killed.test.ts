import { afterEach, describe, expect, it } from "vitest";
import { killSealing } from "./testing/kill-sealing.ts";
import { killThinning, vaultToThin } from "./testing/kill-thinning.ts";
import { copyOf, newFolder, newVault, removeFolders } from "./testing/scratch-vault.ts";

afterEach(() => removeFolders());

describe("a process that is killed while it seals", () => {
  it("leaves the last sealed snapshot whole, ten times over", { timeout: 120_000 }, async () => {
    const folder = newFolder();
    newVault(folder).close();
    let known = 0;
    // Seeded moments; bench/prove.ts does the same two hundred times.
    let random = 20_260_731;
    // On a busy machine nothing may have been sealed by then: some more, and later ones, until there is something to be lost.
    for (let round = 0; round < 10 || known === 0; round += 1) {
      random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
      const outcome = await killSealing({
        folder,
        users: 600,
        afterMilliseconds: random % (150 * Math.ceil((round + 1) / 10)),
      });
      expect(outcome.problem).toBeUndefined();
      expect(outcome.snapshots).toBeGreaterThanOrEqual(Math.max(known, outcome.promised));
      known = outcome.snapshots;
    }
  });
});

describe("a process that is killed while it thins out", () => {
  it("leaves a vault that proves, and the next one ends the work", { timeout: 120_000 }, async () => {
    const folder = newFolder();
    vaultToThin(folder, 200);
    // bench/prove.ts does it two hundred times.
    for (const afterMs of [0, 3, 6, 10, 15, 20, 28, 40]) {
      expect(await killThinning(copyOf(folder), 200, afterMs)).toBeUndefined();
    }
  });
});
