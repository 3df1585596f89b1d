import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { cannotBeSynced } from "../vault/write-file-durably.ts";

export const unfinished = ".new";

/**
 * All of the file or nothing, and there after a power failure. Makes the folders between `base` and the file, never `base` itself:
 * where that is gone the disk is, and another one would be filled.
 */
export async function writeWhole(base: string, path: string, bytes: Uint8Array): Promise<void> {
  await makeFolders(base, dirname(path));
  const beside = `${path}${unfinished}`;
  try {
    const handle = await open(beside, "w", 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}

async function makeFolders(base: string, folder: string): Promise<void> {
  let path = base;
  for (const part of relative(base, folder).split(sep)) {
    const parent = path;
    path = join(parent, part);
    if (await makeFolder(path)) await syncFolder(parent);
  }
}

/** False: it was there. */
async function makeFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Not with the vault's own, which would hold up the engine's thread for as long as a share does not answer. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  try {
    const handle = await open(folder, "r");
    await handle.sync().finally(() => handle.close());
  } catch (error) {
    if (!cannotBeSynced(error)) throw error;
  }
}
