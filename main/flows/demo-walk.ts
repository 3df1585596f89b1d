import type { Change } from "../../preload/contract/change.ts";
import type { ChangeFilter } from "../../preload/contract/filter.ts";
import type { Plan } from "../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../preload/contract/recovery-job.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { DemoTenant, Scenario, ScenarioReport } from "../demo/demo-tenant.ts";
import { backUp } from "./backup.ts";
import { makePlan, runPlan } from "./recover.ts";
import type { Report } from "./report.ts";
import { makeReport } from "./report.ts";
import type { TenantSession, WorkControl } from "./tenant-session.ts";

export interface DemoChoice {
  readonly scenario: Scenario;
  readonly users: number;
  readonly seedNumber: number;
  /** A folder of exported policies to load besides what is generated. */
  readonly seedFolder?: string;
}

/** A fresh demo tenant with an empty vault. */
export interface DemoWalk {
  readonly session: TenantSession;
  readonly demo: DemoTenant;
  readonly refused: readonly { readonly file: string; readonly name: string; readonly reason: string }[];
  close(): Promise<void>;
}

export interface Incident {
  readonly before: SnapshotRecord;
  readonly after: SnapshotRecord;
  readonly played: ScenarioReport;
}

/** How long after the snapshot of "yesterday" the incident begins. */
const quietMs = 9 * 3_600_000;

/** Yesterday's snapshot, the incident, a snapshot of the mess. */
export async function letIncidentHappen(
  session: TenantSession,
  demo: DemoTenant,
  scenario: Scenario,
  control: WorkControl = {},
): Promise<Incident> {
  const before = await backUp(session, control);
  demo.advance(quietMs);
  const played = demo.play(scenario);
  const after = await backUp(session, control);
  return { before, after, played };
}

/** "Everything the culprits did, and nothing else": what a person would choose after reading the story. */
export function culpritFilter(played: ScenarioReport): ChangeFilter {
  return { actor: played.culprits.join(",") };
}

export interface DemoStages {
  readonly report: Report;
  readonly plan: Plan;
  readonly job: RecoveryJob;
  /** What still differs from yesterday after the recovery, and who did that: legitimate changes only, if all is well. */
  readonly left: readonly Change[];
}

/** Tells how long each stage took. */
export type StageListener = (stage: string, milliseconds: number) => void;

/** report → plan → apply → verify → compare again, the way a person would go. */
export async function recoverFromIncident(
  session: TenantSession,
  incident: Incident,
  onStage: StageListener,
  control: WorkControl = {},
): Promise<DemoStages> {
  const timed = async <Value>(stage: string, run: () => Promise<Value>) => {
    const started = performance.now();
    const value = await run();
    onStage(stage, performance.now() - started);
    return value;
  };
  const filter = culpritFilter(incident.played);
  const report = await timed("report", () => makeReport(session.vault, incident.before, incident.after, control));
  const plan = await timed("plan", () =>
    makePlan(session, { target: incident.before, filter, removeAdded: true }, control),
  );
  const job = await timed("apply and verify", () => runPlan(session, plan, plan.hash, control));
  const proof = await timed("capture again", () => backUp(session, control));
  const { changes } = await timed("compare again", () => makeReport(session.vault, incident.before, proof, control));
  return { report, plan, job, left: changes };
}
