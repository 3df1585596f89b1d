import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { CopySource } from "../vault/copy-source.ts";
import {
  type CopyManifest,
  manifestName,
  nextSequence,
  readManifests,
  type StoredManifest,
  segmentBytes,
  segmentName,
} from "./copy-manifest.ts";
import type { CopyStore } from "./copy-store.ts";

export interface CopyRun {
  /** The vault as it is when this is called. */
  readonly source: () => CopySource;
  readonly store: CopyStore;
  /** It was copied here before: an empty folder is a disk that is not connected then, and is not filled. */
  readonly isKnown: boolean;
  /** ISO 8601 UTC. */
  readonly now: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Manifests that stay, with all that they name: a broken newest one falls back to the one before. */
const keptManifests = 3;
/** The vault may be written meanwhile; that often a run begins anew. */
const passes = 5;

/**
 * Brings a copy up to the vault: writes the segments that it does not have, then the manifest that names all, and only then
 * removes what no manifest that stays names. Refuses to go on over the copy of another vault, or of a chain that is longer than
 * this vault's or another one. Returns the bytes that it wrote. A copy that was interrupted is what it was, and begins anew.
 */
export async function runCopy(run: CopyRun): Promise<number> {
  const { store, source } = run;
  const manifests = await readManifests(store);
  if (run.isKnown && manifests.length === 0) throw goneError(store);
  for (const { manifest } of manifests) mustPrecede(manifest, source(), store);
  const known = new Map((await store.list("segments")).map(({ name, bytes }) => [name, bytes]));
  const counted = { bytes: 0 };
  const segments = await copySegments(run, known, counted);
  const manifest = manifestOf(source(), segments, run.now);
  const text = Buffer.from(JSON.stringify(manifest), "utf8");
  const name = manifestName(await nextSequence(store));
  await store.write(name, text);
  await sweepCopy(store, [{ name, manifest }, ...manifests]);
  return counted.bytes + text.length;
}

function goneError({ name }: CopyStore): ReinstateError {
  const message = `The copy is not in ${name} any more. Connect the disk or share; if it was deleted, remove this copy and add it anew.`;
  return new ReinstateError("USAGE_NOT_FOUND", message, { retryable: true });
}

function mustPrecede(manifest: CopyManifest, source: CopySource, { name }: CopyStore): void {
  if (manifest.vaultId !== source.vaultId) {
    throw new ReinstateError(
      "USAGE_INVALID",
      `The folder ${name} holds the copy of another vault. Choose another folder.`,
    );
  }
  if (!source.isOwn(manifest)) throw diverged("holds a list that this vault never signed", name);
  const length = manifest.number + manifest.events;
  if (length > source.place.number + source.place.events) {
    throw diverged(`ends with snapshot ${manifest.number}, this vault with ${source.placeText}`, name);
  }
  if (!source.holds(manifest, manifest.headId)) throw diverged(`holds another snapshot ${manifest.number}`, name);
}

function diverged(what: string, name: string): ReinstateError {
  return new ReinstateError(
    "VAULT_ALTERED",
    `The copy in ${name} ${what}: the vault was put back to an older state, or another computer copies there too. Nothing was copied.`,
  );
}

/** The hashes of all segments, each of which the store has then. */
async function copySegments(run: CopyRun, known: Map<string, number>, counted: { bytes: number }) {
  for (let pass = 0; pass < passes; pass += 1) {
    if (!run.source().settle()) break;
    const source = run.source();
    const before = source.writes;
    const segments: string[] = [];
    for (let position = 0; position < source.length; position += segmentBytes) {
      const bytes = Buffer.alloc(Math.min(segmentBytes, source.length - position));
      source.read(position, bytes);
      segments.push(await putSegment(run.store, bytes, known, counted));
      await setImmediate();
      if (run.signal?.aborted === true)
        throw new ReinstateError("CANCELLED", "Stopped as you asked. Nothing was lost.");
      run.onProgress?.(position + bytes.length, source.length);
      if (source.writes !== before) break;
    }
    if (run.source().writes === before) return segments;
  }
  throw new ReinstateError(
    "VAULT_HELD",
    "The vault is being read or written all the time, or its disk is full. It is copied after the next snapshot.",
    {
      retryable: true,
    },
  );
}

async function putSegment(store: CopyStore, bytes: Buffer, known: Map<string, number>, counted: { bytes: number }) {
  const hash = createHash("sha256").update(bytes).digest("hex");
  const name = segmentName(hash);
  if (known.get(name) !== bytes.length) {
    await store.write(name, bytes);
    known.set(name, bytes.length);
    counted.bytes += bytes.length;
  }
  return hash;
}

function manifestOf(source: CopySource, segments: readonly string[], at: string): CopyManifest {
  const { vaultId, place, headId, length } = source;
  const content = { format: "reinstate-copy-1", vaultId, ...place, headId, at, length, segmentBytes } as const;
  return source.sign({ ...content, segments: [...segments], ...source.texts() });
}

async function sweepCopy(store: CopyStore, manifests: readonly StoredManifest[]): Promise<void> {
  const kept = manifests.slice(0, keptManifests);
  const names = new Set(kept.map(({ name }) => name));
  for (const { name } of await store.list("manifests")) if (!names.has(name)) await store.remove(name);
  const named = new Set(kept.flatMap(({ manifest }) => manifest.segments.map(segmentName)));
  for (const { name } of await store.list("segments")) if (!named.has(name)) await store.remove(name);
}
