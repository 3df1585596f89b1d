import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { openVault } from "../open-vault.ts";
import { vaultFiles } from "../vault-files.ts";
import { contentProblem } from "./content-problem.ts";
import { startProcess } from "./kill-sealing.ts";
import { newVault, passphrase, sealed, verdictOf } from "./scratch-vault.ts";
import { sealingState } from "./sealing-state.ts";

const [snapshots, users] = [3, 400];

export function vaultToRekey(folder: string): void {
  const vault = newVault(folder);
  for (let number = 1; number <= snapshots; number += 1) sealed(vault, sealingState(number, users));
  vault.close();
}

/** Kills a process that gives such a vault a new key, and looks at what it left. Returns what is wrong, if anything is. */
export async function killRekeying(folder: string, afterMs: number): Promise<string | undefined> {
  const child = startProcess("rekeying-process", folder);
  const ended = once(child, "exit");
  for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
    if (line === "rekeying") setTimeout(() => child.kill("SIGKILL"), afterMs);
  }
  await ended;
  const vault = openVault({ folder, passphrase });
  try {
    const problem = verdictOf(vault).problem ?? contentProblem(vault, users);
    if (problem !== undefined) return problem;
    if (vault.snapshots().length !== snapshots) return "a snapshot was lost";
  } finally {
    vault.close();
  }
  const left = readdirSync(folder).filter((name) => name.includes("rekey"));
  if (left.length > 0) return `${left.join(", ")} was left behind`;
  return readFileSync(vaultFiles(folder).slots, "utf8").includes('"next"') ? "the slots were not settled" : undefined;
}
