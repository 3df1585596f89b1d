import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { CopyStore, StoredFile } from "./copy-store.ts";

const unfinished = ".new";

/** A copy in a folder: a share, a USB disk, a folder that something synchronises. */
export function folderStore(folder: string): CopyStore {
  const place = (name: string) => join(folder, ...partsOf(name));
  return {
    name: folder,
    list: (prefix) => telling(folder, () => listBelow(folder, place(prefix))),
    read: (name) => telling(folder, () => readOrNone(place(name))),
    write: (name, bytes) => telling(folder, () => writeWhole(place(name), bytes)),
    remove: (name) => telling(folder, () => rm(place(name), { force: true })),
  };
}

/** No name leads out of the folder, whoever wrote it. */
function partsOf(name: string): readonly string[] {
  const parts = name.split("/").filter((part) => part !== "");
  if (!parts.every((part) => /^[a-z0-9][a-z0-9.-]*$/u.test(part))) throw new Error(`no name of a copy: ${name}`);
  return parts;
}

async function listBelow(folder: string, start: string): Promise<readonly StoredFile[]> {
  const found: StoredFile[] = [];
  for (const entry of await readdir(start, { recursive: true, withFileTypes: true }).catch(noneIfAbsent)) {
    if (!entry.isFile() || entry.name.endsWith(unfinished)) continue;
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).split(sep).join("/");
    found.push({ name, bytes: (await stat(path)).size });
  }
  return found;
}

function noneIfAbsent(error: NodeJS.ErrnoException): [] {
  if (error.code === "ENOENT") return [];
  throw error;
}

async function readOrNone(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
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
}

async function telling<Value>(folder: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw asCopyError(error, folder);
  }
}

function asCopyError(error: unknown, folder: string): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const options = { cause: error, details: code, retryable: true };
  if (/^(ENOSPC|EDQUOT|EFBIG)$/u.test(code))
    return new ReinstateError(
      "DISK_FULL",
      `There is no room left for the copy in ${folder}. Free some, or copy elsewhere.`,
      options,
    );
  if (/^(EACCES|EPERM|EROFS)$/u.test(code))
    return new ReinstateError(
      "DISK_DENIED",
      `The copy in ${folder} may not be written. Give yourself access, or copy elsewhere.`,
      options,
    );
  if (/^(E[A-Z]+)$/u.test(code))
    return new ReinstateError(
      "USAGE_NOT_FOUND",
      `The copy in ${folder} cannot be reached. Connect the disk or share.`,
      options,
    );
  return error;
}
