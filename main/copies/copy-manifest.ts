import { z } from "zod";
import { chainLength } from "../vault/chain-links.ts";
import type { CopyStore } from "./copy-store.ts";

/** Of vault.db. Smaller ones cost more files, larger ones more bytes after a small change (measured: see docs/copies.md). */
export const segmentBytes = 64 * 1024;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const manifestSchema = z.strictObject({
  format: z.literal("reinstate-copy-1"),
  vaultId: hash,
  /** What the copied chain ends with. */
  number: z.int().min(0),
  events: z.int().min(0),
  headId: hash.nullable(),
  /** ISO 8601 UTC. */
  at: z.iso.datetime(),
  /** Of vault.db. */
  length: z.int().min(1),
  segmentBytes: z
    .int()
    .min(4096)
    .max(16 * 1024 * 1024),
  /** SHA-256 (hex) of each segment in order; the last one may be shorter. */
  segments: z.array(hash).max(10_000_000),
  /** slots.json and head.json as they were. */
  slots: z.string().max(1_000_000),
  head: z.string().max(10_000),
  id: hash,
  signature: z.string().max(200),
});

export type CopyManifest = Readonly<z.infer<typeof manifestSchema>>;

export interface StoredManifest {
  readonly name: string;
  readonly manifest: CopyManifest;
}

const folder = "manifests";

export function segmentName(hash: string): string {
  return `segments/${hash.slice(0, 2)}/${hash}`;
}

/** Readable or not, oldest first. */
export async function listManifests(store: CopyStore): Promise<readonly string[]> {
  return (await store.list(folder)).map(({ name }) => name).sort();
}

/** After all of `names`. The id keeps two that are written at the same time from taking each other's place. */
export function nextManifestName(names: readonly string[], { id }: CopyManifest): string {
  const last = Math.max(0, ...names.map((name) => Number(/(\d{10})[^/]*\.json$/u.exec(name)?.[1] ?? 0)));
  return `${folder}/${String(last + 1).padStart(10, "0")}-${id.slice(0, 16)}.json`;
}

/**
 * Newest first: what its chain is longest of, for whoever puts an old one under a later name cannot change what is signed of it; then by
 * name. What is none, or was cut off, is left out.
 */
export async function readManifests(store: CopyStore, names: readonly string[]): Promise<readonly StoredManifest[]> {
  const found: StoredManifest[] = [];
  for (const name of names.toReversed()) {
    const manifest = parse(await store.read(name));
    if (manifest !== undefined) found.push({ name, manifest });
  }
  return found.sort((one, other) => chainLength(other.manifest) - chainLength(one.manifest));
}

function parse(bytes: Buffer | undefined): CopyManifest | undefined {
  try {
    const manifest = manifestSchema.parse(JSON.parse(bytes?.toString("utf8") ?? ""));
    const whole = Math.ceil(manifest.length / manifest.segmentBytes) === manifest.segments.length;
    return whole ? manifest : undefined;
  } catch {
    return undefined;
  }
}
