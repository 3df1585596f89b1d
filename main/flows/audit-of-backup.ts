import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { type CapturedAudit, captureAudit } from "../capture/capture-audit.ts";
import { captureSignIns } from "../capture/capture-sign-ins.ts";
import type { Clock } from "../graph/clock.ts";
import type { Graph } from "../graph/graph.ts";
import type { SnapshotSeal, Vault } from "../vault/vault.ts";
import type { WorkControl } from "./tenant-session.ts";

/** How far before the last snapshot audit records are read again: they arrive late and out of order. */
const auditOverlapMs = 15 * 60_000;
/** Entra keeps audit records for 30 days at most; the first snapshot reads what is there. */
const auditRetentionMs = 30 * 24 * 3_600_000;

interface AuditReading extends WorkControl {
  readonly graph: Graph;
  readonly clock: Clock;
  readonly vault: Pick<Vault, "snapshots">;
  readonly startedAt: string;
  /** ISO 8601 UTC. */
  readonly now: () => string;
}

export interface AuditOfBackup {
  /** What was done up to now since the last snapshot: to be known before delta rounds are believed. */
  early(): Promise<CapturedAudit>;
  /**
   * Seals what was done up to now. With `onNote` (a capture, and no checkpoint that somebody waits for) also from where those who
   * did it had signed in; it is told why that is not known. Returns why not all could be read.
   */
  into(seal: SnapshotSeal, onNote: ((sentence: string) => void) | undefined): Promise<string | undefined>;
}

/** The audit records that go with a snapshot. */
export function auditOfBackup({ vault, startedAt, now, ...reading }: AuditReading): AuditOfBackup {
  const since = auditStart(vault.snapshots().findLast(hasAllAudit), startedAt);
  let before: (CapturedAudit & { readonly until: string }) | undefined;
  return {
    async early() {
      const until = now();
      before = { ...(await captureAudit({ ...reading, since, until })), until };
      return before;
    },
    async into(seal, onNote) {
      // What came before the objects were read is read already, if it could be.
      const read = before !== undefined && before.reason === undefined ? before : undefined;
      const from = read === undefined ? since : auditStart({ startedAt: read.until }, read.until);
      const { records, reason } = await captureAudit({ ...reading, since: from, until: now() });
      const audit = [...(read?.records ?? []), ...records];
      seal.addAuditRecords(audit);
      if (onNote !== undefined) {
        const signIns = await captureSignIns({ ...reading, audit, until: now() });
        seal.addAuditRecords(signIns.records);
        if (signIns.reason !== undefined) onNote(signIns.reason);
      }
      return reason ?? wrongClock(reading.graph);
    },
  };
}

/**
 * Records are asked for by time, from a little before the last snapshot on. Past that little a wrong clock would leave some
 * out without a word: this way they are said to be missing, and read again once it is right.
 */
function wrongClock({ statistics: { clockAheadMs = 0 } }: Graph): string | undefined {
  const minutes = Math.round(Math.abs(clockAheadMs) / 60_000);
  if (Math.abs(clockAheadMs) <= auditOverlapMs / 3) return undefined;
  const how = clockAheadMs > 0 ? "ahead of" : "behind";
  return `The clock of this computer is ${minutes} minutes ${how} Microsoft Graph's, so that records of this time may be missing. Set it, then capture again.`;
}

/** An import's records end where another vault's did, and a refused reading left a gap that the next one may close. */
function hasAllAudit({ origin, auditReason }: SnapshotRecord): boolean {
  return origin.kind !== "import" && auditReason === undefined;
}

/**
 * From when on a snapshot that began at `startedAt` holds audit records; `last` is the last one that has all of its own. Where the clock
 * was put back since, the last snapshot says nothing of what was read: all that Entra keeps is read again.
 */
export function auditStart(last: Pick<SnapshotRecord, "startedAt"> | undefined, startedAt: string): string {
  const [start, before] = [Date.parse(startedAt), Date.parse(last?.startedAt ?? "")];
  const since = before <= start ? before - auditOverlapMs : start - auditRetentionMs;
  return new Date(since).toISOString();
}
