import type { Attribution } from "../../preload/contract/change.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import {
  type AttributionWindow,
  type AuditIndex,
  attribute,
  attributionSlackMs,
  indexAuditRecords,
} from "../compare/attribute-change.ts";
import type { ObjectDifference } from "../compare/compare-objects.ts";
import type { Vault } from "../vault/vault.ts";

/** Says who made a difference between two snapshots, out of the audit records of that time. */
export function attributeBetween(
  vault: Vault,
  from: SnapshotRecord,
  to: SnapshotRecord,
): (difference: ObjectDifference) => Attribution {
  const { index, window } = recordsBetween(vault, from, to);
  return (difference) => attribute(difference, index, window);
}

/** The audit records of the time between two snapshots. */
export function recordsBetween(
  vault: Vault,
  from: SnapshotRecord,
  to: SnapshotRecord,
): { readonly index: AuditIndex; readonly window: AttributionWindow } {
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
