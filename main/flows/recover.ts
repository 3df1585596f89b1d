import { type ObjectType, objectTypes } from "../../preload/contract/directory-object.ts";
import type { ChangeFilter } from "../../preload/contract/filter.ts";
import type { Plan, PlanAnswer } from "../../preload/contract/plan.ts";
import type { JournalEntry, RecoveryJob } from "../../preload/contract/recovery-job.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { applyPlan } from "../apply/apply-plan.ts";
import type { Stopping } from "../apply/stopping.ts";
import { readPermissions } from "../catalogue/read-permissions.ts";
import { readAnswers } from "../plan/answers.ts";
import { buildPlan } from "../plan/build-plan.ts";
import type { MadeBefore } from "../plan/made-before.ts";
import type { Vault } from "../vault/vault.ts";
import { verifyJob } from "../verify/verify-job.ts";
import { backUp } from "./backup.ts";
import { alsoNewIds, byNewIds, type ComparedVault, madeOf, newIdsSince } from "./by-new-ids.ts";
import { type ChosenChanges, chooseChanges } from "./choose-changes.ts";
import { asFarAsItCame } from "./left-running.ts";
import { logJob, logJobStart } from "./log-work.ts";
import { type BinLook, keyOf, lookInBin } from "./look-in-bin.ts";
import { mustBeAsMade, mustBeWithoutJob } from "./once-only.ts";
import { mustBePermitted } from "./permissions-held.ts";
import { takenBackSince } from "./taken-back.ts";
import type { TenantSession, WorkControl } from "./tenant-session.ts";
import { nowOf, signedIn } from "./tenant-session.ts";

export interface PlanChoice {
  readonly target: SnapshotRecord;
  readonly filter: ChangeFilter;
  readonly removeAdded: boolean;
  /** What the person decided about the conflicts and dead references of an earlier plan for the same choice. */
  readonly answers?: readonly PlanAnswer[];
}

/** How long verification reads back before it says "not readable as promised". */
const verifyBudgetMs = 5 * 60_000;

/** changes × choices → a frozen plan, made against the tenant as it is now (a checkpoint is taken first). */
export async function makePlan(session: TenantSession, choice: PlanChoice, control: WorkControl = {}): Promise<Plan> {
  // Before the tenant is read: an answer that makes no sense costs nobody a capture.
  const answers = readAnswers(choice.answers);
  const found = await backUp(session, { ...control, kind: "checkpoint" });
  const { vault } = session;
  const { target, filter } = choice;
  const newIds = newIdsSince(vault, target, found);
  const compared = byNewIds(vault, target, newIds);
  const sides = { target, found };
  const bin = lookInBin(session, { ...sides, compared }, control);
  const chosen = await chooseChanges(compared, sides, alsoNewIds(filter, newIds), answers, { ...control, bin });
  const signedInObjectId = (await session.signIn.account())?.objectId ?? null;
  const plan = planFrom(session, {
    ...choice,
    ...chosen,
    bin,
    found,
    signedInObjectId,
    compared,
    madeBefore: madeOf(newIds, filter),
  });
  session.vault.savePlan(plan);
  return plan;
}

interface PlanParts extends PlanChoice, ChosenChanges {
  readonly found: SnapshotRecord;
  readonly bin: Pick<BinLook, "found">;
  readonly signedInObjectId: string | null;
  readonly compared: ComparedVault;
  readonly madeBefore: readonly MadeBefore[];
}

function planFrom(session: TenantSession, parts: PlanParts): Plan {
  const { vault } = session;
  const { target, found, bin, compared, madeBefore } = parts;
  return buildPlan({
    id: session.newId(),
    createdAt: nowOf(session),
    tenantId: vault.description.tenantId,
    tenantName: vault.description.tenantName,
    purpose: "recover",
    target: basisOf(target),
    found: basisOf(found),
    changes: parts.changes,
    conflicts: parts.conflicts,
    kept: parts.kept,
    passedOver: parts.passedOver,
    ...(parts.answers === undefined ? {} : { answers: parts.answers }),
    cautions: parts.warnings,
    unknown: parts.unknown,
    unreadNow: unreadTypes(found),
    madeBefore,
    filter: parts.filter,
    removeAdded: parts.removeAdded,
    mostDeletions: vault.mostDeletions(),
    ownClientId: session.cloud.clientId,
    ...(parts.signedInObjectId === null ? {} : { signedInObjectId: parts.signedInObjectId }),
    lookup: {
      before: (type, id) => compared.object(target.number, type, id),
      after: (type, id) => bin.found.get(keyOf(type, id)) ?? compared.object(found.number, type, id),
    },
    allFound: (type) => foundOf(vault, parts, type),
  });
}

/** What the checkpoint holds of a type, and what only the look into the recycle bin found. */
function* foundOf(vault: Vault, { found, bin }: Pick<PlanParts, "found" | "bin">, type: ObjectType) {
  yield* vault.objects(found.number, type);
  for (const object of bin.found.values()) if (object.type === type) yield object;
}

/** How a plan is let through to the tenant. */
export interface WriteControl extends WorkControl, Stopping {
  /**
   * Asks the person before anything is written; throws if they refuse. What it gives is called with the plan's hash just
   * before the first write, and throws if that plan was not confirmed. Absent where the person was asked already.
   */
  readonly confirm?: (plan: Plan) => Promise<(planHash: string) => void>;
}

/**
 * plan → writes → proof. The plan must be this tenant's, exactly as it was reviewed (its hash is `reviewedHash`), and never have
 * been carried out: PLAN_CARRIED_OUT, with what to do instead.
 */
export async function runPlan(
  session: TenantSession,
  plan: Plan,
  reviewedHash: string,
  control: WriteControl = {},
): Promise<RecoveryJob> {
  if (plan.hash !== reviewedHash) {
    throw new ReinstateError(
      "PLAN_ALTERED",
      "This is not the plan that was reviewed. Nothing was written. Make the plan again.",
    );
  }
  mustBeAsMade(session.vault, plan);
  mustBeWithoutJob(session.vault, plan);
  const letThrough = await control.confirm?.(plan);
  const account = await signedIn(session, control.signal);
  mustBePermitted(plan, account);
  letThrough?.(plan.hash);
  const job: RecoveryJob = {
    id: session.newId(),
    planId: plan.id,
    planHash: plan.hash,
    purpose: plan.purpose,
    ...(plan.undoes === undefined ? {} : { undoes: plan.undoes }),
    startedAt: nowOf(session),
    endedAt: null,
    by: account.name,
    state: "running",
    verdict: null,
    steps: plan.steps.map((step) => ({ id: step.id, outcome: "pending" })),
  };
  session.vault.savePlan(plan);
  session.vault.saveJob(job);
  return carryOut(session, plan, job, control);
}

/** Goes on with a job that was paused, cancelled or interrupted; nothing is done twice. */
export async function resumeJob(
  session: TenantSession,
  jobId: string,
  control: WriteControl = {},
): Promise<RecoveryJob> {
  const { job, plan } = jobAndPlan(session, jobId);
  mustBeResumable(job);
  const letThrough = await control.confirm?.(plan);
  mustBePermitted(plan, await signedIn(session, control.signal));
  letThrough?.(plan.hash);
  return carryOut(session, plan, job, control);
}

/** A paused job counts as cancelled from here on: nobody is waiting to go on with it. USAGE_INVALID for any other. */
export function callOff(session: Pick<TenantSession, "vault">, jobId: string): RecoveryJob {
  const { job } = jobAndPlan(session, jobId);
  if (job.state !== "paused") throw new ReinstateError("USAGE_INVALID", `Job ${jobId} is not paused.`);
  const cancelled: RecoveryJob = { ...job, state: "cancelled" };
  session.vault.saveJob(cancelled);
  return cancelled;
}

/** USAGE_INVALID for a job that has ended. */
export function mustBeResumable({ id, state }: RecoveryJob): void {
  if (state === "ended") throw new ReinstateError("USAGE_INVALID", `Job ${id} has ended; there is nothing to resume.`);
}

async function carryOut(
  session: TenantSession,
  plan: Plan,
  job: RecoveryJob,
  control: WriteControl,
): Promise<RecoveryJob> {
  logJobStart(session, plan);
  const applied = await applyPlan({
    ...control,
    plan,
    job,
    graph: session.graph([...readPermissions(), ...plan.permissions]),
    graphHost: session.cloud.graph,
    vaultJournal: session.vault,
    tenantId: session.vault.description.tenantId,
    clock: session.clock,
    random: session.newId,
  });
  if (applied.state !== "ended") {
    logJob(session, plan, applied);
    return applied;
  }
  try {
    return await prove(session, plan, { ...applied, verdict: null }, control);
  } catch (error) {
    // Resuming it reads it back.
    session.vault.saveJob({ ...applied, state: "interrupted", endedAt: null, verdict: null });
    throw error;
  }
}

/** Reads every applied step of a job back and keeps what it found beside the verdict that the job ended with. */
export async function proveJob(session: TenantSession, jobId: string, control: WorkControl = {}): Promise<RecoveryJob> {
  const { job, plan } = jobAndPlan(session, jobId);
  return prove(session, plan, job, control);
}

async function prove(
  session: TenantSession,
  plan: Plan,
  job: RecoveryJob,
  control: WriteControl,
): Promise<RecoveryJob> {
  const jobId = job.id;
  await signedIn(session, control.signal);
  const readBack: Omit<JournalEntry, "sequence">[] = [];
  const proven = await verifyJob({
    ...control,
    plan,
    job,
    graph: session.graph(readPermissions()),
    clock: session.clock,
    budgetMs: verifyBudgetMs,
    takenBack: takenBackSince(session.vault, job, plan),
    onConclusion: (outcome) =>
      readBack.push({ jobId, stepId: outcome.id, at: nowOf(session), kind: "verified", outcome }),
  });
  session.vault.appendJournalEntries(readBack);
  const kept = withFormerVerdict(proven, job, nowOf(session));
  session.vault.saveJob(kept);
  logJob(session, plan, kept);
  return kept;
}

/** What was proven when a job ended stays on record: it was true then. */
function withFormerVerdict(proven: RecoveryJob, { verdict: former }: RecoveryJob, at: string): RecoveryJob {
  const { verdict } = proven;
  return former === null || verdict === null ? proven : { ...proven, verdict: former, checked: { at, verdict } };
}

/** A job, as far as it came, with the plan it carries out; USAGE_NOT_FOUND if the vault holds no such job. */
export function jobAndPlan(
  session: Pick<TenantSession, "vault">,
  jobId: string,
): { readonly job: RecoveryJob; readonly plan: Plan } {
  const saved = session.vault.job(jobId);
  const job = saved && asFarAsItCame(session.vault, saved);
  const plan = job === undefined ? undefined : session.vault.plan(job.planId);
  if (job === undefined || plan === undefined) {
    throw new ReinstateError("USAGE_NOT_FOUND", `There is no job ${jobId} in this vault. See \`reinstate jobs\`.`);
  }
  return { job, plan };
}

/** What a snapshot does not hold to its end. */
export function unreadTypes({ types }: SnapshotRecord): readonly ObjectType[] {
  return objectTypes.filter((type) => types[type]?.complete !== true);
}

/** How a plan names a snapshot. */
export function basisOf(record: SnapshotRecord): Plan["target"] {
  return { snapshotNumber: record.number, snapshotId: record.id, endedAt: record.endedAt };
}
