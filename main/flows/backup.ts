import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { type CapturedAudit, captureAudit } from "../capture/capture-audit.ts";
import { captureTenant } from "../capture/capture-tenant.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { readPermissions } from "../catalogue/read-permissions.ts";
import { selectOf } from "../catalogue/select-of.ts";
import type { Account } from "../graph/graph.ts";
import { giveWay } from "./give-way.ts";
import { nativeRecoverySince } from "./native-recovery.ts";
import { type RecalledDeltas, recallDeltas } from "./recall-deltas.ts";
import { openStage } from "./stage-capture.ts";
import type { TenantSession, WorkControl } from "./tenant-session.ts";
import { nowOf, signedIn } from "./tenant-session.ts";

export interface BackupOptions extends WorkControl {
  /** All when absent; what is not asked for is unknown in the snapshot. */
  readonly types?: readonly ObjectType[];
  /** A checkpoint is a snapshot that a report or a plan took for itself. */
  readonly kind?: "capture" | "checkpoint";
  /** Read everything, even where the changes since the last snapshot would do. */
  readonly full?: boolean;
  /** Drop what an interrupted capture has read; otherwise this one goes on from there. */
  readonly anew?: boolean;
  /** What is worth knowing beside the snapshot, in sentences. */
  readonly onNote?: (sentence: string) => void;
}

/** How far before the last snapshot audit records are read again: they arrive late and out of order. */
const auditOverlapMs = 15 * 60_000;
/** Entra keeps audit records for 30 days at most; the first snapshot reads what is there. */
const auditRetentionMs = 30 * 24 * 3_600_000;

/**
 * tenant → snapshot. Nothing is a snapshot until it is sealed: an error, a cancel or a killed process leaves the snapshots as they
 * were, and what was read for the next capture to go on from, for two hours.
 */
export async function backUp(session: TenantSession, options: BackupOptions = {}): Promise<SnapshotRecord> {
  const { vault, clock } = session;
  const { types = objectTypes, kind = "capture", full = false, anew = false, onNote, ...control } = options;
  const account = await signedIn(session, control.signal);
  const graph = session.graph(readPermissions(types));
  // What a recovery is planned on is read, never put together.
  const isFull = full || kind === "checkpoint";
  // While no token is to be had nobody knows whether it is the same reader: what was interrupted is left as it is.
  const opened =
    kind === "capture" && account.permissions.length > 0
      ? openStage({ vault, startedAt: nowOf(session), about: aboutOf(account, { full, types }), anew })
      : undefined;
  if (opened?.note !== undefined) onNote?.(opened.note);
  const { startedAt, stage } = opened ?? { startedAt: nowOf(session) };
  const recalled = recallDeltas({ vault, startedAt, isFull, permissions: account.permissions });
  const reading = { ...control, graph, clock };
  const auditSince = auditStart(vault.snapshots().findLast(hasAllAudit), startedAt);
  const early = await captureEarlyAudit(recalled);
  const deltas = await trusted(recalled, early);
  const seal = vault.beginSnapshot({
    startedAt,
    origin: {
      kind,
      by: account.name,
      authentication: account.authentication,
      apiVersion: "v1.0",
    },
  });
  try {
    for (const [type, begun] of opened?.finished ?? []) {
      if (begun !== undefined) deltas.onLink(type, begun);
      for (const objects of stage?.objects(type) ?? []) {
        seal.add(objects);
        await giveWay(control.signal);
      }
    }
    const captured = await captureTenant({
      ...reading,
      types,
      permissions: account.permissions,
      deltas,
      ...(stage === undefined ? {} : { stage }),
      onObjects: (objects) => seal.add(objects),
    });
    // What came before the objects were read is read already, if it could be.
    const isRead = early !== undefined && early.reason === undefined;
    const since = isRead ? auditStart({ startedAt: early.until }, early.until) : auditSince;
    const audit = await captureAudit({ ...reading, since, until: nowOf(session) });
    if (isRead) seal.addAuditRecords(early.records);
    seal.addAuditRecords(audit.records);
    const { reason: auditReason } = audit;
    const end = { endedAt: nowOf(session), types: captured.types };
    const record = seal.finish(auditReason === undefined ? end : { ...end, auditReason });
    deltas.keep(record);
    opened?.clear();
    return record;
  } catch (error) {
    seal.abandon();
    // A bug may lie in what was read: it must not come back with the next capture.
    if (!(error instanceof ReinstateError)) opened?.clear();
    throw error;
  }

  /** Who wrote since the last snapshot: to be known before rounds are believed. Undefined where there will be none. */
  async function captureEarlyAudit({ fullSince }: RecalledDeltas) {
    if (fullSince === undefined) return undefined;
    const until = nowOf(session);
    return { ...(await captureAudit({ ...reading, since: auditSince, until })), until };
  }

  /** Rounds only where nobody has written past them. */
  async function trusted(memory: RecalledDeltas, audit: CapturedAudit | undefined): Promise<RecalledDeltas> {
    const { fullSince: since } = memory;
    if (since === undefined || audit === undefined) return memory;
    const known = vault.auditRecords(since, nowOf(session));
    const { permissions } = account;
    const whyFull = await nativeRecoverySince({ ...control, since, audit, known, graph, permissions });
    return whyFull === undefined ? memory : memory.withoutBases(whyFull);
  }
}

/** All that has to be the same for what was read before an interruption and after it to fit together. */
function aboutOf(
  { name, tenantId, authentication, permissions }: Account,
  { full, types }: { readonly full: boolean; readonly types: readonly ObjectType[] },
): string {
  const who = [tenantId, name, authentication, ...[...permissions].sort()];
  return JSON.stringify([...who, full, types, types.map((type) => selectOf(definitionOf(type)))]);
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
