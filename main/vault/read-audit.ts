import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import type { VaultDatabase } from "./database.ts";
import { decompress, release } from "./zstd.ts";

/** Some of a snapshot's records, by time and id; the next part holds later ones. */
export interface AuditRow {
  readonly snapshot: number;
  readonly part: number;
  /** Times of its first and its last record, in milliseconds since 1970. */
  readonly first: number;
  readonly size: number;
  readonly bytes: Uint8Array;
}

const selectParts =
  "SELECT snapshot, part, first FROM audit_pack WHERE last >= ? AND first <= ? ORDER BY snapshot, part";
const selectPart = "SELECT snapshot, part, first, size, bytes FROM audit_pack WHERE snapshot = ? AND part = ?";

/** All records in [since, until] out of all snapshots, each once, oldest first; a pack is opened when its time comes. */
export function* readAudit(database: VaultDatabase, since: number, until: number): Generator<AuditRecord> {
  const parts = database.all<AuditRow>(selectParts, since, until);
  const open = ({ snapshot, part }: AuditRow) => database.get<AuditRow>(selectPart, snapshot, part);
  const streams = [...Map.groupBy(parts, ({ snapshot }) => snapshot).values()].map(
    (own) => new AuditStream(own, open, { since, until }),
  );
  let last: AuditRecord | undefined;
  for (const record of merged(streams)) {
    // What two snapshots hold comes twice in a row.
    if (last !== undefined && last.id !== record.id) yield last;
    last = record;
  }
  if (last !== undefined) yield last;
}

/** Of the same moment and id, the newer snapshot's comes last. */
function* merged(streams: readonly AuditStream[]): Generator<AuditRecord> {
  const waiting = streams.toSorted((one, other) => one.at - other.at);
  const begun: AuditStream[] = [];
  for (;;) {
    const earliest = begun.reduce<AuditStream | undefined>(earlier, undefined);
    const [next] = waiting;
    if (next !== undefined && (earliest === undefined || next.at <= earliest.at)) {
      waiting.shift();
      next.advance();
      if (next.record !== undefined) begun.push(next);
    } else if (earliest !== undefined) {
      // Mostly there is no other one in this time, and then nobody has to be compared with.
      yield* earliest.takeUntil(begun.length > 1 ? earliest.at : (next?.at ?? Number.POSITIVE_INFINITY));
      if (earliest.record === undefined) begun.splice(begun.indexOf(earliest), 1);
    } else return;
  }
}

function earlier(one: AuditStream | undefined, other: AuditStream): AuditStream {
  if (one === undefined || other.at < one.at) return other;
  if (other.at > one.at || one.record === undefined || other.record === undefined) return one;
  if (one.record.id === other.record.id) return one.snapshot < other.snapshot ? one : other;
  return one.record.id < other.record.id ? one : other;
}

/** The records of one snapshot in a time, one after the other. */
class AuditStream {
  readonly snapshot: number;
  /** The time of `record`; before the first one was asked for, one that it is not before. */
  at: number;
  record: AuditRecord | undefined;
  #records: readonly AuditRecord[] = [];
  #next = 0;
  readonly #parts: AuditRow[];
  readonly #open: (part: AuditRow) => AuditRow | undefined;
  readonly #time: Readonly<Record<"since" | "until", number>>;

  constructor(
    parts: AuditRow[],
    open: (part: AuditRow) => AuditRow | undefined,
    time: Readonly<Record<"since" | "until", number>>,
  ) {
    this.#parts = parts;
    this.#open = open;
    this.#time = time;
    this.snapshot = parts[0]?.snapshot ?? 0;
    this.at = parts[0]?.first ?? 0;
  }

  /** Undefined as its record: there are no more. */
  advance(): void {
    do {
      this.record = this.#following();
      if (this.record !== undefined) this.at = timeOf(this.record);
    } while (this.record !== undefined && (this.at < this.#time.since || this.at > this.#time.until));
  }

  /** Its record, and those after it that are before this time. */
  *takeUntil(time: number): Generator<AuditRecord> {
    do {
      if (this.record !== undefined) yield this.record;
      this.advance();
    } while (this.record !== undefined && this.at < time);
  }

  #following(): AuditRecord | undefined {
    while (this.#next === this.#records.length) {
      const part = this.#parts.shift();
      if (part === undefined) return undefined;
      const row = this.#open(part);
      this.#records = row === undefined ? [] : recordsIn(row);
      this.#next = 0;
    }
    this.#next += 1;
    return this.#records[this.#next - 1];
  }
}

export function recordsIn({ bytes, size }: AuditRow): readonly AuditRecord[] {
  const content = decompress(bytes, size);
  const text = content.toString("utf8");
  release(content);
  return JSON.parse(text) as AuditRecord[];
}

/** Milliseconds; a record without a readable time counts as the oldest. */
export function timeOf({ activityDateTime }: AuditRecord): number {
  const time = Date.parse(activityDateTime);
  return Number.isNaN(time) ? 0 : time;
}
