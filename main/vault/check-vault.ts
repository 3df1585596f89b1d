import type Database from "better-sqlite3-multiple-ciphers";
import type { ObjectType } from "../../preload/contract/directory-object.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { AuditStore } from "./audit-store.ts";
import { auditRootOf } from "./audit-store.ts";
import type { Head } from "./chain.ts";
import { headProblem, readRecords } from "./chain.ts";
import type { ChunkStore } from "./chunk-store.ts";
import { contentHash } from "./content-hash.ts";
import { asVaultError } from "./disk-errors.ts";
import { chunkHashes } from "./object-payload.ts";
import type { PackReader } from "./packs.ts";
import type { Entry } from "./snapshot-entries.ts";
import { SnapshotIndex } from "./snapshot-index.ts";
import { rootOf } from "./type-tree.ts";
import type { CheckProgress, CheckVerdict } from "./vault.ts";
import { recordId, verifyRecord } from "./verify-record.ts";

export interface CheckParts {
  readonly database: Database.Database;
  readonly folder: string;
  readonly packs: PackReader;
  readonly chunks: ChunkStore;
  readonly audits: AuditStore;
  readonly head: Head | undefined;
  readonly publicKey: string;
  readonly bytes: number;
}

/** The first thing that is wrong; thrown inside, told in the verdict. */
class Problem extends Error {}

/** Proves everything, giving way after each piece. What is wrong is told, not thrown. */
export function* checkVault(parts: CheckParts): Generator<CheckProgress, CheckVerdict> {
  let snapshots = 0;
  try {
    const records = readRecords(parts.database);
    snapshots = records.length;
    proveDatabase(parts.database);
    proveChain(records, parts);
    yield* provePieces(records, parts);
    return { ok: true, snapshots, bytes: parts.bytes };
  } catch (error) {
    return { ok: false, snapshots, bytes: parts.bytes, problem: sentenceOf(error, parts.folder) };
  }
}

function sentenceOf(error: unknown, folder: string): string {
  const known = error instanceof Problem ? error : asVaultError(error, folder);
  if (known instanceof Problem) return known.message;
  if (known instanceof ReinstateError)
    return known.details === undefined ? known.message : `${known.message} (${known.details})`;
  throw error;
}

/** SQLite reads every page, and the cipher authenticates each. */
function proveDatabase(database: Database.Database): void {
  const verdict = database.pragma("integrity_check(1)", { simple: true });
  if (verdict !== "ok") throw new Problem(`The database does not hold together: ${String(verdict)}`);
}

function proveChain(records: readonly SnapshotRecord[], { head, publicKey }: CheckParts): void {
  let previous: SnapshotRecord | undefined;
  for (const record of records) {
    const name = `Snapshot ${record.number}`;
    if (recordId(record) !== record.id) throw new Problem(`${name}: its record was altered`);
    if (!verifyRecord(record, publicKey)) throw new Problem(`${name}: its signature is not this vault's`);
    if (record.previous !== (previous?.id ?? null))
      throw new Problem(`${name}: the snapshot before it is missing or was replaced`);
    if (record.number !== (previous?.number ?? 0) + 1) throw new Problem(`${name}: a number is missing before it`);
    previous = record;
  }
  const wrong = headProblem(head, records);
  if (wrong !== undefined) throw new Problem(wrong);
}

function* provePieces(records: readonly SnapshotRecord[], parts: CheckParts): Generator<CheckProgress> {
  const proven = new Set<string>();
  // Read anew: what the vault keeps in memory proves nothing about the file.
  const index = new SnapshotIndex(parts.database);
  let done = 0;
  for (const record of records) {
    yield* proveSnapshot(record, index, proven, parts, () => ({ done, total: records.length }));
    done += 1;
    yield { done, total: records.length };
  }
}

function* proveSnapshot(
  record: SnapshotRecord,
  index: SnapshotIndex,
  proven: Set<string>,
  parts: CheckParts,
  progress: () => CheckProgress,
): Generator<CheckProgress> {
  const roots = new Map<string, Buffer>();
  for (const type of Object.keys(record.counts) as ObjectType[]) {
    const place = `Snapshot ${record.number}, ${type}`;
    const tree = index.tree(record.number, type);
    if (tree === undefined) throw new Problem(`${place}: its list of objects is missing`);
    if (tree.size !== record.counts[type])
      throw new Problem(`${place}: ${tree.size} objects, and ${record.counts[type]} were sealed`);
    roots.set(type, tree.root());
    yield* proveEntries(place, tree.entries(), proven, parts, progress);
  }
  if (rootOf(roots).toString("hex") !== record.root)
    throw new Problem(`Snapshot ${record.number}: its objects are not those that were sealed`);
  if (auditRootOf(parts.audits.of(record.number)) !== record.auditRoot)
    throw new Problem(`Snapshot ${record.number}: its audit records are not those that were sealed`);
}

const giveWayEvery = 5000;

function* proveEntries(
  place: string,
  entries: Iterable<[string, Entry]>,
  proven: Set<string>,
  parts: CheckParts,
  progress: () => CheckProgress,
): Generator<CheckProgress> {
  const open = [...entries].filter(([, entry]) => !proven.has(keyOf(entry)));
  open.sort(([, first], [, second]) => first.pack - second.pack || first.offset - second.offset);
  for (const [at, [id, entry]] of open.entries()) {
    proveEntry(`${place}, object ${id}`, entry, parts);
    proven.add(keyOf(entry));
    if (at % giveWayEvery === 0) yield progress();
  }
}

/** One payload at one place is proven once, however many snapshots hold it. */
function keyOf({ hash, pack, offset }: Entry): string {
  return `${hash}${pack} ${offset}`;
}

const chunkedMark = Buffer.from('{"chunks":[');

function proveEntry(place: string, entry: Entry, { packs, chunks }: CheckParts): void {
  const payload = packs.read(entry);
  if (contentHash(payload).toString("latin1") !== entry.hash)
    throw new Problem(`${place}: its content is not what was sealed`);
  if (!payload.includes(chunkedMark)) return;
  const { links } = JSON.parse(payload.toString("utf8")) as { links: Record<string, JsonValue> };
  for (const hash of Object.values(links).flatMap((value) => (Array.isArray(value) ? [] : chunkHashes(value)))) {
    if (contentHash(chunks.read(hash)).toString("hex") !== hash)
      throw new Problem(`${place}: a part of its links is not what was sealed`);
  }
}
