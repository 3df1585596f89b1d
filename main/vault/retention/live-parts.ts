import { bucketCount } from "../bucket.ts";
import { openPack, type PackRow } from "../pack-reader.ts";
import { chunksOf, previousOf } from "../stored-object.ts";
import type { CheckProgress } from "../vault.ts";
import type { VaultParts } from "../vault-parts.ts";

/** Why an entry is reached: as an object of a tree, or as what points at nothing itself. 0: nothing reaches it. */
export const objectMark = 1;
export const chunkMark = 2;
export const copyMark = 3;

/** What some snapshot still reaches, by the number of the row or entry. */
export interface LiveParts {
  /** 1: reached. */
  readonly buckets: Uint8Array;
  /** Marks. */
  readonly entries: Uint8Array;
  /** Bytes of each entry, uncompressed. */
  readonly lengths: Uint32Array;
}

/** Marks buckets, their objects, the chunks of those and the copies that reports read. Yields so that others get their turn. */
export function* markLive(parts: VaultParts): Generator<CheckProgress, LiveParts> {
  const { nextEntry, nextBucket } = parts.chain.state;
  const live: LiveParts = {
    buckets: new Uint8Array(nextBucket),
    entries: new Uint8Array(nextEntry),
    lengths: new Uint32Array(nextEntry),
  };
  const total = nextEntry - 1;
  for (const row of treeRows(parts)) {
    markTree(parts, live, row);
    yield { done: 0, total };
  }
  parts.trees.markBases(live.buckets);
  for (let next = 1; next <= total; ) {
    const row = nextPack(parts, next);
    if (row === undefined) break;
    markInPack(live, row);
    next = row.first + row.count;
    yield { done: next - 1, total };
  }
  return live;
}

interface TreeRow {
  readonly snapshot: number;
  readonly type: Parameters<VaultParts["trees"]["tree"]>[1];
}

function treeRows({ database }: VaultParts): readonly TreeRow[] {
  return database.all<TreeRow>("SELECT snapshot, type FROM tree ORDER BY type, snapshot");
}

function markTree({ trees }: VaultParts, { buckets, entries }: LiveParts, { snapshot, type }: TreeRow): void {
  const tree = trees.tree(snapshot, type);
  for (let at = 0; at < bucketCount; at += 1) {
    const row = tree?.[at] ?? 0;
    if (row === 0 || buckets[row] === 1) continue;
    buckets[row] = 1;
    for (const entry of trees.bucket(row).entries) entries[entry] = objectMark;
  }
}

/** Packs below the next seal's, in the order of their entries. */
export function nextPack({ database, chain }: VaultParts, from: number): PackRow | undefined {
  const sql = "SELECT first, count, size, bytes FROM pack WHERE first >= ? AND first < ? ORDER BY first LIMIT 1";
  return database.get<PackRow>(sql, from, chain.state.nextEntry);
}

function markInPack({ entries, lengths }: LiveParts, row: PackRow): void {
  const pack = openPack(row);
  for (let number = row.first; number < row.first + row.count; number += 1) {
    const entry = pack.entry(number);
    lengths[number] = entry.length;
    if (entries[number] !== objectMark) continue;
    for (const chunk of chunksOf(entry)) entries[chunk] = chunkMark;
    if (entries[previousOf(entry)] === objectMark) entries[number - 1] = copyMark;
  }
}
