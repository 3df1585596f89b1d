import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { openVault } from "../../vault/open-vault.ts";
import { passphrase, verdictOf } from "../../vault/testing/scratch-vault.ts";
import { runCapturing } from "./run-capturing.ts";

const script = fileURLToPath(new URL("capturing-process.ts", import.meta.url));
const [whole, killed] = ["whole", "killed"];

/** A vault whose capture nobody interrupted, and a folder for one that is killed. */
export async function vaultToCapture(folder: string): Promise<void> {
  for (const name of [whole, killed]) mkdirSync(join(folder, name));
  await runCapturing(join(folder, whole));
}

/**
 * Kills a process so long after it began to ask the tenant, wherever that is between the first request and the sealed snapshot, and
 * looks whether its vault proves and the next capture gives what one gives that nobody interrupts. Returns what is wrong, if
 * anything is.
 */
export async function killCapturing(folder: string, afterMs: number): Promise<string | undefined> {
  const child = spawn(process.execPath, [script, join(folder, killed)], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  let isAsking = false;
  for await (const _line of createInterface({ input: child.stdout })) {
    if (!isAsking) setTimeout(() => child.kill("SIGKILL"), afterMs);
    isAsking = true;
  }
  await ended;
  const left = lookInto(join(folder, killed));
  if (left.problem !== undefined) return left.problem;
  const { record } = await runCapturing(join(folder, killed));
  const after = lookInto(join(folder, killed));
  if (after.snapshots !== left.snapshots + 1) return "a snapshot was lost";
  const isSame = record?.complete === true && record.root === lookInto(join(folder, whole)).root;
  return after.problem ?? (isSame ? undefined : "the next capture gave another snapshot");
}

function lookInto(folder: string) {
  const vault = openVault({ folder, passphrase });
  try {
    const { ok, problem = "it does not prove" } = verdictOf(vault);
    const snapshots = vault.snapshots();
    return { problem: ok ? undefined : problem, snapshots: snapshots.length, root: snapshots.at(-1)?.root };
  } finally {
    vault.close();
  }
}
