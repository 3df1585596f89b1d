import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { VaultDatabase } from "./database.ts";
import { sha256, toHex } from "./sha256.ts";
import { tallied } from "./tally.ts";
import { compress, decompress, release } from "./zstd.ts";

interface Line {
  readonly id: string;
  readonly at: number;
  readonly text: string;
}

interface AuditPack {
  readonly first: number;
  readonly last: number;
  readonly lines: readonly Line[];
}

const packCharacters = 256 * 1024;

/** The audit records of one snapshot, without duplicates, by time and id. */
export class AuditSeal {
  readonly #lines = new Map<string, Line>();

  add(records: Iterable<AuditRecord>): void {
    for (const record of records) {
      const at = timeOf(record);
      this.#lines.set(record.id, { id: record.id, at, text: canonicalJson(record as unknown as JsonValue) });
    }
  }

  sorted(): readonly Line[] {
    return [...this.#lines.values()].sort(byTime);
  }
}

/** SHA-256 (hex) over the canonical JSON of all records, a line each. */
export function auditRoot(lines: readonly { readonly text: string }[]): string {
  return toHex(sha256(Buffer.from(lines.map(({ text }) => `${text}\n`).join(""), "utf8")));
}

/** Inside the transaction that seals. */
export function storeAudit(database: VaultDatabase, snapshot: number, lines: readonly Line[]): void {
  const insert = "INSERT INTO audit_pack (snapshot, part, first, last, size, bytes) VALUES (?, ?, ?, ?, ?, ?)";
  packed(lines).forEach(({ first, last, lines: own }, part) => {
    const content = Buffer.from(`[${own.map(({ text }) => text).join(",")}]`, "utf8");
    tallied(database, "audit_pack", [snapshot, part], () => {
      database.run(insert, snapshot, part, first, last, content.length, compress(content));
    });
  });
}

function packed(lines: readonly Line[]): readonly AuditPack[] {
  const packs: { first: number; last: number; lines: Line[] }[] = [];
  let size = packCharacters;
  for (const line of lines) {
    if (size >= packCharacters) {
      packs.push({ first: line.at, last: line.at, lines: [] });
      size = 0;
    }
    const pack = packs.at(-1);
    if (pack === undefined) continue;
    pack.lines.push(line);
    pack.last = line.at;
    size += line.text.length;
  }
  return packs;
}

interface AuditRow {
  readonly snapshot: number;
  readonly part: number;
  readonly first: number;
  readonly size: number;
  readonly bytes: Uint8Array;
}

function read(row: AuditRow): AuditRecord[] {
  const content = decompress(row.bytes, row.size);
  const text = content.toString("utf8");
  release(content);
  return JSON.parse(text) as AuditRecord[];
}

/** All records in [since, until] out of all snapshots, each once, oldest first; a pack is opened when its time comes. */
export function* readAudit(database: VaultDatabase, since: number, until: number): Generator<AuditRecord> {
  const sql = "SELECT snapshot, part, first FROM audit_pack WHERE last >= ? AND first <= ? ORDER BY first";
  const one = "SELECT snapshot, part, first, size, bytes FROM audit_pack WHERE snapshot = ? AND part = ?";
  let waiting = new Map<string, Timed>();
  let oldest = Number.POSITIVE_INFINITY;
  for (const { snapshot, part, first } of database.all<AuditRow>(sql, since, until)) {
    // Thousands of records can be of one moment: they are not gone through again for each pack.
    if (oldest < first) {
      const [ready, later] = split(waiting, first);
      yield* ready;
      waiting = later;
      oldest = later.size === 0 ? Number.POSITIVE_INFINITY : first;
    }
    const row = database.get<AuditRow>(one, snapshot, part);
    for (const record of row === undefined ? [] : read(row)) {
      const at = timeOf(record);
      if (at < since || at > until) continue;
      waiting.set(record.id, { id: record.id, at, record });
      oldest = Math.min(oldest, at);
    }
  }
  yield* split(waiting, Number.POSITIVE_INFINITY)[0];
}

interface Timed {
  readonly id: string;
  readonly at: number;
  readonly record: AuditRecord;
}

/** What is older than every pack still to come, in order; and the rest. */
function split(waiting: Map<string, Timed>, time: number): readonly [readonly AuditRecord[], Map<string, Timed>] {
  const ready: Timed[] = [];
  const later = new Map<string, Timed>();
  for (const timed of waiting.values()) {
    if (timed.at < time) ready.push(timed);
    else later.set(timed.id, timed);
  }
  return [ready.sort(byTime).map(({ record }) => record), later];
}

function byTime(first: { at: number; id: string }, second: { at: number; id: string }): number {
  return first.at - second.at || (first.id < second.id ? -1 : 1);
}

/** The audit root of a sealed snapshot, worked out from what is stored. */
export function storedAuditRoot(database: VaultDatabase, snapshot: number): string {
  const sql = "SELECT snapshot, part, first, size, bytes FROM audit_pack WHERE snapshot = ? ORDER BY part";
  const records = database.all<AuditRow>(sql, snapshot).flatMap(read);
  return auditRoot(records.map((record) => ({ text: canonicalJson(record as unknown as JsonValue) })));
}

/** Milliseconds; a record without a readable time counts as the oldest. */
function timeOf({ activityDateTime }: AuditRecord): number {
  const time = Date.parse(activityDateTime);
  return Number.isNaN(time) ? 0 : time;
}
