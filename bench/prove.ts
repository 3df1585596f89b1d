import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { killSealing } from "../main/vault/testing/kill-sealing.ts";
import { newVault } from "../main/vault/testing/scratch-vault.ts";
import { createRandom } from "./random.ts";

/** Kills a sealing process at 200 seeded moments and looks each time whether the last snapshot is whole and all proves. */
const { values } = parseArgs({
  options: {
    times: { type: "string", default: "200" },
    seed: { type: "string", default: "20260731" },
    users: { type: "string", default: "1500" },
  },
});
const [times, users] = [Number(values.times), Number(values.users)];
const random = createRandom(Number(values.seed));
/** A vault for so many rounds each: checking grows with the snapshots it holds. */
const roundsPerVault = 20;
let [snapshots, lost] = [0, 0];

for (let round = 0; round < times; round += roundsPerVault) await proveOne(Math.min(roundsPerVault, times - round));
console.log(`${times} processes killed while sealing, ${snapshots} snapshots sealed, ${lost} vaults not whole.`);
process.exitCode = lost === 0 ? 0 : 1;

async function proveOne(rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "reinstate-prove-"));
  try {
    newVault(folder).close();
    let known = 0;
    for (let round = 0; round < rounds; round += 1) {
      const afterMilliseconds = random.below(250);
      const outcome = await killSealing({ folder, users, afterMilliseconds });
      const problem =
        outcome.problem ?? (outcome.snapshots < known ? `snapshot ${known} was there before and is gone` : undefined);
      snapshots += outcome.snapshots - known;
      known = outcome.snapshots;
      if (problem === undefined) continue;
      lost += 1;
      console.log(`killed after ${afterMilliseconds} ms: ${problem}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
