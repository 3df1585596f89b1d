import { closeSync, existsSync, fsyncSync, openSync, statfsSync, statSync } from "node:fs";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import { assembleVault } from "../assemble-vault.ts";
import { checkVault } from "../check-vault.ts";
import { VaultDatabase } from "../database.ts";
import { refuseAlteredHead } from "../keep-head.ts";
import { openParts, openVault } from "../open-vault.ts";
import { refuseLongPath } from "../refuse-long-path.ts";
import type { CheckProgress } from "../vault.ts";
import { asVaultError } from "../vault-error.ts";
import { vaultFiles } from "../vault-files.ts";
import { releaseWriterLock } from "../vault-lock.ts";
import { readMeta } from "../vault-meta.ts";
import type { VaultParts } from "../vault-parts.ts";
import { showFile } from "../write-file-durably.ts";
import { rewrapped } from "./make-slot.ts";
import { dropRekeyed } from "./settle-rekey.ts";
import { prepareSlots, readSlots, type SlotsFile } from "./slots-file.ts";
import { databaseKey, newVaultKey } from "./vault-key.ts";

export interface RekeyOptions {
  readonly folder: string;
  /** A passphrase or recovery key that opens it. */
  readonly secret: string;
  /** ISO 8601 UTC. */
  readonly now: string;
}

/**
 * A new vault key and a new signing key for a vault that nobody has open. All slots stay: the new key is wrapped to them. Until
 * its copy under the new key is whole and proven, the vault is the former one; an interruption leaves one of the two, which the next
 * opening settles. DISK_FULL before anything is written; VAULT_ALTERED if the vault does not prove.
 */
export function* rekeyVault({ folder, secret, now }: RekeyOptions): Generator<CheckProgress, void> {
  refuseLongPath(vaultFiles(folder).rekeyed);
  const { parts, vaultKey } = openParts({ folder, passphrase: secret });
  const { database, files } = parts;
  const newKey = newVaultKey();
  try {
    refuseAlteredHead(parts);
    const slots = slotsFor(files.slots);
    mustHaveRoom(folder, database.path);
    dropRekeyed(files);
    yield { done: 0, total: parts.chain.state.nextEntry - 1 };
    database.copyTo(files.rekeyed);
    VaultDatabase.changeKey(files.rekeyed, databaseKey(vaultKey), databaseKey(newKey));
    yield* renewAndProve(parts, newKey, now);
    prepareSlots(files.slots, { ...slots, next: slots.slots.map((slot) => rewrapped(slot, newKey)) })();
    database.close();
    mustBeOneFile(database.path);
    showFile(files.rekeyed, files.database);
  } catch (error) {
    dropRekeyed(files);
    throw asVaultError(error);
  } finally {
    database.close();
    releaseWriterLock(files, parts.lock);
  }
  openVault({ folder, passphrase: secret }).close();
}

/** While somebody reads, what was written may lie beside the file, and would be taken for part of the new one. */
function mustBeOneFile(path: string): void {
  if (!existsSync(`${path}-wal`)) return;
  throw new ReinstateError(
    "VAULT_HELD",
    "Somebody reads the vault. Close it there, then try again; it keeps its key.",
    {
      retryable: true,
    },
  );
}

/** Every slot must be one that a new key can be wrapped to. */
function slotsFor(path: string): SlotsFile {
  const file = readSlots(path);
  if (file.direct.length === 0 && file.unknown.length === 0) return file;
  throw new ReinstateError(
    "USAGE_INVALID",
    "One of the vault's keys was made by another version of Reinstate. Change its passphrase or remove it first.",
  );
}

/** Measured from 1 to 200 MB: the copy takes as much as the vault, and what SQLite keeps beside it some tens of KB. */
function mustHaveRoom(folder: string, path: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const needed = statSync(path).size * 1.05 + 1e6;
  if (bavail * bsize > needed) return;
  throw new ReinstateError(
    "DISK_FULL",
    `A new key needs room for a second copy of the vault, ${Math.ceil(needed / 1e6)} MB. Free some and try again; nothing was changed.`,
    { retryable: true },
  );
}

function* renewAndProve({ files }: VaultParts, newKey: Uint8Array, now: string): Generator<CheckProgress> {
  const copy = VaultDatabase.open(files.rekeyed, databaseKey(newKey), { readOnly: false, create: false });
  try {
    const parts = assembleVault(copy, files, readMeta(copy));
    copy.transaction(() => parts.chain.renewKeys(now));
    const verdict = yield* checkVault(parts);
    if (!verdict.ok) {
      const message = `The vault does not prove, so it keeps its key: ${verdict.problem ?? ""}`;
      throw new ReinstateError("VAULT_ALTERED", message);
    }
  } finally {
    copy.close();
  }
  const handle = openSync(files.rekeyed, "r+");
  fsyncSync(handle);
  closeSync(handle);
}
