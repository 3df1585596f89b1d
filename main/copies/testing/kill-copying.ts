import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { openVault } from "../../vault/open-vault.ts";
import { newVault, passphrase, sealed } from "../../vault/testing/scratch-vault.ts";
import { sealingState } from "../../vault/testing/sealing-state.ts";
import { checkCopy } from "../check-copy.ts";
import { folderStore } from "../folder-store.ts";
import type { CopyOutcome } from "../run-copy.ts";
import { copyOnce } from "./copy-once.ts";

const users = 3000;
const script = fileURLToPath(new URL("copying-process.ts", import.meta.url));

/** A vault of two snapshots, of which the copy has the first. */
export async function vaultToCopy(folder: string, copy: string): Promise<void> {
  for (const place of [folder, copy]) mkdirSync(place, { recursive: true });
  const vault = newVault(folder);
  sealed(vault, sealingState(1, users));
  await copyNow(vault, copy);
  sealed(vault, sealingState(2, users));
  vault.close();
}

/**
 * Kills a process in the middle of copying the vault, and looks whether the copy proves as it was or as it was to be, and whether
 * the next run ends the work. Returns what is wrong, if anything is.
 */
export async function killCopying(folder: string, copy: string, afterMs: number): Promise<string | undefined> {
  const child = spawn(process.execPath, [script, folder, copy], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === "copying") setTimeout(() => child.kill("SIGKILL"), afterMs);
  }
  await ended;
  const left = await checkCopy(folderStore(copy), passphrase);
  if (!left.ok || left.passedOver.length > 0) return left.problem ?? left.passedOver[0];
  const vault = openVault({ folder, passphrase });
  await copyNow(vault, copy);
  vault.close();
  const whole = await checkCopy(folderStore(copy), passphrase);
  return whole.ok && whole.snapshots === 2 ? undefined : (whole.problem ?? "the next run did not end the work");
}

function copyNow(vault: ReturnType<typeof openVault>, copy: string): Promise<CopyOutcome> {
  return copyOnce(vault, folderStore(copy));
}
