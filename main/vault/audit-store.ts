import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import type Database from "better-sqlite3-multiple-ciphers";
import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import { canonicalJson } from "./canonical-json.ts";
import { hashOfParts } from "./content-hash.ts";

/** SHA-256 (hex) over the records' canonical JSON lines in the order of their ids. */
export function auditRootOf(records: readonly AuditRecord[]): string {
  return hashOfParts(linesOf(records)).toString("hex");
}

function linesOf(records: readonly AuditRecord[]): readonly string[] {
  const sorted = [...records].sort((first, second) => (first.id < second.id ? -1 : 1));
  return sorted.map((record) => `${canonicalJson(record as unknown as JsonValue)}\n`);
}

/** Audit records as each snapshot brought them: one compressed block a snapshot. */
export class AuditStore {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    this.#database = database;
  }

  store(snapshot: number, records: readonly AuditRecord[]): void {
    if (records.length === 0) return;
    const times = records.map(({ activityDateTime }) => isoOf(activityDateTime)).sort();
    const bytes = zstdCompressSync(linesOf(records).join(""));
    this.#database
      .prepare("INSERT INTO audit (snapshot, since, until, bytes) VALUES (?, ?, ?, ?)")
      .run(snapshot, times[0], times.at(-1), bytes);
  }

  of(snapshot: number): readonly AuditRecord[] {
    const rows = this.#database.prepare("SELECT bytes FROM audit WHERE snapshot = ?").all(snapshot) as {
      bytes: Buffer;
    }[];
    return rows.flatMap(({ bytes }) => decode(bytes));
  }

  /** Without duplicates, oldest first. Times are compared as instants, whatever their fractions and zone look like. */
  between(since: string, until: string): readonly AuditRecord[] {
    const [from, to] = [isoOf(since), isoOf(until)];
    const rows = this.#database.prepare("SELECT bytes FROM audit WHERE until >= ? AND since <= ?").all(from, to) as {
      bytes: Buffer;
    }[];
    const found = new Map<string, AuditRecord>();
    for (const record of rows.flatMap(({ bytes }) => decode(bytes))) {
      const at = isoOf(record.activityDateTime);
      if (at >= from && at <= to) found.set(record.id, record);
    }
    return [...found.values()].sort((first, second) =>
      isoOf(first.activityDateTime) < isoOf(second.activityDateTime) ? -1 : 1,
    );
  }
}

function decode(bytes: Buffer): AuditRecord[] {
  const text = zstdDecompressSync(bytes).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as AuditRecord);
}

/** Milliseconds and Z, so that text order is time order. */
function isoOf(time: string): string {
  return new Date(time).toISOString();
}
