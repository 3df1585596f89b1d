import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import { canonicalJson } from "../../preload/contract/canonical-json.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import type { VaultDatabase } from "./database.ts";
import { type AuditRow, recordsIn, timeOf } from "./read-audit.ts";
import { sha256, toHex } from "./sha256.ts";
import { tallied } from "./tally.ts";
import { compress } from "./zstd.ts";

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

function byTime(first: Line, second: Line): number {
  return first.at - second.at || (first.id < second.id ? -1 : 1);
}

/** The audit root of a sealed snapshot, worked out from what is stored. */
export function storedAuditRoot(database: VaultDatabase, snapshot: number): string {
  const sql = "SELECT snapshot, part, first, size, bytes FROM audit_pack WHERE snapshot = ? ORDER BY part";
  const records = database.all<AuditRow>(sql, snapshot).flatMap(recordsIn);
  return auditRoot(records.map((record) => ({ text: canonicalJson(record as unknown as JsonValue) })));
}
