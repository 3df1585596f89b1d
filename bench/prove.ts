import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { killCopying, vaultToCopy } from "../main/copies/testing/kill-copying.ts";
import { backUp } from "../main/flows/backup.ts";
import { createChangingTenant } from "../main/flows/testing/changing-tenant.ts";
import { killCapturing, vaultToCapture } from "../main/flows/testing/kill-capturing.ts";
import { killRekeying, vaultToRekey } from "../main/vault/testing/kill-rekeying.ts";
import { killSealing } from "../main/vault/testing/kill-sealing.ts";
import { killThinning, vaultToThin } from "../main/vault/testing/kill-thinning.ts";
import { newVault } from "../main/vault/testing/scratch-vault.ts";
import { tableOf } from "./measure.ts";
import { openLargeVault } from "./open-large-vault.ts";
import { proveHostileGraph } from "./prove-hostile-graph.ts";
import { proveHostilePage } from "./prove-hostile-page.ts";
import { proveHostileRenderer } from "./prove-hostile-renderer.ts";
import { proveRecoveries } from "./prove-recoveries.ts";
import { proveScenarios } from "./prove-scenarios.ts";
import { proveSchedule } from "./prove-schedule.ts";
import { createRandom } from "./random.ts";

/**
 * Kills processes at 200 seeded moments each while they seal, thin out, give a new key, copy and capture, and looks each time whether all
 * that was there is whole and proves, and whether the next one ends the work. Then takes thousands of snapshots out of delta rounds,
 * captures 1,000 times from a Graph that misbehaves, recovers 1,000 random tenants and takes each back, recovers a tenant of 100,000
 * people (`--people`) from each incident of the demo, lets a hostile page call every method for a minute, and another through the
 * real bundle, lets the daily snapshot run for 200 days 20 times over, opens a vault of 5 GB and prints how long it took.
 */
const { values } = parseArgs({
  options: {
    times: { type: "string", default: "200" },
    seed: { type: "string", default: "20260731" },
    users: { type: "string", default: "1500" },
    hostile: { type: "string", default: "1000" },
    /** Random tenants that are recovered and taken back. */
    recoveries: { type: "string", default: "1000" },
    /** The first of their seeds: the others follow it. */
    "recoveries-from": { type: "string", default: "1" },
    people: { type: "string", default: "100000" },
    /** Seconds that a hostile page calls. */
    page: { type: "string", default: "60" },
    /** Times 200 scheduled days. */
    schedule: { type: "string", default: "20" },
  },
});
const [times, users] = [Number(values.times), Number(values.users)];
const random = createRandom(Number(values.seed));
/** A vault for so many rounds of sealing each: checking grows with the snapshots it holds. */
const roundsPerVault = 20;
let lost = 0;

await proveSealing();
await proveKilled(
  "thinning out",
  60,
  (folder) => vaultToThin(folder, 300),
  (folder, afterMs) => killThinning(folder, 300, afterMs),
);
await proveKilled("giving a new key", 70, vaultToRekey, killRekeying);
await proveKilled(
  "copying",
  40,
  (folder) => vaultToCopy(join(folder, "vault"), join(folder, "copy")),
  (folder, afterMs) => killCopying(join(folder, "vault"), join(folder, "copy"), afterMs),
);
await proveKilled("capturing", 250, vaultToCapture, killCapturing);
await proveDeltaRounds();
const wrong = await proveHostileGraph(1, Number(values.hostile));
const untrue = await proveRecoveries(Number(values["recoveries-from"]), Number(values.recoveries), inFolder);
const open = await proveScenarios(Number(values.people), inFolder);
await proveOpening();
let reached = 0;
await inFolder(async (folder) => {
  reached = await proveHostilePage(folder, Number(values.page));
});
await inFolder(async (folder) => {
  reached += await proveHostileRenderer(folder, Number(values.page), Number(values.seed));
});
const unexplained = await proveSchedule(Number(values.schedule));
process.exitCode = lost + wrong + untrue + open + reached + unexplained === 0 ? 0 : 1;

async function proveKilled(
  doing: string,
  longestMs: number,
  make: (folder: string) => void | Promise<void>,
  kill: (folder: string, afterMs: number) => Promise<string | undefined>,
): Promise<void> {
  const before = lost;
  await inFolder(async (made) => {
    await make(made);
    for (let time = 0; time < times; time += 1) {
      const afterMs = random.below(longestMs);
      await inFolder(async (folder) => {
        cpSync(made, folder, { recursive: true });
        note(afterMs, await kill(folder, afterMs));
      });
    }
  });
  console.log(`${times} processes killed while ${doing}, ${lost - before} vaults not whole.`);
}

async function proveOpening(): Promise<void> {
  await inFolder(async (folder) => {
    const row = openLargeVault(folder);
    console.log(row === undefined ? "No vault of 5 GB was opened: that needs 12 GB of free disk." : tableOf([row]));
  });
}

async function proveSealing(): Promise<void> {
  const before = lost;
  let snapshots = 0;
  for (let round = 0; round < times; round += roundsPerVault) {
    await inFolder(async (folder) => {
      newVault(folder).close();
      let known = 0;
      for (let time = 0; time < Math.min(roundsPerVault, times - round); time += 1) {
        const afterMilliseconds = random.below(250);
        const outcome = await killSealing({ folder, users, afterMilliseconds });
        const gone = outcome.snapshots < known ? `snapshot ${known} was there before and is gone` : undefined;
        note(afterMilliseconds, outcome.problem ?? gone);
        snapshots += outcome.snapshots - known;
        known = outcome.snapshots;
      }
    });
  }
  console.log(
    `${times} processes killed while sealing, ${snapshots} snapshots sealed, ${lost - before} vaults not whole.`,
  );
}

/** A snapshot out of changes has to be the one that a full read gives at that moment; a new tenant every 50 rounds. */
async function proveDeltaRounds(): Promise<void> {
  const [before, types] = [lost, ["user", "group"] as const];
  let [rounds, writes, delta] = [0, 0, 0];
  for (let seed = 1; rounds < times * 10; seed += 1) {
    await inFolder(async (folder) => {
      const folders = [join(folder, "rounds"), join(folder, "full")] as const;
      for (const each of folders) mkdirSync(each);
      const tenant = await createChangingTenant(seed, folders);
      for (let round = 0; round <= 50; round += 1, rounds += 1) {
        if (round > 0) await tenant.change(1 + random.below(20));
        const [one, other] = [await backUp(tenant.rounds, { types }), await backUp(tenant.full, { types, full: true })];
        if (Object.values(one.types).every(({ mode }) => mode === "delta")) delta += 1;
        if (one.root === other.root) continue;
        lost += 1;
        console.log(`seed ${seed}, round ${round}: the changes lead to another snapshot than a full read`);
        break;
      }
      writes += tenant.accepted();
      tenant.close();
    });
  }
  console.log(`${rounds} rounds (${delta} all delta) over ${writes} writes, ${lost - before} unlike a full read.`);
}

function note(afterMs: number, problem: string | undefined): void {
  if (problem === undefined) return;
  lost += 1;
  console.log(`killed after ${afterMs} ms: ${problem}`);
}

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "reinstate-prove-"));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
