import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { z } from "zod";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";

/**
 * Who has the vault open. The lock itself is the operating system's on vault.db, which dies with its process; this file
 * only says whose it is, so that a file left behind by a dead process is simply written over.
 */
export function writeLock(path: string, since: string): void {
  writeFileSync(path, JSON.stringify({ pid: process.pid, host: hostname(), since }), { mode: 0o600 });
}

export function removeLock(path: string): void {
  rmSync(path, { force: true });
}

const lockSchema = z.object({ pid: z.number().int(), host: z.string().max(255), since: z.string().max(40) });

export function heldError(path: string): ReinstateError {
  return new ReinstateError(
    "VAULT_HELD",
    `The vault is open elsewhere${holder(path)}. Close it there, then try again.`,
    { retryable: true },
  );
}

function holder(path: string): string {
  try {
    const { pid, host, since } = lockSchema.parse(JSON.parse(readFileSync(path, "utf8")));
    return `, in process ${pid} on ${host} since ${since}`;
  } catch {
    return "";
  }
}
