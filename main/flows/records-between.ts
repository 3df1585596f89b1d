import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import {
  type AttributionWindow,
  type AuditIndex,
  attributionSlackMs,
  indexAuditRecords,
} from "../compare/attribute-change.ts";
import type { Vault } from "../vault/vault.ts";

/** What says who made a difference between two snapshots. */
export interface RecordsBetween {
  readonly index: AuditIndex;
  readonly window: AttributionWindow;
}

/** The audit records of the time between two snapshots. */
export function recordsBetween(
  vault: Pick<Vault, "snapshots" | "auditRecords">,
  from: SnapshotRecord,
  to: SnapshotRecord,
): RecordsBetween {
  const [first, last] = from.endedAt <= to.endedAt ? [from, to] : [to, from];
  const gap = vault
    .snapshots()
    .findLast(({ number, auditReason }) => isBetween(number, from, to) && auditReason !== undefined)?.auditReason;
  const window = {
    since: shift(first.startedAt, -attributionSlackMs),
    until: shift(last.endedAt, attributionSlackMs),
    ...(gap === undefined ? {} : { gap }),
  };
  return { index: indexAuditRecords(vault.auditRecords(window.since, window.until)), window };
}

/** After the one and up to the other: those that captured what happened in between. */
function isBetween(number: number, from: SnapshotRecord, to: SnapshotRecord): boolean {
  return number > Math.min(from.number, to.number) && number <= Math.max(from.number, to.number);
}

function shift(iso: string, milliseconds: number): string {
  return new Date(Date.parse(iso) + milliseconds).toISOString();
}
