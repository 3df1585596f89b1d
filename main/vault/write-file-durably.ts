import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** Writes beside the file and to the disk; the returned function puts it in the file's place, which needs no room. */
export function prepareFile(path: string, text: string): () => void {
  const beside = besideOf(path);
  const handle = openSync(beside, "w", 0o600);
  try {
    writeAll(handle, Buffer.from(text));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return () => showFile(beside, path);
}

/** A disk that is getting full takes a part, and says so only when it is asked for the rest. */
function writeAll(handle: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
}

/** Puts a file that is whole on the disk in its place, so that it is there after a power failure too. */
export function showFile(from: string, path: string): void {
  renameSync(from, path);
  syncFolder(dirname(path));
}

/** Takes back what was written beside and not put in place. */
export function dropPrepared(path: string): void {
  rmSync(besideOf(path), { force: true });
}

function besideOf(path: string): string {
  return `${path}.new`;
}

/** After it the rename survives a power failure. Windows keeps no handle on folders and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } catch (error) {
    if (!cannotBeSynced(error)) throw error;
  } finally {
    closeSync(handle);
  }
}

/** Some shares and exFAT keep folders in their own order and refuse to be asked: there the rename is all that can be done. */
export function cannotBeSynced(error: unknown): boolean {
  return /^(EINVAL|ENOTSUP|EOPNOTSUPP|ENOSYS|EPERM|EISDIR)$/u.test((error as NodeJS.ErrnoException).code ?? "");
}
