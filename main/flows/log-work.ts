import type { ObjectType } from "../../preload/contract/directory-object.ts";
import type { Plan } from "../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../preload/contract/recovery-job.ts";
import { isDone } from "../../preload/contract/recovery-job.ts";
import type { SnapshotRecord, TypeProof } from "../../preload/contract/snapshot.ts";
import type { TenantSession } from "./tenant-session.ts";

type Telling = Pick<TenantSession, "log">;

/** What was read of each type, and the snapshot, in numbers. */
export function logCapture({ log }: Telling, record: SnapshotRecord): void {
  for (const [type, proof] of Object.entries(record.types) as [ObjectType, TypeProof][]) {
    const { promised, read, pages, complete, mode, reading } = proof;
    log?.write("capture.type", {
      ...{ type, promised, read, pages, complete, mode },
      ...(reading && { requests: reading.requests, permissionsMissing: reading.missing.length }),
    });
  }
  log?.write("capture.sealed", {
    snapshot: record.number,
    kind: record.origin.kind,
    complete: record.complete,
    objects: Object.values(record.counts).reduce((sum, count) => sum + count, 0),
    auditComplete: record.auditReason === undefined,
  });
}

export function logJobStart({ log }: Telling, { steps, purpose }: Plan): void {
  const requests = steps.reduce((sum, { cost }) => sum + cost, 0);
  log?.write("job.started", { steps: steps.length, requests, purpose });
}

/** The steps by their numbers in the plan, from 1: which objects they are about is in the vault only. */
export function logJob({ log }: Telling, plan: Plan, { state, verdict, steps }: RecoveryJob): void {
  const outcomes = new Map(steps.map(({ id, outcome }) => [id, outcome]));
  plan.steps.forEach(({ id }, index) => {
    log?.write("job.step", { step: index + 1, outcome: outcomes.get(id) ?? "pending" });
  });
  const applied = steps.filter(isDone).length;
  log?.write("job.ended", { state, verdict, applied, notApplied: steps.length - applied });
}
