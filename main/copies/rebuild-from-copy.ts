import { createHash } from "node:crypto";
import { mkdir, open, rm } from "node:fs/promises";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { isVaultFolder } from "../vault/is-vault-folder.ts";
import { refuseLongPath } from "../vault/refuse-long-path.ts";
import { asVaultError } from "../vault/vault-error.ts";
import { vaultFiles } from "../vault/vault-files.ts";
import { prepareFile, showFile } from "../vault/write-file-durably.ts";
import { type CopyManifest, listManifests, readManifests, segmentName } from "./copy-manifest.ts";
import type { CopyStore } from "./copy-store.ts";
import { refuseCopyFolder } from "./refuse-copy-folder.ts";

export interface Rebuilt {
  readonly manifest: CopyManifest;
  /** Why newer lists of the copy could not be used, in sentences. */
  readonly passedOver: readonly string[];
}

export interface RebuildControl {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * A vault's folder out of its copy, byte for byte: the newest list whose segments are all there and whole. Its keys open it as
 * they opened the original then; whether it proves is for the vault's own check to say. Never over a vault. Interrupted, it leaves
 * no vault. IMPORT_INVALID if no list can be used: the sentence names the first thing that is wrong.
 */
export async function rebuildFromCopy(
  store: CopyStore,
  folder: string,
  control: RebuildControl = {},
): Promise<Rebuilt> {
  if (isVaultFolder(folder))
    throw new ReinstateError("USAGE_INVALID", `There is a vault in ${folder} already. Name an empty folder.`);
  refuseCopyFolder(folder);
  refuseLongPath(vaultFiles(folder).rekeyed);
  const manifests = await readManifests(store, await listManifests(store));
  const passedOver: string[] = [];
  for (const { manifest } of manifests) {
    const problem = await rebuild(store, manifest, folder, control);
    if (problem === undefined) return { manifest, passedOver };
    passedOver.push(problem);
  }
  throw noneOf(store, passedOver);
}

function noneOf({ name }: CopyStore, [first]: readonly string[]): ReinstateError {
  const [problem, advice] =
    first === undefined
      ? [
          "It holds no list of its segments that can be read",
          "While the vault itself is there, copy it to an empty folder",
        ]
      : [first, "While the vault itself is there, `reinstate copies run` writes anew what is wrong in the copy"];
  const message = `No vault can be made out of the copy in ${name}. ${problem}. ${advice}; else use another copy.`;
  return new ReinstateError("IMPORT_INVALID", message);
}

/** What is wrong with the list; undefined when the folder is made. */
async function rebuild(
  store: CopyStore,
  manifest: CopyManifest,
  folder: string,
  control: RebuildControl,
): Promise<string | undefined> {
  const files = vaultFiles(folder);
  const unfinished = `${files.database}.new`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const problem = await writeSegments(store, manifest, unfinished, control);
    if (problem !== undefined) {
      await rm(unfinished, { force: true });
      return problem;
    }
    // As a vault is made: the database comes into its place last.
    prepareFile(files.head, manifest.head)();
    prepareFile(files.slots, manifest.slots)();
    showFile(unfinished, files.database);
    return undefined;
  } catch (error) {
    for (const file of [unfinished, files.head, files.slots]) await rm(file, { force: true });
    throw asVaultError(error);
  }
}

async function writeSegments(store: CopyStore, manifest: CopyManifest, path: string, control: RebuildControl) {
  const handle = await open(path, "w", 0o600);
  try {
    let position = 0;
    for (const hash of manifest.segments) {
      const bytes = await store.read(segmentName(hash));
      const wanted = Math.min(manifest.segmentBytes, manifest.length - position);
      const problem = problemOfSegment(manifest, bytes, hash, wanted);
      if (problem !== undefined) return problem;
      // One write may take a part of them only.
      if (bytes !== undefined) await handle.writeFile(bytes);
      position += wanted;
      if (control.signal?.aborted === true)
        throw new ReinstateError("CANCELLED", "Stopped as you asked. Nothing was made.");
      control.onProgress?.(position, manifest.length);
    }
    await handle.sync();
    return undefined;
  } finally {
    await handle.close();
  }
}

/** In words, with its place. */
export function problemOfSegment(
  { number, at }: CopyManifest,
  bytes: Buffer | undefined,
  hash: string,
  wanted: number,
): string | undefined {
  const place = `The copy of snapshot ${number} from ${at}: segment ${hash.slice(0, 12)}`;
  if (bytes === undefined) return `${place} is missing or cannot be read`;
  const isWhole = bytes.length === wanted && createHash("sha256").update(bytes).digest("hex") === hash;
  return isWhole ? undefined : `${place} is not what was written`;
}
