import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { ChainPlace } from "../vault/chain-links.ts";
import type { CopySource } from "../vault/copy-source.ts";
import {
  type CopyManifest,
  listManifests,
  nextManifestName,
  readManifests,
  segmentBytes,
  segmentName,
} from "./copy-manifest.ts";
import type { CopyStore } from "./copy-store.ts";
import { goneError, mustPrecede } from "./must-precede.ts";
import { sweepCopy } from "./sweep-copy.ts";

export interface CopyRun {
  /** The vault as it is when this is called. */
  readonly source: () => CopySource;
  readonly store: CopyStore;
  /** It was copied here before: an empty folder is a disk that is not connected then, and is not filled. */
  readonly isKnown: boolean;
  /** ISO 8601 UTC. */
  readonly now: string;
  /** Reads every segment that is there, and writes anew what is not what its name says. */
  readonly readBack?: boolean;
  /** What the copy ended with before this; not called where there is none that can be read. */
  readonly onFound?: (place: ChainPlace) => void;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface CopyOutcome {
  /** What the copy ends with now; the vault may have gone on since. */
  readonly holds: ChainPlace;
  readonly bytesWritten: number;
}

/** The vault may be written meanwhile; that often a run begins anew. */
const passes = 5;

/**
 * Brings a copy up to the vault: writes the segments that it does not have, then the manifest that names all, and only then
 * removes what no manifest that stays names. Refuses to go on over the copy of another vault, or of a chain that is longer than
 * this vault's or another one, and where another run writes there meanwhile. A copy that was interrupted is what it was, and begins
 * anew.
 */
export async function runCopy(run: CopyRun): Promise<CopyOutcome> {
  const { store, source } = run;
  const before = await listManifests(store);
  const manifests = await readManifests(store, before);
  if (run.isKnown && manifests.length === 0) throw goneError(store);
  for (const { manifest } of manifests) mustPrecede(manifest, source(), store);
  if (manifests[0] !== undefined) run.onFound?.(manifests[0].manifest);
  const known = new Map((await store.list("segments")).map(({ name, bytes }) => [name, bytes]));
  if (run.readBack === true) for (const name of await spoiltSegments(run, [...known.keys()])) known.delete(name);
  const counted = { bytes: 0 };
  const segments = await copySegments(run, known, counted);
  const manifest = manifestOf(source(), segments, run.now);
  const text = Buffer.from(JSON.stringify(manifest), "utf8");
  const name = nextManifestName(before, manifest);
  await writeAlone(store, name, text, before);
  await sweepCopy(store, [{ name, manifest }, ...manifests], {
    manifests: [...before, name],
    segments: [...known.keys()],
  });
  const { number, events } = manifest;
  return { holds: { number, events }, bytesWritten: counted.bytes + text.length };
}

/** A disk that forgets is not noticed by a name and a length, and each later list would name what it forgot. */
async function spoiltSegments({ store, signal }: CopyRun, names: readonly string[]): Promise<readonly string[]> {
  const spoilt: string[] = [];
  for (const name of names) {
    mustGoOn(signal);
    const bytes = await store.read(name);
    if (bytes === undefined || segmentName(hashOf(bytes)) !== name) spoilt.push(name);
  }
  return spoilt;
}

function mustGoOn(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new ReinstateError("CANCELLED", "Stopped as you asked. Nothing was lost.");
}

function hashOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/**
 * Two runs into one folder remove each other's segments. Each looks after it has written its manifest, so that at least the later
 * one sees the other's; it takes its own back, and neither has removed anything by then that the other's names.
 */
async function writeAlone(store: CopyStore, name: string, text: Uint8Array, before: readonly string[]): Promise<void> {
  await mustBeAlone(store, before);
  await store.write(name, text);
  try {
    await mustBeAlone(store, [...before, name]);
  } catch (error) {
    await store.remove(name);
    throw error;
  }
}

async function mustBeAlone(store: CopyStore, known: readonly string[]): Promise<void> {
  const others = (await listManifests(store)).filter((name) => !known.includes(name));
  if (others.length === 0) return;
  throw new ReinstateError(
    "VAULT_HELD",
    `Another computer copied into ${store.name} at the same time. This copy was not made. Give each its own folder.`,
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
      mustGoOn(run.signal);
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
  const hash = hashOf(bytes);
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
