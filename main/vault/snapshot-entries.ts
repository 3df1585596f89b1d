import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import type { Location } from "./packs.ts";

/** One object of a snapshot: the hash of its payload (32 bytes as a Latin-1 string, which compares fast) and its place. */
export interface Entry extends Location {
  readonly hash: string;
}

/** What one snapshot changed against the snapshot it builds on; a base has everything in `after` and no `before`. */
export interface EntryChange {
  readonly id: string;
  /** Absent: the object is new. */
  readonly before?: Entry;
  /** Absent: the object is gone. */
  readonly after?: Entry;
}

/**
 * Changes as bytes, column by column, so that what repeats compresses: a JSON array of ids, then flags, then the
 * hashes, then pack, offset and length as 32-bit little-endian numbers of all befores and afters in order.
 */
export function encodeEntries(changes: readonly EntryChange[]): Buffer {
  const entries = changes.flatMap(({ before, after }) => [before, after]).filter((entry) => entry !== undefined);
  const flags = Buffer.from(
    changes.map(({ before, after }) => (before === undefined ? 0 : 1) | (after === undefined ? 0 : 2)),
  );
  const hashes = Buffer.from(entries.map(({ hash }) => hash).join(""), "latin1");
  const columns = (["pack", "offset", "length"] as const).map((name) => numbers(entries.map((entry) => entry[name])));
  const { text, binary } = encodeIds(changes);
  const sizes = numbers([changes.length, entries.length, text.length, binary.length]);
  const raw = Buffer.concat([sizes, text, binary, flags, hashes, ...columns]);
  return zstdCompressSync(raw, { params: { [constants.ZSTD_c_compressionLevel]: 3 } });
}

export function decodeEntries(bytes: Buffer): readonly EntryChange[] {
  const raw = zstdDecompressSync(bytes);
  const [count = 0, entryCount = 0, textLength = 0, binaryLength = 0] = readNumbers(raw, 0, 4);
  const ids = decodeIds(
    raw.subarray(16, 16 + textLength),
    raw.subarray(16 + textLength, 16 + textLength + binaryLength),
  );
  const flagsAt = 16 + textLength + binaryLength;
  const hashesAt = flagsAt + count;
  const hashes = raw.toString("latin1", hashesAt, hashesAt + entryCount * 32);
  const columnsAt = hashesAt + entryCount * 32;
  const [packs, offsets, lengths] = [0, 1, 2].map((column) =>
    readNumbers(raw, columnsAt + column * entryCount * 4, entryCount),
  );
  let next = 0;
  const entry = (): Entry => {
    const at = next++;
    return {
      hash: hashes.slice(at * 32, at * 32 + 32),
      pack: packs?.[at] ?? 0,
      offset: offsets?.[at] ?? 0,
      length: lengths?.[at] ?? 0,
    };
  };
  const changes: EntryChange[] = [];
  for (let index = 0; index < count; index += 1) {
    const flag = raw[flagsAt + index] ?? 0;
    const before = (flag & 1) === 0 ? {} : { before: entry() };
    const after = (flag & 2) === 0 ? {} : { after: entry() };
    changes.push({ id: ids[index] ?? "", ...before, ...after });
  }
  return changes;
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u;

/** GUIDs as 16 bytes each; what is none goes into the text, with null standing for each GUID. */
function encodeIds(changes: readonly EntryChange[]): { readonly text: Buffer; readonly binary: Buffer } {
  const isGuid = changes.map(({ id }) => guid.test(id));
  const allGuids = isGuid.every(Boolean);
  const text = allGuids ? "" : JSON.stringify(changes.map(({ id }, index) => (isGuid[index] ? null : id)));
  const hex = changes.filter((_, index) => isGuid[index]).map(({ id }) => id.replaceAll("-", ""));
  return { text: Buffer.from(text, "utf8"), binary: Buffer.from(hex.join(""), "hex") };
}

function decodeIds(text: Buffer, binary: Buffer): readonly string[] {
  const hex = binary.toString("hex");
  const guids = Array.from({ length: binary.length / 16 }, (_, index) => guidOf(hex, index * 32));
  if (text.length === 0) return guids;
  let next = 0;
  return (JSON.parse(text.toString("utf8")) as (string | null)[]).map((id) => id ?? guids[next++] ?? "");
}

function guidOf(hex: string, at: number): string {
  const part = (from: number, to: number) => hex.slice(at + from, at + to);
  return `${part(0, 8)}-${part(8, 12)}-${part(12, 16)}-${part(16, 20)}-${part(20, 32)}`;
}

function numbers(values: readonly number[]): Buffer {
  const array = Uint32Array.from(values);
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}

function readNumbers(raw: Buffer, at: number, count: number): Uint32Array {
  // A copy, because a view of 32-bit numbers has to begin at a multiple of four.
  return new Uint32Array(Uint8Array.from(raw.subarray(at, at + count * 4)).buffer);
}
