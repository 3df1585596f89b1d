import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { CopyStore, StoredFile } from "./copy-store.ts";
import { unfinished, writeWhole } from "./write-whole.ts";

/** A copy in a folder: a share, a USB disk, a folder that something synchronises. Once it is gone or another disk, it is that. */
export function folderStore(folder: string): CopyStore {
  const place = (name: string) => join(folder, ...partsOf(name));
  const mustBeThere = sameDisk(folder);
  return {
    name: folder,
    list: (prefix) =>
      telling(folder, async () => {
        await mustBeThere();
        return listBelow(folder, place(prefix));
      }),
    read: (name) =>
      telling(folder, async () => {
        const bytes = await readOrNone(place(name));
        if (bytes === undefined) await mustBeThere();
        return bytes;
      }),
    write: (name, bytes) =>
      telling(folder, async () => {
        await mustBeThere();
        await writeWhole(folder, place(name), bytes);
      }),
    remove: (name) => telling(folder, () => rm(place(name), { force: true })),
    removeUnfinished: (prefix) => telling(folder, () => removeUnfinished(place(prefix))),
  };
}

/** Where a disk was mounted, an empty folder of the one below stays when it is pulled out: that is not filled. */
function sameDisk(folder: string): () => Promise<void> {
  let disk: number | undefined;
  return async () => {
    const { dev } = await stat(folder);
    disk ??= dev;
    if (dev !== disk) throw Object.assign(new Error("another disk is there now"), { code: "ENODEV" });
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
  for (const path of await filesBelow(start)) {
    if (path.endsWith(unfinished)) continue;
    const name = relative(folder, path).split(sep).join("/");
    found.push({ name, bytes: (await stat(path)).size });
  }
  return found;
}

async function removeUnfinished(start: string): Promise<void> {
  for (const path of await filesBelow(start)) if (path.endsWith(unfinished)) await rm(path, { force: true });
}

async function filesBelow(start: string): Promise<readonly string[]> {
  const entries = await readdir(start, { recursive: true, withFileTypes: true }).catch(noneIfAbsent);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function noneIfAbsent(error: NodeJS.ErrnoException): [] {
  if (error.code === "ENOENT") return [];
  throw error;
}

async function readOrNone(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    // Of a bad sector, or a name that became a folder, there is nothing to be had either; the rest of the copy may be whole.
    if (/^(ENOENT|EIO|EBADMSG|EISDIR)$/u.test((error as NodeJS.ErrnoException).code ?? "")) return undefined;
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
