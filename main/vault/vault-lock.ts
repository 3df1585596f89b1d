import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { z } from "zod";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { vaultFiles } from "./vault-files.ts";
import { WriterLock } from "./writer-lock.ts";

/** What a process has the vault open for; whoever finds it held is told. */
export type VaultUse = (typeof vaultUses)[number];
const vaultUses = ["window", "command line"] as const;

/**
 * The right to write to the vault, for this process alone: VAULT_HELD says who has it. The lock itself is the operating system's on
 * the file `writer`; the file `lock` only says whose it is, so that one that a dead process left behind is written over.
 */
export function takeWriterLock({ writer, lock }: ReturnType<typeof vaultFiles>, use?: VaultUse): WriterLock {
  const taken = WriterLock.take(writer);
  if (taken === undefined) throw heldError(lock);
  const since = new Date().toISOString();
  try {
    writeFileSync(lock, JSON.stringify({ pid: process.pid, host: hostname(), since, use }), { mode: 0o600 });
    return taken;
  } catch (error) {
    // Otherwise this process would be told at its next try that somebody else has the vault.
    taken.release();
    throw error;
  }
}

export function releaseWriterLock({ lock }: ReturnType<typeof vaultFiles>, taken: WriterLock | undefined): void {
  if (taken === undefined) return;
  rmSync(lock, { force: true });
  taken.release();
}

const lockSchema = z.object({
  pid: z.number().int(),
  host: z.string().max(255),
  since: z.string().max(40),
  use: z.enum(vaultUses).optional(),
});

function heldError(path: string): ReinstateError {
  return new ReinstateError(
    "VAULT_HELD",
    `The vault is open for writing elsewhere${holder(path)}. Close it there, then try again.`,
    { retryable: true },
  );
}

function holder(path: string): string {
  try {
    const { pid, host, since, use } = lockSchema.parse(JSON.parse(readFileSync(path, "utf8")));
    return `, ${use === undefined ? "" : `by the ${use} `}in process ${pid} on ${host} since ${since}`;
  } catch {
    return "";
  }
}
