import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import { objectTypes } from "../../../preload/contract/directory-object.ts";
import type { Plan } from "../../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import { drawBelow } from "../../demo/generate/draw.ts";
import { makePlan, resumeJob, runPlan } from "../recover.ts";
import { makeUndoPlan } from "../undo.ts";
import { type ChangedTenant, openChangedTenant } from "./changed-tenant.ts";
import { partsThatDiffer } from "./tenant-parts.ts";
import { leftOver, notPutBack, unplanned, untrue } from "./what-is-wrong.ts";

export interface RecoveryOutcome {
  readonly seed: number;
  /** Steps of the recovery. */
  readonly steps: number;
  readonly verdict: RecoveryJob["verdict"];
  /** Times that a job was cut off and taken up again. */
  readonly resumed: number;
  readonly wrong: readonly string[];
}

/** Cut off so often, a job still has to come to its end. */
const mostResumes = 12;

/**
 * A tenant that several people wrote to at random since its snapshot; a random choice of what to put back, over an unsteady network and
 * through interruptions; then taken back. What was done is judged by the demo's own state, past all of the product's reading.
 */
export async function recoveryRun(seed: number, folder: string): Promise<RecoveryOutcome> {
  const random = { random: seed };
  const tenant = await openChangedTenant(folder, random);
  const { session, parts, snapshot } = tenant;
  try {
    const types = someTypes(random);
    const removeAdded = drawBelow(random, 2) === 0;
    const filter = types === undefined ? {} : { types };
    const plan = await makePlan(session, { target: tenant.target, filter, removeAdded });
    const before = parts();
    const { job, resumed } = await carryOut(tenant, plan, random);
    const renamed = renamedBy(plan, job);
    const after = parts(renamed);
    const wrong = [
      ...untrue(plan, job, after),
      ...unplanned(plan, partsThatDiffer(before, after)),
      ...notPutBack(plan, job, { snapshot, after, types }),
    ];
    const undoPlan = await makeUndoPlan(session, job.id);
    const undone = await carryOut(tenant, undoPlan, random);
    const back = parts(new Map([...renamed, ...renamedBy(undoPlan, undone.job, renamed)]));
    wrong.push(...untrue(undoPlan, undone.job, parts()).map((sentence) => `undo: ${sentence}`));
    wrong.push(...leftOver(undoPlan, undone.job, partsThatDiffer(before, back)));
    return { seed, steps: plan.steps.length, verdict: job.verdict, resumed: resumed + undone.resumed, wrong };
  } finally {
    session.vault.close();
  }
}

/** Everything, or some types. */
function someTypes(random: { random: number }): readonly ObjectType[] | undefined {
  if (drawBelow(random, 3) > 0) return undefined;
  const types = objectTypes.filter(() => drawBelow(random, 2) === 0);
  return types.length === 0 ? undefined : types;
}

async function carryOut(tenant: ChangedTenant, plan: Plan, random: { random: number }) {
  const { session, network } = tenant;
  network.oneIn = 4 + drawBelow(random, 30);
  let resumed = 0;
  let job = await cutOff(tenant, random, (signal) => runPlan(session, plan, plan.hash, { signal }));
  for (; job.state !== "ended" && resumed < mostResumes; resumed += 1) {
    const { id } = job;
    job = await cutOff(tenant, random, (signal) => resumeJob(session, id, { signal }));
  }
  network.oneIn = Number.POSITIVE_INFINITY;
  if (job.state !== "ended") job = await resumeJob(session, job.id);
  return { job, resumed };
}

/** At some moment, or not at all: then what the vault says of the job. */
async function cutOff(
  { session, network }: ChangedTenant,
  random: { random: number },
  work: (signal: AbortSignal) => Promise<RecoveryJob>,
): Promise<RecoveryJob> {
  const abort = new AbortController();
  if (drawBelow(random, 2) === 0) network.after(1 + drawBelow(random, 40), () => abort.abort());
  try {
    return await work(abort.signal);
  } catch (error) {
    const job = session.vault.jobs().at(-1);
    if (!(error instanceof ReinstateError) || job === undefined) throw error;
    return job;
  } finally {
    network.after(Number.POSITIVE_INFINITY, () => {});
  }
}

/** Ids of what was made again → those that it had, or that it had before it was made again the first time. */
function renamedBy(
  plan: Plan,
  job: RecoveryJob,
  earlier: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const renamed = new Map<string, string>();
  for (const { id, newId } of job.steps) {
    const former = plan.steps.find((step) => step.id === id)?.object.id;
    if (newId !== undefined && former !== undefined) renamed.set(newId, earlier.get(former) ?? former);
  }
  return renamed;
}
