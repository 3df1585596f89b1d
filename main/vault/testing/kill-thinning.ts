import { once } from "node:events";
import { createInterface } from "node:readline";
import { openVault } from "../open-vault.ts";
import { contentProblem } from "./content-problem.ts";
import { startProcess } from "./kill-sealing.ts";
import { dayAt, newVault, passphrase, sealed, thinned, verdictOf } from "./scratch-vault.ts";
import { sealingState } from "./sealing-state.ts";

const snapshots = 45;
const now = dayAt(snapshots);
/** What a policy of one a day leaves beyond the floor of thirty days. */
const staying = 30;

/** A vault with a snapshot of each of 45 days, of which 15 are to go. */
export function vaultToThin(folder: string, users: number): void {
  const vault = newVault(folder);
  for (let number = 1; number <= snapshots; number += 1) {
    const at = dayAt(number - 1);
    sealed(vault, sealingState(number, users), { startedAt: at, endedAt: at });
  }
  vault.setRetention({ daily: 1, weekly: 0, monthly: 0, floorDays: 30 }, now);
  vault.close();
}

/**
 * Kills a process in the middle of thinning such a vault out and looks at what it left, before and after the work is done to
 * its end. Returns what is wrong; undefined if nothing is.
 */
export async function killThinning(folder: string, users: number, afterMs: number): Promise<string | undefined> {
  const child = startProcess("thinning-process", folder, now);
  const ended = once(child, "exit");
  for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
    if (line === "thinning") setTimeout(() => child.kill("SIGKILL"), afterMs);
  }
  await ended;
  const vault = openVault({ folder, passphrase });
  try {
    const left = vault.snapshots().length;
    if (left !== snapshots && left !== staying) return `${left} snapshots are left`;
    const problem = verdictOf(vault).problem ?? contentProblem(vault, users);
    if (problem !== undefined) return problem;
    thinned(vault, now);
    if (vault.snapshots().length !== staying || vault.events().length !== 1) return "it did not go on to the end";
    return verdictOf(vault).problem ?? contentProblem(vault, users);
  } finally {
    vault.close();
  }
}
