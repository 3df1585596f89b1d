import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { captureTenant } from "../capture/capture-tenant.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { readPermissions } from "../catalogue/read-permissions.ts";
import { selectOf } from "../catalogue/select-of.ts";
import { typesInCloud } from "../catalogue/types-in-cloud.ts";
import type { Account } from "../graph/graph.ts";
import { auditOfBackup } from "./audit-of-backup.ts";
import { giveWay } from "./give-way.ts";
import { logCapture } from "./log-work.ts";
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

/**
 * tenant → snapshot. Nothing is a snapshot until it is sealed: an error, a cancel or a killed process leaves the snapshots as they
 * were, and what was read for the next capture to go on from, for two hours.
 */
export async function backUp(session: TenantSession, options: BackupOptions = {}): Promise<SnapshotRecord> {
  const { vault, clock, cloud } = session;
  const {
    types = typesInCloud(cloud.name),
    kind = "capture",
    full = false,
    anew = false,
    onNote = () => {},
    ...control
  } = options;
  const account = await signedIn(session, control.signal);
  const graph = session.graph(readPermissions(types));
  // What a recovery is planned on is read, never put together.
  const isFull = full || kind === "checkpoint";
  const mostMembers = vault.mostMembers();
  // While no token is to be had nobody knows whether it is the same reader: what was interrupted is left as it is.
  const opened =
    kind === "capture" && account.permissions.length > 0
      ? openStage({ vault, startedAt: nowOf(session), about: aboutOf(account, { full, types, mostMembers }), anew })
      : undefined;
  if (opened?.note !== undefined) onNote(opened.note);
  const { startedAt, stage } = opened ?? { startedAt: nowOf(session) };
  const recalled = recallDeltas({ vault, startedAt, isFull, permissions: account.permissions });
  const reading = { ...control, graph, clock };
  const audit = auditOfBackup({ ...reading, vault, startedAt, now: () => nowOf(session) });
  const deltas = await trusted(recalled);
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
      ...(mostMembers === undefined ? {} : { mostMembers }),
      onObjects: (objects) => seal.add(objects),
    });
    const auditReason = await audit.into(seal, kind === "capture" ? onNote : undefined);
    const end = { endedAt: nowOf(session), types: captured.types };
    const record = seal.finish(auditReason === undefined ? end : { ...end, auditReason });
    deltas.keep(record);
    logCapture(session, record);
    opened?.clear();
    return record;
  } catch (error) {
    seal.abandon();
    // A bug may lie in what was read: it must not come back with the next capture.
    if (!(error instanceof ReinstateError)) opened?.clear();
    throw error;
  }

  /** Rounds only where nobody has written past them. */
  async function trusted(memory: RecalledDeltas): Promise<RecalledDeltas> {
    const { fullSince: since } = memory;
    if (since === undefined) return memory;
    const known = vault.auditRecords(since, nowOf(session));
    const { permissions } = account;
    const whyFull = await nativeRecoverySince({
      ...control,
      since,
      audit: await audit.early(),
      known,
      graph,
      permissions,
    });
    return whyFull === undefined ? memory : memory.withoutBases(whyFull);
  }
}

/** All that has to be the same for what was read before an interruption and after it to fit together. */
function aboutOf(
  { name, tenantId, authentication, permissions }: Account,
  choice: Pick<BackupOptions, "full"> & {
    readonly types: readonly ObjectType[];
    readonly mostMembers?: number | undefined;
  },
): string {
  const { full, types, mostMembers = null } = choice;
  const who = [tenantId, name, authentication, ...[...permissions].sort()];
  return JSON.stringify([...who, full, mostMembers, types, types.map((type) => selectOf(definitionOf(type)))]);
}
